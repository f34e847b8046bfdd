"""Numbers that a machine broke.

What it finds
    Digits with a plural or capital scale word ("2 5 Hundreds", "16 Thousands"), points and spaces that part thousands
    ("9.392 soldiers"), decimal commas ("50,4 km"), groups that cannot be ("2,200,12"), wrong ordinal endings, lakh,
    crore and milliard, two scales in one number, digits of other scripts, shares over 100 per cent.

Why it matters
    A wrong figure is the most expensive mistake of a news text, and the grammar around it is mostly right.

Example
    Before: "about 2 5 Hundreds troops and 16 Thousands contractors".
    After: "about 2,500 troops and 16,000 contractors".

Limits
    A figure that is well formed and wrong cannot be seen without the source. Where more than one reading is possible
    the message names them and nothing is corrected unasked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._quantities import BEFORE, COUNTED, FIGURE, FUNCTION_WORD, MEASURE, SPELLED, TIME
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

_FORMAT = "locale-conventions/number-format"
_NUMBER = "accuracy/number"

SCALE_WORD = Rule("numbers/scale-word", _FORMAT, "critical", "Digits with a plural or capital scale word")
SPLIT = Rule("numbers/split", _NUMBER, "critical", "A number in two pieces before a scale word")
POINT_THOUSANDS = Rule("numbers/point-thousands", _FORMAT, "major", "A point that parts thousands")
SPACE_THOUSANDS = Rule("numbers/space-thousands", _FORMAT, "minor", "A space that parts thousands")
DECIMAL_COMMA = Rule("numbers/decimal-comma", _FORMAT, "major", "A decimal comma")
GROUPING = Rule("numbers/grouping", _NUMBER, "major", "Groups of digits that no number has")
INDIAN_GROUPING = Rule("numbers/indian-grouping", _FORMAT, "minor", "Digits grouped by lakh and crore")
ORDINAL_ENDING = Rule("numbers/ordinal-ending", _FORMAT, "minor", "The wrong ordinal ending")
TWO_SCALES = Rule("numbers/two-scales", _NUMBER, "major", "Two scales in one number")
LAKH = Rule("numbers/lakh", _FORMAT, "minor", "Lakh, crore or milliard")
SCRIPT = Rule("numbers/script", _FORMAT, "minor", "Digits of another script")
SHARE = Rule("numbers/share", _NUMBER, "major", "More than 100 per cent of a whole")

RULES = (
    *(SCALE_WORD, SPLIT, POINT_THOUSANDS, SPACE_THOUSANDS, DECIMAL_COMMA, GROUPING),
    *(INDIAN_GROUPING, ORDINAL_ENDING, TWO_SCALES, LAKH, SCRIPT, SHARE),
)
LOCAL = RULES

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_OTHER_SCALES = {"lakh": (10**5, "hundreds of thousands"), "crore": (10**7, "tens of millions")}
_OTHER_SCALES["milliard"] = (10**9, "billions")

_DECIMAL_NOUN = "(?:rate|average|level|value|ratio|index|score|price|mean|coefficient)"


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every broken number."""
    yield from run(_CHECKS, document, around=FIGURE)
    yield from run(_SPELLED_CHECKS, document, around=_OTHER_SCALE)


def _spelled_out(value: float) -> str:
    """A number as an English newspaper writes it: 16,000 and 2.5 million."""
    for word in ("trillion", "billion", "million"):
        if value >= _SCALES[word]:
            return f"{value / _SCALES[word]:.10g} {word}"
    return f"{value:,.10g}"


def _scaled(match: Match) -> tuple[str, ...]:
    word = match["word"].lower().removesuffix("s")
    pieces = match["digits"].replace(",", "").split()
    readings = ["".join(pieces)]
    if len(pieces) > 1 and word != "hundred":
        readings.append(".".join(pieces))
    return tuple(_spelled_out(float(reading) * _SCALES[word]) for reading in readings)


def _is_scale_fault(match: Match) -> bool:
    """Whether a scale word is no usual one: "3 Million" may stand in a headline, "3 millions of" in an old text."""
    word = match["word"]
    if word[0].islower():
        return word.endswith("s") and bool(match["noun"])
    return word.endswith("s") or (bool(match["noun"]) and not match["name"])


def _is_address(text: str) -> bool:
    """Whether groups parted by points are a network address."""
    groups = text.split(".")
    return len(groups) == 4 and all(int(group) < 256 for group in groups)


def _split_readings(match: Match) -> tuple[str, ...]:
    return f"{match['whole']}.{match['part']} {match['word']}", f"{match['whole']}{match['part']} {match['word']}"


def _swapped(match: Match) -> tuple[str, ...]:
    return (match["fault"].translate({ord("."): ",", ord(","): "."}),)


def _with_commas(match: Match) -> tuple[str, ...]:
    return (re.sub(r"[.\s\u00a0\u202f]", ",", match["fault"]),)


def _regrouped(match: Match) -> tuple[str, ...]:
    return (f"{int(match['fault'].replace(',', '')):,}",)


def _ordinal(match: Match) -> tuple[str, ...]:
    digits = match["digits"]
    teen = digits[-2:] in ("11", "12", "13")
    return (digits + ("th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")),)


def _western(match: Match) -> tuple[str, ...]:
    value, vague = _OTHER_SCALES[match["word"].lower().removesuffix("s")]
    if match["digits"]:
        return (_spelled_out(float(match["digits"].replace(",", "")) * value),)
    return (vague.capitalize() if match["word"][0].isupper() else vague,)


def _ascii(match: Match) -> tuple[str, ...]:
    return ("".join({"٫": ".", "٬": ","}.get(char) or str(unicodedata.digit(char)) for char in match["fault"]),)


def _over_hundred(match: Match) -> bool:
    return float(match["value"].replace(",", "")) > 100


_FOREIGN_DIGIT = (
    "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f"
    "\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29\u1040-\u1049\u17e0-\u17e9\uff10-\uff19"
)
_SPACE = "[ \u00a0\u202f]"
_COMMA_PARTS = "In English a comma parts thousands; a point makes a fraction."

_CHECKS = (
    Check(
        SCALE_WORD,
        expression(
            rf"(?P<name>[A-Z][a-z]+ )?{BEFORE}(?P<fault>(?P<digits>\d{{1,3}}(?:[ ,.]\d{{1,3}})?) (?P<word>"
            rf"(?:[Hh]undred|[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion)s?))\b(?! of\b)"
            rf"(?P<noun> (?!{FUNCTION_WORD}\b)(?:[a-z]|[A-Z]\W?[A-Z]))?"
        ),
        "A broken number: “{fault}” is {cure}.",
        _scaled,
        safe=True,
        holds=_is_scale_fault,
        hints=("undred", "housand", "illion"),
    ),
    Check(
        SPLIT,
        expression(rf"{BEFORE}(?P<fault>(?P<whole>\d{{1,3}}) (?P<part>\d{{1,2}}) (?P<word>{'|'.join(_SCALES)}))\b"),
        "A number in two pieces: {cure}.",
        _split_readings,
        hints=tuple(_SCALES),
    ),
    Check(
        POINT_THOUSANDS,
        expression(
            rf"{BEFORE}(?P<fault>[1-9]\d{{0,2}}(?:\.\d{{3}}){{2,4}}|[1-9]\d{{1,2}}\.000|[1-9]\.000(?= {TIME})|"
            rf"[1-9]\d{{0,2}}\.\d{{3}}(?= {COUNTED}))(?![\w%]|[.,/\-]\d)(?! ?{MEASURE})"
        ),
        _COMMA_PARTS,
        _with_commas,
        safe=True,
        holds=lambda match: not _is_address(match["fault"]),
        hints=(".",),
    ),
    Check(
        POINT_THOUSANDS,
        expression(rf"{BEFORE}(?P<fault>[1-9]\d{{0,2}}(?:\.\d{{3}}){{1,4}},\d{{1,2}})(?![\w,])"),
        _COMMA_PARTS,
        _swapped,
        safe=True,
        hints=(",",),
    ),
    Check(
        SPACE_THOUSANDS,
        expression(
            rf"(?<![\d.,/:+\-#)(] )(?<!tel )(?<!call )(?<!dial ){BEFORE}"
            rf"(?P<fault>[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,4}})"
            rf"(?:(?= (?:[a-z]{{3,}}|[A-Z][A-Za-z.]* [a-z]{{3,}})\b)|(?<={_SPACE}000)(?![\w\-]|[.,]?\d| [A-Z\d]))"
        ),
        "In English a comma parts thousands.",
        _with_commas,
        safe=True,
    ),
    Check(
        DECIMAL_COMMA,
        expression(
            rf"(?<![\w.,/:+\-#§\[(º°'′])(?P<fault>\d{{1,3}},\d{{1,2}}(?= ?{MEASURE})|(?:(?<=EUR )|(?<=USD )|(?<=[€$£]))"
            rf"\d{{1,3}},\d{{1,2}}(?![\w,%])|(?<= of )0,(?:[2-9]|\d\d)(?![\w,%]))"
        ),
        "In English a point parts the decimals.",
        _swapped,
        safe=True,
        hints=(",",),
    ),
    Check(
        DECIMAL_COMMA,
        expression(rf"\b{_DECIMAL_NOUN} (?:of|was|is|at) (?P<fault>\d{{1,3}},\d{{1,2}})(?![\w,%]| and\b)"),
        "In English a point parts the decimals.",
        _swapped,
        safe=True,
        hints=(",",),
    ),
    Check(
        GROUPING,
        expression(
            rf"{BEFORE}(?P<fault>\d{{1,3}}(?:,\d{{3}}){{1,4}},\d{{1,2}}|\d{{1,3}},\d{{4}},\d{{3}}|\d{{4,6}},\d{{3}},\d{{3}})"
            r"(?![\w,%])"
        ),
        "“{fault}” is no number: each comma parts three digits, so one was lost or added.",
        hints=(",",),
    ),
    Check(
        INDIAN_GROUPING,
        expression(rf"{BEFORE}(?P<fault>[1-9]\d?(?:,\d{{2}}){{1,3}},\d{{3}})(?![\w,])"),
        "Digits grouped by lakh and crore; English groups by three.",
        _regrouped,
        safe=True,
        hints=(",",),
    ),
    Check(
        ORDINAL_ENDING,
        expression(r"(?<![\w.,])(?P<fault>(?P<digits>\d{1,3})(?:st|nd|rd|th))\b"),
        "The ordinal is {cure}.",
        _ordinal,
        safe=True,
        holds=lambda match: _ordinal(match) != (match["fault"],),
    ),
    Check(
        TWO_SCALES,
        expression(
            rf"{BEFORE}(?P<fault>\d[\d.,]{{0,12}} (?:million|billion|crore|lakh) (?:and )?{SPELLED}(?:[- ]{SPELLED})? "
            r"(?:hundred|thousand|million|lakh))\b"
        ),
        "“{fault}” mixes two scales: the source may have counted by lakh, 万 or another unit; check it.",
        hints=("million", "billion", "crore", "lakh"),
    ),
    Check(
        SCRIPT,
        expression(rf"(?P<fault>[{_FOREIGN_DIGIT}](?:[{_FOREIGN_DIGIT}٫٬]*[{_FOREIGN_DIGIT}])?)"),
        "Digits of another script: {cure}.",
        _ascii,
        safe=True,
    ),
    Check(
        SHARE,
        expression(
            rf"{BEFORE}(?P<fault>(?P<value>\d[\d,]{{0,12}}(?:\.\d{{1,3}})?) ?(?:%|per ?cent)) of "
            r"(?:(?:the|all|our|its) )?(?P<whole>(?:\w+ )?(?:people|population|voters|respondents|residents|citizens|"
            r"patients|women|men|students|households|inhabitants|participants|children))\b"
        ),
        "No more than 100 per cent of {whole} can be.",
        holds=_over_hundred,
        hints=("%", "cent"),
    ),
)

_OTHER_SCALE = expression(r"[Ll]akh|[Cc]rore|[Mm]illiard")
_SPELLED_CHECKS = (
    Check(
        LAKH,
        expression(
            rf"(?P<fault>(?:{BEFORE}(?P<digits>\d[\d,]{{0,12}}(?:\.\d{{1,3}})?) )?\b"
            r"(?P<word>(?i:lakh|crore|milliard)s?))\b(?P<of> of\b)?"
        ),
        "Readers outside South Asia and Europe do not count so: write {cure}.",
        _western,
        holds=lambda match: bool(match["digits"] or match["of"]),
    ),
)
