"""Numbers that are not those of the source.

What it finds
    With the source at hand: a number in digits that the source does not have, while a number of the source is
    missing ("19 billion" for 19 million, "2009" for 1669). Scales (万, lakh, Milliarde), decimal marks, digits of other
    scripts, Roman numerals and numbers in words are understood.

Why it matters
    A wrong number reads as well as a right one. Nobody sees it without the source.

Example
    Source: 19 millones de barriles. Before: 19 billion barrels. After: 19 million barrels.

Limits
    A number in words is seen in English only; units are not converted. A number that is only missing is not reported,
    for it may stand there in other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from fractions import Fraction

    from mtaudit.detectors._values import Number

NUMBER = Rule(
    "amounts/number", "accuracy/number", "critical", "A number that the source does not have", evidence="source"
)

RULES = (NUMBER,)
COMPARES = True

#: A rounded number is off by less than one part of so many; smaller ones without a decimal mark are not rounded.
_CLOSE, _LARGE = 50, 10_000
_CENTURIES = (1800, 1900, 2000)
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every number that stands for another one of the source."""
    for pair in document.pairs:
        if pair.source and any(map(str.isdecimal, pair.source)):
            yield from _differing(pair, document)


def _differing(pair: Segment, document: Document) -> Iterator[Finding]:
    from mtaudit.detectors._values import numbers

    text = document.flat[pair.span.start : pair.span.end]
    mine, theirs = numbers(text), numbers(pair.source)
    if not any(each.unscaled for each in theirs):  # the words for a million of this language may not be known here
        mine = [each._replace(values=each.values | each.unscaled) for each in mine]
    wrong = _unmatched(mine, theirs, pair.source)
    lost = _unmatched(theirs, mine, text)
    if not wrong or len(wrong) != len(lost):
        return
    for number, right in zip(wrong, lost, strict=True):
        if not _is_rounded(number, right):
            span = _replaced(number, right, pair.span.start)
            written = pair.source[right.span.start : right.span.end]
            message = f"The source has “{written}” here."
            better = _english(right.likeliest, is_year=len(written) == 4 and written.isdecimal())
            yield Finding(NUMBER, span, message, (Suggestion(better),) if better != document.slice(span) else ())


def _replaced(number: Number, right: Number, start: int) -> Span:
    """What the right number stands for: the digits, and the word for a million where the source has it all."""
    is_whole = right.unscaled or right.likeliest >= _LARGE
    place = number.scaled if number.scaled and is_whole else number.span
    return Span(start + place.start, start + place.end)


def _unmatched(some: Sequence[Number], others: Sequence[Number], other_text: str) -> list[Number]:
    from mtaudit.detectors._values import other_values

    values = other_values(other_text).union(*(each.values for each in others))
    decades = {value % 100 for value in values} | {value + century for value in values for century in _CENTURIES}
    wide = values | decades
    return [each for each in some if not each.values & (wide if _may_be_year(each.values) else values)]


def _may_be_year(values: frozenset[Fraction]) -> bool:
    """Whether it may be a year, or the last two digits of one: "anii '20" are the 1920s."""
    return any(value < 100 or 1000 <= value < 2200 for value in values)


def _is_rounded(number: Number, right: Number) -> bool:
    """Whether a number is the source's with fewer places: 5.3 million for 5,25 million."""
    exact = right.likeliest
    has_places = exact >= _LARGE or exact.denominator > 1
    return has_places and any(abs(value - exact) * _CLOSE <= exact for value in number.values)


def _english(value: Fraction, *, is_year: bool) -> str:
    """How English writes a number."""
    for scale, word in _SCALES:
        if value >= scale and value % (scale // 100) == 0:
            return f"{float(value / scale):g} {word}"
    if value.denominator == 1:
        return str(value) if is_year else f"{int(value):,}"
    return f"{float(value):,.10g}"
