"""Abbreviations in pieces.

What it finds
    Capitals and points of a known abbreviation that spaces or lost points part: "U S. troops", "U. S .A", "the U.S
    government", "10 p .m.", "e .g.".

Why it matters
    A point looks like the end of a sentence to a machine, so it cuts the abbreviation there and joins it wrongly.

Example
    Before: "2,500 U S. troops". After: "2,500 US troops", in the form that the page uses elsewhere.

Limits
    Only the abbreviations listed here. "U. S.", evenly spaced, is an older style and is reported only beside "US" or
    "U.S." on the same page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

BROKEN = Rule("abbreviations/broken", "linguistic-conventions/punctuation", "minor", "An abbreviation in pieces")

RULES = (BROKEN,)

_CAPITALS = ("USSR", "USA", "UAE", "US", "UK", "UN", "EU")
_GAP = r"[ \u00a0]?\.?[ \u00a0]?"


def _spelled(letters: str) -> str:
    return _GAP.join(letters) + r"(?:[ \u00a0]?\.)?"


_PATTERN = expression(
    rf"(?<![\w.])(?<!\b[A-Z] )(?:{'|'.join(map(_spelled, _CAPITALS))}"
    rf"|(?<=\d[ \u00a0])(?:{_spelled('am')}|{_spelled('pm')})|{_spelled('eg')}|{_spelled('ie')})"
    r"(?![\w.]| [A-Z]\.)"
)
_HINT = expression(
    r"[UEae](?:[ \u00a0]\.?|\.)[ \u00a0]?[SAKNUmge]|p(?:[ \u00a0]\.?|\.)[ \u00a0]?m|i(?:[ \u00a0]\.?|\.)[ \u00a0]?e"
)
_OPENS_SENTENCE = expression(
    r"\s+[“\"]?(?:The|It|He|She|They|We|But|And|In|On|A|An|This|That|If|However|His|Its|Their|I|You|At|For|As)\b|\s*$"
)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every abbreviation in pieces, with the form that the page uses elsewhere."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text = document.flat
    if not _HINT.search(text):
        return
    forms: dict[str, tuple[str, bool]] = {}
    for match in _PATTERN.finditer(text):
        letters = re.sub(r"[^A-Za-z]", "", match[0])
        points = ".".join(letters) + "."
        if match[0] == points or letters in match[0] or not (letters.isupper() or "." in match[0]):
            continue
        form, is_spaced = forms.get(letters) or _house_form(text, points, letters)
        forms[letters] = form, is_spaced
        if not (is_spaced and match[0] == _spaced(points)):
            yield _finding(text, match, form)


def _house_form(text: str, points: str, solid: str) -> tuple[str, bool]:
    """The whole form that the page uses most, and whether it sets a space after each point instead."""
    dotted = text.count(points)
    undotted = len(re.findall(rf"(?<![\w.]){solid}(?![\w.]\w)", text))
    return points if dotted >= undotted else solid, text.count(_spaced(points)) > max(dotted, undotted)


def _spaced(points: str) -> str:
    return points.replace(".", ". ").strip()


def _finding(text: str, match: re.Match[str], form: str) -> Finding:
    ends = match[0].endswith(".") and not form.endswith(".") and bool(_OPENS_SENTENCE.match(text, match.end()))
    return Finding(
        BROKEN,
        Span(*match.span()),
        f"The abbreviation {form} is in pieces.",
        (Suggestion(form + "." * ends, safe=True),),
    )
