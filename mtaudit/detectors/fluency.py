"""Stretches that read badly: awkward or garbled wording that an editor would change.

What it finds
    Runs of words that a network which learnt from post-edited machine translations takes for bad with great
    confidence: "has been before in negotiations of peace", "the most prosecuted ice hockey championship".

Why it matters
    Wording that no native writer would choose makes a text read as translated, and often hides a mistake in meaning.

Example
    Before: "Jews from Ukraine has remained under the rule of hearing." After: what the source said, in other words.

Limits
    It gives no correction and no reason, and it is off by default: what it marks in good English, two words in
    10,000, is a matter of taste. What only the source could show it does not see: it agrees with editors in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule, Span
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.detectors._fluency_scores import Scored
    from mtaudit.detectors._sense_reading import Page

AWKWARD = Rule(
    "fluency/awkward",
    "style/awkward",
    "minor",
    "Awkward or garbled wording",
    "Editors of machine translations change wording such as this.",
    "preview",
)

RULES = (AWKWARD,)

#: How far under the threshold, in logarithms of odds, the neighbours of a bad word may be to count with it.
_NEAR = 0.7
_FEWEST = 2


def preload(settings: Settings) -> None:
    """Load the network."""
    from mtaudit.engines.sense import network

    network()


def reading(document: Document) -> Page:
    """What the network says of the whole document."""
    from mtaudit.detectors._sense_reading import read

    return read(document, bad=True)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the bad stretches; raises EngineError where the network cannot run."""
    from mtaudit.detectors._fluency_scores import scored
    from mtaudit.detectors._sense_verdict import verdict

    limit = verdict().fluency
    for run in _runs(scored(document, verdict().awkward), limit - _NEAR):
        if len(run) >= _FEWEST and max(each.sure for each in run) >= limit:
            span = Span(run[0].word.span.start, run[-1].word.span.end)
            yield Finding(AWKWARD, span, f"“{document.flat[span.start : span.end]}” reads badly: awkward or garbled.")


def _runs(words: Iterable[Scored], least: float) -> Iterator[list[Scored]]:
    """Neighbouring words of one window that are bad enough."""
    run: list[Scored] = []
    for each in words:
        if each.sure < least or (run and run[-1].word.window != each.word.window):
            yield run
            run = []
        if each.sure >= least:
            run.append(each)
    yield run
