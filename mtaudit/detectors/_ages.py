"""An age that does not fit the years of birth and of what happened, within one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion

AGE = Rule("figures/age", "accuracy/number", "major", "An age that the years contradict")

_BORN = expression(r"\b[Bb]orn\b[^.;:()]{0,60}?\b(?P<year>1[5-9]\d\d|20\d\d)\b")
_AGE = expression(
    r"\b(?:at the age of|at age|aged?|when (?:he|she) was(?: only| just)?) (?P<age>\d{1,3})\b"
    r"(?![-–]|\.\d| (?:to|or)\b)"
)
_YEAR = expression(r"(?<![\d,.$€£–-])(?P<year>1[5-9]\d\d|20\d\d)(?!\d|,\d|[–-]|s\b)")
_OTHERS = expression(
    r"\b(?:son|daughter|brother|sister|wife|husband|father|mother|children|between|until|since|from)\b"
)
_TOLERANCE = 1


def ages(document: Document) -> Iterator[Finding]:
    """Yield each age in a sentence with one birth and one other year that lie further apart, or less far."""
    for sentence in document.sentences:
        text = document.flat[sentence.span.start : sentence.span.end]
        born, told = _BORN.search(text), list(_AGE.finditer(text))
        if not born or len(told) != 1 or _OTHERS.search(text):
            continue
        years = {match["year"] for match in _YEAR.finditer(text)} - {born["year"]}
        if len(years) == 1:
            yield from _judged(told[0], int(born["year"]), int(years.pop()), sentence.span.start)


def _judged(told: re.Match[str], born: int, year: int, start: int) -> Iterator[Finding]:
    right = year - born
    if abs(right - int(told["age"])) > _TOLERANCE and right > 0:
        span = Span(start + told.start("age"), start + told.end("age"))
        message = f"Who was born in {born} was {right - 1} or {right} in {year}."
        yield Finding(AGE, span, message, (Suggestion(str(right)), Suggestion(str(right - 1))))
