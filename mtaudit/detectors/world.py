"""Figures that the world contradicts.

What it finds
    More provinces, states, districts or regions than the country of the text has: "370 provinces" in a story about
    Afghanistan, which has 34.

Why it matters
    Either the figure or the word is wrong: the source may have counted districts. It is one of the few wrong facts that
    a text shows by itself.

Example
    Before: "more than 50 of the 370 provinces". After: "more than 50 of the 370 districts".

Limits
    Only countries in the table are known, with their first-level units as of 2025; the country is the one that the text
    names most. Units of several countries, and of the past, are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mtaudit.model import Document, Finding, Rule, Span
from mtaudit.settings import Settings

UNITS = Rule(
    "world/units",
    "accuracy/number",
    "major",
    "More provinces, states or districts than the country has",
    why="A country's units are few and known; a larger figure was counted in something else, or lost or won a digit.",
)
RULES = (UNITS,)

_TABLE = Path(__file__).with_name("world.tsv")
#: A text is about the country that it names this many times as often as the next one.
_LEAD = 2
_FIGURE = re.compile(
    r"(?<![\w.,])(?!(?:19|20)\d\d states)(?P<n>\d{1,3}(?:,\d{3})*|\d+) "
    r"(?P<unit>provinces|states|districts|regions|governorates|counties|departments|prefectures|cantons|divisions)\b"
)
# Units of several countries, or of another time.
_ELSEWHERE = re.compile(r"\b(?:world|countries|member states|empire|century|centuries)\b", re.IGNORECASE)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield figures of units that exceed those of the country the text is about."""
    figures = [match for match in _FIGURE.finditer(document.flat) if _value(match) > _fewest()[match["unit"]]]
    if not figures:
        return
    country = _subject(document.flat)
    units = _table().get(country, {})
    for match in figures:
        known = units.get(match["unit"])
        near = document.flat[max(0, match.start() - 80) : match.end() + 40]
        if known and _value(match) > known and not _ELSEWHERE.search(near):
            message = f"{country} has {known} {match['unit']}; check the figure, or the word."
            yield Finding(UNITS, Span(*match.span()), message)


def _value(match: re.Match[str]) -> int:
    return int(match["n"].replace(",", ""))


@cache
def _fewest() -> Mapping[str, int]:
    """The smallest count of each unit: what no country can break needs no country."""
    units = {unit for _, _, unit, _ in _rows()}
    return {unit: min(count for _, _, each, count in _rows() if each == unit) for unit in units}


def _subject(text: str) -> str:
    """The country that a text names far more often than any other, "" for none."""
    counts = Counter(_names()[match[0]] for match in _name_pattern().finditer(text))
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
        return ""
    return ranked[0][0]


@cache
def _rows() -> tuple[tuple[str, str, str, int], ...]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return tuple(
        (country, demonym, unit, int(count)) for country, demonym, unit, count in (x.split("\t") for x in lines)
    )


@cache
def _table() -> Mapping[str, Mapping[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for country, _, unit, count in _rows():
        table.setdefault(country, {})[unit] = count
    return table


@cache
def _names() -> Mapping[str, str]:
    """Country names and demonyms, and the country of each."""
    return {name: country for country, demonym, _, _ in _rows() for name in (country, demonym)}


@cache
def _name_pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
