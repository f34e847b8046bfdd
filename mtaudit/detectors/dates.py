"""Dates and years that a machine broke.

What it finds
    Dates with points ("14.02.2018"), ordinal points ("3. October"), days that no month has, a weekday that does not fit
    its date, a month that was garbled ("16 thin 1945"), years with an ordinal ending ("In 1647th"), with five digits,
    with a hyphen, or cut to one or two digits, and centuries that are still to come.

Why it matters
    A reader cannot tell 04.02 from 02.04, and a wrong year passes every grammar checker.

Example
    Before: "This tradition remained until 16660." After: "This tradition remained until 1660."

Limits
    A date that is well formed and wrong is seen only where its weekday contradicts it. Which digit is wrong cannot be
    known: the corrections are proposals, but for endings and points.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._quantities import FIGURE, FUNCTION_WORD
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

_FORMAT = "locale-conventions/date-format"
_DATE = "accuracy/date-time"

DOTTED = Rule("dates/dotted", _FORMAT, "minor", "A date with points")
ORDINAL_POINT = Rule("dates/ordinal-point", _FORMAT, "minor", "An ordinal with a point")
IMPOSSIBLE = Rule("dates/impossible", _DATE, "major", "A day that its month does not have")
WEEKDAY = Rule("dates/weekday", _DATE, "major", "A weekday that does not fit its date")
MONTH = Rule("dates/month", _DATE, "major", "A garbled month")
YEAR_ORDINAL = Rule("dates/year-ordinal", _FORMAT, "major", "A year with an ordinal ending")
YEAR_DIGITS = Rule("dates/year-digits", _DATE, "major", "A year of five digits")
CLIPPED_YEAR = Rule("dates/clipped-year", _DATE, "major", "A year that lost its digits")
BROKEN_YEAR = Rule("dates/broken-year", _DATE, "major", "A year with a hyphen inside")
CENTURY = Rule("dates/century", _DATE, "major", "A century that is still to come")

RULES = (
    *(DOTTED, ORDINAL_POINT, IMPOSSIBLE, WEEKDAY, MONTH),
    *(YEAR_ORDINAL, YEAR_DIGITS, CLIPPED_YEAR, BROKEN_YEAR, CENTURY),
)
LOCAL = RULES

_MONTHS = tuple(calendar.month_name)[1:]
_DAYS = tuple(calendar.day_name)
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NO_NOUN_AFTER = rf"(?=\s*(?:$|[.,;:!?)\]”\"’'](?!\d)|{FUNCTION_WORD}\b))"
_COUNTED_YEARLY = expression(r"(?:anniversary|birthday|time|day|win|goal|game|match|episode|customer|visitor)\b")
_NEAR_MONTH = 0.5


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every broken date."""
    yield from run(_CHECKS, document, around=FIGURE)


def _written_out(match: Match) -> tuple[str, ...]:
    day, month = int(match["day"]), int(match["month"])
    readings = [f"{day} {_MONTHS[month - 1]} {match['year']}"]
    if day <= 12 and day != month:
        readings.append(f"{month} {_MONTHS[day - 1]} {match['year']}")
    return tuple(readings)


def _ordinal(match: Match) -> tuple[str, ...]:
    number, noun = int(match["number"]), match["noun"]
    if noun in _MONTHS:
        return (f"{number} {noun}",)
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return (f"{number}{ending} {noun}",)


def _is_impossible(match: Match) -> bool:
    day, month = int(match["day"]), _MONTHS.index(match["month"]) + 1
    year = int(match["year"] or 2000)
    return day > calendar.monthrange(year, month)[1]


def _right_weekday(match: Match) -> tuple[str, ...]:
    month = match["month"] or match["month2"]
    when = date(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"] or match["day2"]))
    return (_DAYS[when.weekday()],)


def _is_wrong_weekday(match: Match) -> bool:
    try:
        return _right_weekday(match) != (match["fault"],)
    except ValueError:  # no such day: the rule for that speaks
        return False


def _near_months(match: Match) -> tuple[str, ...]:
    lower = {month.lower(): month for month in _MONTHS}
    from difflib import get_close_matches

    close = get_close_matches(match["word"], lower, n=2, cutoff=_NEAR_MONTH)
    return tuple(match["fault"].replace(match["word"], lower[name]) for name in close)


def _is_year(match: Match) -> bool:
    """Whether an ordinal over a thousand is a year: no "2000th anniversary"."""
    counted = match["year"].endswith("0") or _COUNTED_YEARLY.match(match["noun"] or "")
    return bool(match["in"]) or not counted


def _shorter_years(match: Match) -> tuple[str, ...]:
    """The years that one digit less gives, those first that lose a doubled digit."""
    digits = match["fault"]
    ways = sorted(range(len(digits)), key=lambda i: i == 0 or digits[i] != digits[i - 1])
    years = dict.fromkeys(digits[:i] + digits[i + 1 :] for i in ways)
    return tuple(year for year in years if "1000" <= year <= "2099")[:3]


def _decade(match: Match) -> tuple[str, ...]:
    value = int(match["value"])
    return (f"{value}s",) if value % 10 == 0 and value < 100 else ()


_CHECKS = (
    Check(
        DOTTED,
        expression(rf"(?<![\w.])(?P<fault>(?P<day>{_DAY})\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{_YEAR}))(?!\w|\.\d)"),
        "English writes the month as a word: {cure}.",
        _written_out,
        safe=True,
        hints=(".",),
    ),
    Check(
        ORDINAL_POINT,
        expression(
            rf"(?<![\w.,:])(?P<fault>(?P<number>[1-9]|[1-9]\d)\. ?"
            rf"(?P<noun>(?!May\b){_MONTH}|May(?= \d)|Year|Anniversary|Century|century|anniversary))\b"
        ),
        "English ordinals take no point: {cure}.",
        _ordinal,
        hints=(".",),
    ),
    Check(
        IMPOSSIBLE,
        expression(
            rf"\b(?P<fault>(?P<day>29|3[0-9]|[4-9]\d)(?:st|nd|rd|th)? (?P<month>{_MONTH}))\b"
            rf",?(?: (?P<year>{_YEAR})\b)?"
        ),
        "{month} has no such day.",
        holds=_is_impossible,
        hints=_MONTHS,
    ),
    Check(
        IMPOSSIBLE,
        expression(
            rf"\b(?P<fault>(?P<month>{_MONTH}) (?P<day>29|3[0-9]))(?:st|nd|rd|th)?\b(?![.:]?\d)"
            rf"(?:,? (?P<year>{_YEAR})\b)?"
        ),
        "{month} has no such day.",
        holds=_is_impossible,
        hints=_MONTHS,
    ),
    Check(
        WEEKDAY,
        expression(
            rf"\b(?P<fault>{'|'.join(_DAYS)}),? (?:the )?"
            rf"(?:(?P<day>{_DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})|"
            rf"(?P<month2>{_MONTH}) (?P<day2>{_DAY})(?:st|nd|rd|th)?),? (?P<year>{_YEAR})\b"
        ),
        "That day was a {cure}; check the weekday or the date.",
        _right_weekday,
        holds=_is_wrong_weekday,
        hints=("day",),
    ),
    Check(
        MONTH,
        expression(
            rf"(?<![\w.,])(?P<fault>{_DAY}(?:st|nd|rd|th)? (?!{FUNCTION_WORD}\b|times\b)"
            rf"(?P<word>[a-z]{{3,9}}) {_YEAR})\b"
        ),
        "A date needs a month; “{word}” is none.",
        _near_months,
    ),
    Check(
        MONTH,
        expression(rf"\b[Oo]n (?P<fault>{_DAY}(?:st|nd|rd|th)? (?P<word>[a-z]{{4,9}}))(?=[.,;]|$| in\b| at\b)"),
        "A date needs a month; “{word}” is none.",
        _near_months,
        holds=lambda match: bool(_near_months(match)),
        hints=("on ", "On "),
    ),
    Check(
        YEAR_ORDINAL,
        expression(
            r"(?P<in>\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|[Bb]y|[Yy]ear) )?"
            r"\b(?P<fault>(?P<year>1[0-9]\d\d|20\d\d)(?:st|nd|rd|th))\b(?: (?P<noun>[a-z]+))?"
        ),
        "A year takes no ending; it is the ordinal mark of another language.",
        lambda match: (match["year"],),
        safe=True,
        holds=_is_year,
    ),
    Check(
        YEAR_DIGITS,
        expression(
            rf"\b(?i:in|until|since|year|of|before|after|from|by) (?P<fault>(?:1[0-9]|20)\d{{3}})"
            rf"{_NO_NOUN_AFTER}(?!,\d)"
        ),
        "A year of five digits; perhaps {cure}.",
        _shorter_years,
        holds=lambda match: not match["fault"].endswith("00"),
    ),
    Check(
        CLIPPED_YEAR,
        expression(
            r"\b(?i:at|by|until|since|in) the (?:end|beginning|start|middle) (?P<fault>of \d{1,2})"
            r"(?= (?:did|was|were|had|is|he|she|they|it|we|the|when)\b|[.;]\s*$)",
            re.MULTILINE,
        ),
        "“{fault}” seems to be a year that lost its digits.",
        hints=("end of", "beginning of", "start of", "middle of"),
    ),
    Check(
        BROKEN_YEAR,
        expression(r"(?:^|[.!?] )In (?P<fault>\d{1,3}-\d{1,2}), (?=[a-z])", re.MULTILINE),
        "A hyphen inside a year; perhaps {cure}.",
        lambda match: (match["fault"].replace("-", ""),),
        hints=("In ",),
    ),
    Check(
        CENTURY,
        expression(r"\b(?P<fault>(?P<value>2[3-9]|[3-9]\d|[1-9]\d\d)(?:st|nd|rd|th) century)\b"),
        "There has been no {fault} yet; perhaps a decade or a year was meant.",
        _decade,
        hints=("century",),
    ),
)
