"""A check as data: an expression whose group ``fault`` is the span, a message, and a cure; for detectors of many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mtaudit.model import Document, Finding, Rule, Span, Suggestion

Match = re.Match[str]


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


def run(checks: Iterable[Check], document: Document) -> Iterator[Finding]:
    """Yield the findings of all checks; each is one pass over the text, and none crosses from block to block."""
    for check in checks:
        for match in check.pattern.finditer(document.flat):
            if match["fault"] and check.holds(match):
                yield _finding(check, match)


def _finding(check: Check, match: Match) -> Finding:
    cures = [text for text in dict.fromkeys(check.cure(match)) if text != match["fault"]]
    message = check.message.format(fault=match["fault"], cure=" or ".join(cures), **_groups(match))
    suggestions = tuple(Suggestion(text, safe=check.safe and len(cures) == 1) for text in cures)
    return Finding(check.rule, Span(*match.span("fault")), message, suggestions)


def _groups(match: Match) -> dict[str, str]:
    return {name: text or "" for name, text in match.groupdict().items() if name != "fault"}
