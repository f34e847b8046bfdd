"""How badly a word is put by all that tells: what the network says, how common the word is, how long its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtaudit.detectors._sense_evidence import weighed
from mtaudit.detectors._sense_reading import Page, Word, read
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document

#: The names of the evidence, in the order of ``evidence``.
EVIDENCE = ("bad", "common", "mark", "length", "tag", "sense")
#: How much the badness counts, where the tag counts for one.
_SHARE = 0.5
#: A sentence longer than this counts no more.
_LONG = 60


class Scored(NamedTuple):
    """A word, how badly it is put for one of a translation, and how surely it is one of a bad translation at all.

    The layers of the tags saw hardly any good English: they know which words of a translation are bad. Those that look
    for wrong senses saw much of it: they know which texts are translations.
    """

    word: Word
    score: float
    sure: float


def scored(document: Document, weights: Sequence[float]) -> Iterator[Scored]:
    """The words of a document in order; raises EngineError where the network cannot run."""
    page = read(document, bad=True)
    starts = [sentence.span.start for sentence in document.sentences]
    lengths = _lengths(page, starts)
    for word, bad in zip(page.words, page.bad or (), strict=True):
        length = lengths[bisect_right(starts, word.span.start)]
        value = weighed(evidence((bad, word.tag, word.sense), word.text, length), weights)
        yield Scored(word, value, word.tag + _SHARE * value)


def evidence(said: tuple[float, float, float], token: str, length: int) -> tuple[float, ...]:
    """What is known of a word or a mark in a sentence of so many of both; the network said bad, tag and sense."""
    bad, tag, sense = said
    is_mark = not any(map(str.isalnum, token))
    return bad, commonness(token.lower()), float(is_mark), float(min(length, _LONG)), tag, sense


def _lengths(page: Page, starts: Sequence[int]) -> list[int]:
    """How many words and marks each sentence has, by its number, the first being 1."""
    counts = [0] * (len(starts) + 1)
    for window in page.windows:
        for place in window.pieces.first:
            counts[bisect_right(starts, window.start + place)] += 1
    return counts
