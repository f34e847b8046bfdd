"""Amounts of money and measures in a text: what they come to, and in what."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtaudit.model import Span

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}
WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
}
FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CURRENCIES = {
    "dollar": r"dollars?|\$|USD", "euro": r"euros?|€|EUR", "pound": r"pounds?|£|GBP", "lira": r"liras?|lire|TL|TRY",
    "rouble": r"rou?bles?|RUB", "yen": r"yen|¥|JPY", "yuan": r"yuan|renminbi|RMB|CNY", "won": r"won|KRW",
    "rupee": r"rupees?|INR", "krona": r"kron(?:a|or|er|e)|SEK|NOK|DKK", "crown": r"crowns?", "koruna": r"korunas?|CZK",
    "zloty": r"zlot(?:y|ys|ies)|PLN", "leu": r"lei|leu|RON", "franc": r"francs?|CHF", "dinar": r"dinars?",
    "dirham": r"dirhams?", "rial": r"rials?|riyals?", "peso": r"pesos?", "real": r"reais", "baht": r"baht",
    "hryvnia": r"hryvnias?", "shekel": r"shekels?", "rand": r"rand", "forint": r"forints?",
}  # fmt: skip
_NAME = "|".join(pattern for pattern in _CURRENCIES.values())
_MONEY = re.compile(
    rf"(?<![\w.,])(?:(?P<sign>[$€£¥]|(?:USD|EUR|GBP|PLN|RMB|CNY|TL) ) ?)?(?P<figure>{FIGURE})"
    rf"(?:[ -](?P<scale>hundred|thousand|million|billion|trillion)|(?P<short>m|bn)\b)?(?: (?P<name>{_NAME})\b)?"
)
#: A unit, its dimension, and how many metres, kilograms, litres or square metres it is.
_UNITS = {
    unit: (dimension, float(size))
    for unit, dimension, size in (
        line.split("  ")
        for line in r"""
kilomet(?:er|re)s?|kms?  length  1000
miles?  length  1609.34
met(?:er|re)s?  length  1
m  length  1
feet|foot|ft  length  0.3048
yards?|yds?  length  0.9144
inch(?:es)?  length  0.0254
centimet(?:er|re)s?|cm  length  0.01
millimet(?:er|re)s?|mm  length  0.001
kilogram(?:me)?s?|kilos?|kg  weight  1
pounds?|lbs?  weight  0.45359
ounces?|oz  weight  0.02835
grams?|g  weight  0.001
hectares?|ha  area  10000
acres?  area  4046.9
square (?:kilomet(?:er|re)s?|km)|km2|km²  area  1e+06
square miles?|sq mi  area  2.59e+06
square met(?:er|re)s?|m2|m²  area  1
square feet|sq ft  area  0.0929
lit(?:er|re)s?  volume  1
gallons?  volume  3.785
kph|km/h  speed  1
mph  speed  1.609
kilomet(?:er|re)s (?:per|an) hour  speed  1
miles (?:per|an) hour  speed  1.609
""".strip().splitlines()
    )
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?<![\w.,$€£])(?P<figure>{FIGURE})(?:[ -](?P<scale>hundred|thousand|million|billion))?[ -]?(?P<unit>{_UNIT})\b"
    r"(?! (?:sterling|note|coin))(?! per\b)"
)
#: "did not build a kilometre", "not a mile".
_SINGLE = re.compile(r"\b(?P<figure>one|an?) (?P<unit>kilomet(?:er|re)|mile)\b")


@dataclass(frozen=True)
class Amount:
    """What stands at a place: how much, of what kind (a currency, a dimension), in which unit."""

    span: Span
    value: float
    kind: str
    unit: str
    figure: str


def money(text: str) -> Iterator[Amount]:
    """The sums of money, in order."""
    for match in _MONEY.finditer(text):
        name = (match["sign"] or "").strip() or match["name"]
        if name:
            scale = SCALES.get(match["scale"] or match["short"] or "", 1)
            yield Amount(Span(*match.span()), number(match["figure"]) * scale, _currency(name), name, match["figure"])


def measures(text: str) -> Iterator[Amount]:
    """The measures, in order, their values in the unit of their dimension."""
    for match in heapq.merge(_MEASURE.finditer(text), _SINGLE.finditer(text), key=re.Match.start):
        kind, size = _unit(match["unit"])
        value = number(match["figure"]) * SCALES.get(match.groupdict().get("scale") or "", 1)
        yield Amount(Span(*match.span()), value * size, kind, match["unit"], match["figure"])


def number(figure: str) -> float:
    """The value of a figure, or of a number written as a word."""
    low = figure.lower()
    if low in ("a", "an"):
        return 1.0
    return float(WORDS[low]) if low in WORDS else float(figure.replace(",", ""))


def _currency(name: str) -> str:
    return next(key for key, pattern in _CURRENCIES.items() if re.fullmatch(pattern, name))


def _unit(name: str) -> tuple[str, float]:
    return next(value for pattern, value in _UNITS.items() if re.fullmatch(pattern, name))
