"""A check as data: an expression whose group ``fault`` is the span, a message, and a cure; for detectors of many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mtaudit.model import Document, Finding, Rule, Span, Suggestion

Match = re.Match[str]


#: Characters around a place that belong to it: no check looks further.
_BEFORE, _AFTER = 60, 90


def _no_cure(match: Match) -> tuple[str, ...]:
    return ()


def _always(match: Match) -> bool:
    return True


@dataclass(frozen=True)
class Check:
    """Where ``pattern`` matches and ``holds``, ``rule`` is broken; ``{fault}`` and ``{cure}`` stand in the message."""

    rule: Rule
    pattern: re.Pattern[str]
    message: str
    cure: Callable[[Match], tuple[str, ...]] = _no_cure
    safe: bool = False
    holds: Callable[[Match], bool] = _always
    #: What a match always holds one of; where none is, the expression is not tried.
    hints: tuple[str, ...] = ("",)


def run(checks: Iterable[Check], document: Document, around: re.Pattern[str]) -> Iterator[Finding]:
    """Yield the findings of all checks, each tried only near the places where ``around`` matches.

    Most prose holds no figure for whole paragraphs, and a dozen expressions need not read it.
    """
    text = document.flat
    for region in _regions(text, around):
        stretch = text[region.start : region.end]
        for check in checks:
            if any(hint in stretch for hint in check.hints):
                for match in check.pattern.finditer(text, *region):
                    if check.holds(match):
                        yield _finding(check, match)


def _regions(text: str, around: re.Pattern[str]) -> Iterator[Span]:
    """The stretches of text near a match, grown to whole words and joined where they touch."""
    start = end = 0
    for match in around.finditer(text):
        if match.start() - _BEFORE > end:
            if end:
                yield Span(start, end)
            start = _edge(text, match.start() - _BEFORE)
        end = min(len(text), match.end() + _AFTER)
    if end:
        yield Span(start, end)


def _edge(text: str, offset: int) -> int:
    """The start of the word that an offset lies in."""
    return text.rfind(" ", 0, offset) + 1 if offset > 0 else 0


def _finding(check: Check, match: Match) -> Finding:
    cures = [text for text in dict.fromkeys(check.cure(match)) if text != match["fault"]]
    message = check.message.format(fault=match["fault"], cure=" or ".join(cures), **_groups(match))
    suggestions = tuple(Suggestion(text, safe=check.safe and len(cures) == 1) for text in cures)
    return Finding(check.rule, Span(*match.span("fault")), message, suggestions)


def _groups(match: Match) -> dict[str, str]:
    return {name: text or "" for name, text in match.groupdict().items() if name != "fault"}
