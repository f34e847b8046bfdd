"""How good a finding, a suggestion or a set of findings is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from _records import Mark

_QUOTES = {ord(mark): '"' for mark in "“”„«»"} | {ord(mark): "'" for mark in "‘’"}
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"\S+")


class Hit(NamedTuple):
    """A finding, as plain data."""

    rule: str
    status: str
    start: int
    end: int
    suggestions: tuple[str, ...]


def overlap(hit: Hit, mark: Mark) -> bool:
    """Whether a finding lies on a marked span, even in part."""
    return hit.start < mark.end and mark.start < hit.end


def is_right(text: str, mark: Mark, hit: Hit, most: int) -> bool:
    """Whether one of the first suggestions gives the right text over both spans, or is the right value itself."""
    start, end = min(mark.start, hit.start), max(mark.end, hit.end)
    right = mark.right or ""
    wanted = _normal(text[start : mark.start] + right + text[mark.end : end])
    return any(
        _normal(text[start : hit.start] + each + text[hit.end : end]) == wanted
        or (_normal(each) == _normal(right) and _normal(right) != "")
        for each in hit.suggestions[:most]
    )


def _normal(text: str) -> str:
    """What is left when quotation marks, case, white space, final marks and the stops of "U.S." don't count."""
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text.casefold().translate(_QUOTES))
    return re.sub(r"\s+", " ", text).strip(" .,;:!?")


def share(flags: Iterable[bool]) -> str:
    """A share with its 95 % confidence interval (Wilson), "" for none."""
    flags = list(flags)
    if not flags:
        return ""
    n, part, z = len(flags), sum(flags) / len(flags), 1.96
    middle = (part + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(part * (1 - part) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{part:.3f} ({max(0.0, middle - half):.3f}-{min(1.0, middle + half):.3f})"


class Words(NamedTuple):
    """How many words are marked and found, only found, only marked, and neither."""

    both: int
    found: int
    marked: int
    neither: int


def words(text: str, marks: Sequence[Mark], hits: Sequence[Hit]) -> Words:
    """Every word of a text, by whether a marked span and a finding touch it."""
    counts = [0, 0, 0, 0]
    for match in _WORD.finditer(text):
        marked = any(mark.start < match.end() and match.start() < mark.end for mark in marks)
        found = any(hit.start < match.end() and match.start() < hit.end for hit in hits)
        counts[(not marked) + 2 * (not found)] += 1
    return Words(*counts)


def correlation(count: Words) -> float:
    """Matthews' coefficient: 1 for the same words, 0 for chance."""
    a, b, c, d = count
    below = math.sqrt((a + b) * (a + c) * (d + b) * (d + c))
    return (a * d - b * c) / below if below else 0.0


def auc(high: Sequence[float], low: Sequence[float]) -> float:
    """How often one of the first is above one of the second; a tie is half."""
    import numpy

    others = numpy.sort(low)
    below = numpy.searchsorted(others, high, "left") + numpy.searchsorted(others, high, "right")
    return float(below.mean() / 2 / len(others))
