"""Figures that contradict each other on the page.

What it finds
    A part larger than its whole ("seven of the five ships", "24,490 people, of whom 167,625 fought"), shares that do
    not come to a hundred, more than a hundred per cent of a people, a range that runs backwards, a life that ends
    before it begins, one sum in two currencies, one figure in two units or magnitudes, a conversion in brackets that
    does not come out ("60 kilometers (25 miles)"), an age that the year of birth contradicts, and two tellings of how
    many were killed or hurt.

Why it matters
    A digit lost, a scale word swapped and a currency guessed all pass every grammar checker. Nobody sees from the
    English which figure is right, but the page shows that both cannot be.

Example
    Before: "at a cost of 450 million pounds ... will reach 450 million lira". After: "450 million lira" twice.

Limits
    A wrong figure that stands alone is not seen. Which of two is right cannot be known: corrections are proposals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mtaudit.detectors._ages import AGE, ages
from mtaudit.detectors._amounts import FIGURE, SCALES, WORDS, Amount, measures, money, number
from mtaudit.detectors._inside import inside
from mtaudit.detectors._tellings import TELLINGS, tellings
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

_NUMBER = "accuracy/number"

PART = Rule("figures/part", _NUMBER, "critical", "A part larger than its whole")
SHARES = Rule("figures/shares", _NUMBER, "major", "Shares that do not come to a hundred")
PERCENT = Rule("figures/percent", _NUMBER, "major", "More than a hundred per cent of a whole")
RANGE = Rule("figures/range", _NUMBER, "major", "A range that runs backwards")
LIFE = Rule("figures/life", "accuracy/date-time", "major", "A span of years that ends before it begins")
CURRENCY = Rule(
    "figures/currency",
    "locale-conventions/currency",
    "critical",
    "One sum in two currencies",
    why="The name of a currency is a common word in many languages: lira is pound, krona is crown.",
)
UNIT = Rule("figures/unit", "accuracy/unit-conversion", "major", "One figure in two units", status="preview")
CONVERSION = Rule("figures/conversion", "accuracy/unit-conversion", "major", "A conversion that does not come out")
MAGNITUDE = Rule("figures/magnitude", _NUMBER, "critical", "One figure in two magnitudes", status="preview")
RULES = (PART, SHARES, PERCENT, RANGE, LIFE, CURRENCY, UNIT, CONVERSION, MAGNITUDE, TELLINGS, AGE)

_SPELLED = "|".join(WORDS)
_N = rf"(?:{FIGURE}|(?:{_SPELLED})\b)"
_SCALE = r"(?: (?:hundred|thousand|million|billion))?"
_OF = expression(
    rf"(?<![\w.,$€£-])(?P<part>(?i:{_N}){_SCALE}) (?:out )?of (?:the |its |their |all |these |a total of ){{1,2}}"
    rf"(?P<whole>{_N}{_SCALE}) (?P<noun>[a-z]+s|people|children|men|women)\b"
)
_WHICH = expression(
    rf"(?<![\w.,$€£-])(?P<whole>{FIGURE}{_SCALE}) (?P<noun>[a-z]+)\b(?P<between>[^.;:\d%$€£()]{{0,60}}?),? "
    rf"(?:… )?(?:of|out of) (?:which|whom) (?:about |around |some |nearly |almost |more than |over |at least )?"
    rf"(?P<part>{FIGURE}{_SCALE})(?!\d| ?%| per ?cent|,\d)"
)
_SHARE = expression(r"(?<![\w.,-])(?P<n>\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent\b)")
_REST = expression(r"\bthe (?:remaining|other|rest)(?: \(|, | )(?P<n>\d{1,2}(?:\.\d+)?) ?(?:%|per ?cent\b)")
_OVER = expression(
    r"(?<![\w.,])(?P<n>\d{3,}(?:\.\d+)?) ?(?:%|per ?cent) of (?:the |all |its |our |their )*"
    r"(?:population|people|voters|respondents|residents|inhabitants|children|women|men|students|patients|households|"
    r"citizens|adults|employees|members|territory)\b(?! (?:size|growth|in \d))"
)
_COUNTED = r"(?:years?|hours?|days?|weeks?|months?|minutes?|people|percent|%|dollars|euros|kilomet(?:er|re)s|miles)"
_BETWEEN = expression(rf"\b[Bb]etween (?P<low>{FIGURE}) and (?P<high>{FIGURE})(?= {_COUNTED})(?! years ago)")
_DASHED = expression(
    r"(?<![\w.,/–-])(?P<low>\d{1,2})[-–](?P<high>\d{1,2})(?= (?:years?|hours?|days?|weeks?|minutes?|people)\b)"
)
_YEARS = expression(r"\(\s*(?:born )?(?P<low>1\d{3}|20\d\d)\s?[-–]\s?(?:died )?(?P<high>1\d{3}|20\d\d)\s*\)")
_FROM = expression(
    r"\b(?:[Ff]rom|[Bb]etween) (?P<low>1[5-9]\d\d|20\d\d) (?:to|until|and) (?P<high>1[5-9]\d\d|20\d\d)\b"
)
_ANCIENT = expression(r"\b(?:B\.?C\.?|BCE)(?!\w)")
_BACK = expression(r"\b(?:back|earlier|backwards?)\b")
_NEAR = 80
_ALIKE = ({"pound", "lira"}, {"crown", "krona", "koruna"}, {"yen", "yuan", "won"})
_HOMES = {
    "pound": r"Brit(?:ain|ish|on)|U\.?K\.?|England|English|Scot|Wales|London|sterling|Egypt|Leban|Syria|Sudan|Irish",
    "crown": r"Czech|Swed|Norw|Danish|Denmark|Iceland|Estonia|Slovak",
}
#: How far a conversion may be off, and how many figures make a number no chance.
_TOLERANCE, _TELLING = 0.2, 3


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every contradiction of figures."""
    text = document.flat
    yield from inside(document, _single(text))
    if not any(map(str.isdigit, text)):
        return
    yield from _shares(document)
    yield from ages(document)
    sums = [each for each in money(text) if each.value]
    lengths = list(measures(text))
    yield from inside(document, (*_currencies(text, sums), *_units(text, lengths), *_conversions(text, lengths)))
    yield from inside(document, _magnitudes(text))
    yield from tellings(document)


def _single(text: str) -> Iterator[Finding]:
    for match in _OF.finditer(text):
        if _value(match["part"]) > _value(match["whole"]) and not _is_year(match["whole"]):
            yield _found(PART, match, "part", "whole", "{part} cannot be of {whole} {noun}.")
    for match in _WHICH.finditer(text):
        if _value(match["part"]) > _value(match["whole"]) and not (_is_year(match["part"]) or _is_year(match["whole"])):
            yield _found(PART, match, "whole", "part", "Of {whole} {noun}, {part} is said to be a part.")
    for match in _OVER.finditer(text):
        if number(match["n"]) > 100:
            yield Finding(PERCENT, Span(*match.span("n")), f"{match['n']} % of a whole is more than all of it.")
    for pattern, rule in ((_BETWEEN, RANGE), (_DASHED, RANGE), (_YEARS, LIFE), (_FROM, LIFE)):
        for match in pattern.finditer(text):
            if number(match["low"]) > number(match["high"]) and not _may_run_back(text, match):
                yield _found(rule, match, "low", "high", "It runs from {low} back to {high}.")


def _may_run_back(text: str, match: re.Match[str]) -> bool:
    """Whether years count backwards here, before Christ or because something was set back."""
    before = max(0, match.start() - _NEAR)
    return bool(_ANCIENT.search(text, match.end(), match.end() + _NEAR) or _BACK.search(text, before, match.start()))


def _found(rule: Rule, match: re.Match[str], fault: str, other: str, message: str) -> Finding:
    return Finding(rule, Span(*match.span(fault)), message.format(**match.groupdict()), (), (Span(*match.span(other)),))


def _value(text: str) -> float:
    figure, _, scale = text.partition(" ")
    return number(figure) * SCALES.get(scale, 1)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")


def _shares(document: Document) -> Iterator[Finding]:
    for sentence in document.sentences:
        rest = _REST.search(document.flat, *sentence.span)
        if not rest:
            continue
        shares = list(_SHARE.finditer(document.flat, sentence.span.start, rest.end()))
        total = sum(number(match["n"]) for match in shares)
        if len(shares) > 1 and not _comes_out([number(match["n"]) for match in shares]):
            others = tuple(Span(*match.span()) for match in shares[:-1])
            yield Finding(SHARES, Span(*rest.span("n")), f"With the rest, the shares come to {total:g} %.", (), others)


def _comes_out(shares: list[float]) -> bool:
    """Whether the last share makes a hundred with another one, or with some right before it, but for rounding."""
    if any(abs(each + shares[-1] - 100) <= 1 for each in shares[:-1]):
        return True
    return any(abs(sum(shares[start:]) - 100) <= 1 + (len(shares) - start) / 2 for start in range(len(shares) - 1))


def _currencies(text: str, sums: list[Amount]) -> Iterator[Finding]:
    """The same sum in two currencies, and two currencies that are one word in another language."""
    by_value = defaultdict(list)
    for each in sums:
        by_value[each.value].append(each)
    count = {kind: sum(each.kind == kind for each in sums) for kind in {each.kind for each in sums}}
    for value, same in by_value.items():
        kinds = {each.kind for each in same}
        if (
            len(kinds) == 2
            and (value >= 1e5 or len(same[0].figure.replace(",", "").rstrip("0")) >= _TELLING)
            and _alike(kinds)
        ):
            yield _in_other(text, same, count)
            return
    yield from _translated(text, sums)


def _alike(kinds: set[str]) -> bool:
    """Whether a translation may have made one of the other: no page of prices in dollars and euros."""
    return any(kinds <= group for group in _ALIKE) or not kinds <= {"dollar", "euro", "pound"}


def _in_other(text: str, same: list[Amount], count: dict[str, int]) -> Finding:
    vague = {"pound", "crown", "dollar"}
    best = max(same, key=lambda each: (count[each.kind], each.kind not in vague))
    wrong = next(each for each in same if each.kind != best.kind)
    message = f"The same sum stands in {best.unit} elsewhere on the page."
    return Finding(CURRENCY, wrong.span, message, (Suggestion(text[best.span.start : best.span.end]),), (best.span,))


def _translated(text: str, sums: list[Amount]) -> Iterator[Finding]:
    for group in _ALIKE[:2]:
        vague = [each for each in sums if each.kind in group & _HOMES.keys()]
        known = [each for each in sums if each.kind in group - _HOMES.keys()]
        if vague and known and not re.search(_HOMES[vague[0].kind], text) and "£" not in text:
            for each in vague:
                word = known[0].unit
                stem = text[each.span.start : each.span.end].removesuffix(each.unit)
                message = f"The page counts in {word}; “{each.unit}” may be its translation."
                yield Finding(CURRENCY, each.span, message, (Suggestion(f"{stem}{word}"),), (known[0].span,))


def _units(text: str, found: list[Amount]) -> Iterator[Finding]:
    """One telling figure in two units of one dimension, not side by side."""
    by_figure = defaultdict(list)
    for each in found:
        by_figure[each.figure, each.kind].append(each)
    for (figure, _), same in by_figure.items():
        first, *others = same
        other = next((each for each in others if abs(each.value / (first.value or 1) - 1) > _TOLERANCE), None)
        telling = figure.isalpha() or len(re.sub(r"[.,]|0+$", "", figure)) >= _TELLING - 1
        if other and telling and other.span.start - first.span.end > 40:
            yield Finding(UNIT, other.span, f"The page says {figure} {first.unit} as well.", (), (first.span,))


def _conversions(text: str, found: list[Amount]) -> Iterator[Finding]:
    for before, one, other in zip([None, *found], found, found[1:], strict=False):
        joint = text[one.span.end : other.span.start]
        closes = text[other.span.end : other.span.end + 1] in (")", "]")
        if (
            one.kind != other.kind
            or one.unit == other.unit
            or joint not in (" (", " [", " (about ", " (around ")
            or not closes
        ):
            continue
        compound = before and one.span.start - before.span.end <= 5 and before.kind == one.kind
        if one.value and not compound and abs(other.value / one.value - 1) > _TOLERANCE:
            message = f"{one.figure} {one.unit} are not {other.figure} {other.unit}."
            yield Finding(CONVERSION, other.span, message, (), (one.span,))


_SCALED = expression(
    rf"(?<![\w.,])(?P<figure>{FIGURE}) (?P<scale>thousand|million|billion|trillion) (?P<noun>[a-z]{{3,}})\b"
)


def _magnitudes(text: str) -> Iterator[Finding]:
    seen: dict[tuple[str, str], re.Match[str]] = {}
    for match in _SCALED.finditer(text):
        first = seen.setdefault((match["figure"], match["noun"]), match)
        if first["scale"] != match["scale"] and len(re.sub(r"[.,]|0+$", "", match["figure"])) >= _TELLING - 1:
            message = f"The page says {first['figure']} {first['scale']} {first['noun']} as well."
            yield Finding(
                MAGNITUDE, Span(*match.span("scale")), message, (Suggestion(first["scale"]),), (Span(*first.span()),)
            )
