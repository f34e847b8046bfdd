"""Spaces where English has none.

What it finds
    A space before a comma, full stop or question mark ("the talks , he said"), spaces inside brackets, and words in
    pieces: contractions ("planet 's"), compounds ("so - called", "drop -down", "well- known") and times ("7: 00 am").

Why it matters
    Systems cut a text into tokens and put it together again; French sets a space before some marks.

Example
    Before: "the so - called talks , he said". After: "the so-called talks, he said".

Limits
    Ellipses, lists of terms ("name : meaning"), ratios and code are left alone. A hyphen between spaces may be a dash,
    so only compounds with a telling first or last part are seen there; where one space stands, those that a word list
    has as well. "Short- and long-term" is good English.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.lexicons.english import is_compound
from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

_WHITESPACE = "linguistic-conventions/whitespace"

BEFORE_MARK = Rule("spacing/before-mark", _WHITESPACE, "minor", "A space before a mark")
INSIDE_BRACKETS = Rule("spacing/inside-brackets", _WHITESPACE, "minor", "A space inside brackets")
SPLIT_WORD = Rule("spacing/split-word", _WHITESPACE, "minor", "A contraction, compound or time in pieces")
SPLIT_POSSESSIVE = Rule(
    "spacing/split-possessive", _WHITESPACE, "minor", "A space after an apostrophe", status="preview"
)

RULES = (BEFORE_MARK, INSIDE_BRACKETS, SPLIT_WORD, SPLIT_POSSESSIVE)
LOCAL = RULES

_SPACE = r"[ \u00a0\u202f\u2009]"
_CLOSE = r"""["'”’»)\]]"""
_HINT = expression(
    rf"{_SPACE}(?:[,;:.?!)'’-]|n['’]t)|[(’']{_SPACE}|\d:{_SPACE}\d|[a-z]-{_SPACE}",
)
_CAPITALS = expression(r"\b[A-Z]{2,}\b")
_CODE = expression(r"[_={}<>]")
# Parts that cannot stand as words of their own, or not before a dash.
_PREFIX = "anti|pan|non|multi|semi|ultra|quasi|pseudo|inter|trans|co|ex|pre|post|sub|self"
_SUFFIX = (
    "based|related|dependent|specific|oriented|driven|friendly|shaped|sized|dimensional|backed|led|owned|funded|born|"
    "looking|known|thirds|quarters"
)
_TELLING_FIRST, _TELLING_LAST = frozenset(_PREFIX.split("|")), frozenset(_SUFFIX.split("|"))
_SIZE = "high|low|mid|top|long|short|medium|large|small|full|real|world|first|second|third|double|cross|state"
_MEASURE = "term|scale|speed|range|distance|level|quality|tech|profile|border|class|size|time|end|rise|wide"
_NO_FIRST_PART = "it|this|that|these|those|and|but|or|is|are|was|were|the|an?"


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every space that does not belong where it is."""
    yield from inside(document, run(_CHECKS, document, around=_HINT))


def _mark(match: Match) -> tuple[str, ...]:
    return (match["mark"],)


def _joined(match: Match) -> tuple[str, ...]:
    return ("".join(match["fault"].split()),)


def _is_mark_apart(match: Match) -> bool:
    """Whether a spaced mark is prose: a colon may also stand in a ratio ("3 : 2") or a list ("name : meaning")."""
    text, start = match.string, match.start("fault")
    if match["mark"] != ":":
        return match["mark"] != "!" or text[start - 2 : start - 1] != " "
    line = text[max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), 0) : start]
    return not text[start - 1].isdigit() and len(line.split()) > 3


def _is_prose(match: Match) -> bool:
    """Whether brackets hold prose: one acronym at most, and nothing as programs write it."""
    text, start, end = match.string, match.start("fault"), match.end("fault")
    opening, closing = text.rfind("(", 0, start + 1), text.find(")", end - 1)
    inside = text[opening + 1 : closing if closing > 0 else end]
    return len(_CAPITALS.findall(inside)) < 2 and not _CODE.search(inside)


def _is_compound(match: Match) -> bool:
    """Whether two words with a hyphen and one space between are one, by a telling part or as the word list has it."""
    first, last = match["first"].lower(), match["last"]
    return first in _TELLING_FIRST or last in _TELLING_LAST or is_compound(f"{first}-{last}")


_CHECKS = (
    Check(
        BEFORE_MARK,
        expression(
            rf"(?<=[A-Za-zÀ-ɏ\d\"'”’»)\]%…])(?P<fault>{_SPACE}{{1,2}}"
            rf"(?P<mark>[,;?]|!(?! \[)|\.(?![.\w]|{_SPACE}\.)|:(?![\w)]))(?!{_SPACE}?=))(?=\s|{_CLOSE}|$)"
        ),
        "No space stands before this mark in English.",
        _mark,
        safe=True,
        holds=_is_mark_apart,
    ),
    Check(
        INSIDE_BRACKETS,
        expression(rf"(?<!\w)(?P<fault>(?P<mark>\(){_SPACE})(?=[A-Za-z\d][^()\n]{{0,200}}\))"),
        "No space stands after an opening bracket.",
        _mark,
        safe=True,
        holds=_is_prose,
    ),
    Check(
        INSIDE_BRACKETS,
        expression(rf"(?<=[a-zA-Z\d])(?P<fault>{_SPACE}(?P<mark>\)))(?![\w)(;])"),
        "No space stands before a closing bracket.",
        _mark,
        safe=True,
        holds=_is_prose,
    ),
    Check(
        SPLIT_WORD,
        expression(rf"(?<=[A-Za-z])(?P<fault>{_SPACE}(?:n['’]t|['’](?:s|re|ve|ll|d|m)))(?![\w'’])"),
        "A space parts “{fault}” from its word.",
        _joined,
        safe=True,
    ),
    Check(
        SPLIT_POSSESSIVE,
        expression(rf"(?<=[A-Za-rt-z])(?P<fault>['’]{_SPACE}(?:s|re|ve|ll|t))(?![\w'’])"),
        "A space parts “{fault}” in two.",
        _joined,
        safe=True,
    ),
    Check(
        SPLIT_WORD,
        expression(
            rf"\b(?P<fault>(?:{_PREFIX}|so(?= - called)|\d{{1,3}}(?= - (?:year|month|day|hour|minute|week)s?\b))"
            r" - [a-z]+(?: - (?:old|long))?)\b"
        ),
        "The compound “{fault}” is in pieces.",
        _joined,
        safe=True,
    ),
    Check(
        SPLIT_WORD,
        expression(
            rf"\b(?P<fault>(?!(?:{_NO_FIRST_PART})\b)[a-z]{{2,15}} - (?:{_SUFFIX})|(?:{_SIZE}) - (?:{_MEASURE}))\b"
            r"(?! (?:-|on|by|in|to|as|at|with|for|from|after|since)\b)"
        ),
        "The compound “{fault}” is in pieces.",
        _joined,
    ),
    Check(
        SPLIT_WORD,
        expression(
            r"(?<![\w\-–—/.'’])(?P<fault>(?P<first>[A-Za-z]{2,20})(?: -|- )"
            r"(?!(?:and|or|to|nor|but|as|versus|through|rather)\b)(?P<last>[A-Za-z]{2,20}))(?![\w-])"
        ),
        "The compound “{fault}” is in pieces.",
        _joined,
        safe=True,
        holds=_is_compound,
    ),
    Check(
        SPLIT_WORD,
        expression(r"(?<![\d:])(?P<fault>(?:[01]?\d|2[0-3])(?: ?: | :)[0-5]\d)(?= ?[ap]\.?m\b)"),
        "The time “{fault}” is in pieces.",
        _joined,
        safe=True,
    ),
)
