"""Marks, spaces and capitals at the edges that are not those of the source.

What it finds
    With the source at hand: another mark at the end (a question that became a statement, a full stop that is gone),
    white space at the start or end and line breaks that one side lacks, brackets and quotation marks of other numbers,
    and a small letter where the source begins with a capital.

Why it matters
    Programs put strings together: a lost space glues two of them, a lost colon parts a label from its field.

Example
    Source: Wirklich löschen? Before: Really delete. After: Really delete?

Limits
    Marks of other scripts count as the English ones ("。" is a full stop). Where the source ends without a mark, a full
    stop is reported only on request.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtaudit.expressions import expression
from mtaudit.model import MASK, Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_PUNCTUATION, _SPACE = "linguistic-conventions/punctuation", "linguistic-conventions/whitespace"

END = Rule("framing/end", _PUNCTUATION, "minor", "Another mark at the end", evidence="source")
STOP = Rule("framing/stop", _PUNCTUATION, "minor", "A full stop more or less", status="preview", evidence="source")
SPACES = Rule("framing/space", _SPACE, "minor", "White space at an edge", evidence="source")
BREAKS = Rule("framing/breaks", _SPACE, "minor", "Other line breaks", evidence="source")
BRACKETS = Rule(
    "framing/brackets", "linguistic-conventions/unpaired-marks", "minor", "Other brackets", evidence="source"
)
QUOTES = Rule(
    "framing/quotes", "linguistic-conventions/unpaired-marks", "minor", "Other quotation marks", "", "preview", "source"
)
CAPITAL = Rule(
    "framing/capital",
    "linguistic-conventions/capitalization",
    "minor",
    "A small letter at the start",
    evidence="source",
)

RULES = (END, STOP, SPACES, BREAKS, BRACKETS, QUOTES, CAPITAL)
COMPARES = True

_ENDS = {
    "?": "?？؟;՞⁇", "!": "!！¡", ":": ":：", "…": "…", ".": ".。．।॥។۔։።．", ";": ";；؛", ",": ",，、،",
}  # fmt: skip
_CLASS = {mark: end for end, marks in _ENDS.items() for mark in marks if (end, mark) != ("?", ";")}
#: Formats in which white space at an edge is meant; XML and prose are free in it.
_EXACT = frozenset({"po", "json", "strings", "properties"})
_BRACKETS = str.maketrans("（）［］｛｝【】〔〕「」", "()[]{}[][]  ")
_QUOTES = expression("[\"“”„‟«»「」『』＂]|''|``")
_TAG = expression(r"<[^<>]*>")
_CLOSING = "\"'”“’»«)]}）］」』 \t\n" + MASK


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every edge that is not as in the source."""
    for pair in document.pairs:
        if pair.source and pair.target.strip() and any(map(str.isalpha, document.slice(pair.span))):
            yield from _end(pair, document)
            yield from _inner(pair)
            yield from _capital(pair, document)
            if document.format in _EXACT:
                yield from _spaces(pair)


def _end(pair: Segment, document: Document) -> Iterator[Finding]:
    theirs, mine = _mark(pair.source), _mark(pair.target)
    if theirs == mine:
        return
    rule = STOP if {theirs, mine} <= {".", "", "…"} else END
    last = _last(document, pair.span)
    shown = {"": "no mark"}
    message = (
        f"The source ends with {shown.get(theirs, f'“{theirs}”')}, the translation with {shown.get(mine, f'“{mine}”')}."
    )
    text = document.slice(last)
    right = text[: len(text) - bool(mine)] + theirs
    yield Finding(rule, last, message, (Suggestion(right),) if right and right != text and MASK not in text else ())


def _mark(text: str) -> str:
    """The mark at the end of a text, as English has it, "" for none."""
    text = text.rstrip(_CLOSING)
    if text.endswith("..."):
        return "…"
    return _CLASS.get(text[-1:], "")


def _last(document: Document, span: Span) -> Span:
    """The last word of a unit with its mark, and no bracket or quotation mark behind."""
    text = document.slice(span)
    end = len(text.rstrip(_CLOSING)) or len(text)
    start = max(text.rfind(" ", 0, end - 1), text.rfind("\n", 0, end - 1), text.rfind(MASK, 0, end - 1)) + 1
    return Span(span.start + start, span.start + end)


def _inner(pair: Segment) -> Iterator[Finding]:
    theirs, mine = (text.translate(_BRACKETS) for text in (pair.source, pair.target))
    for opening, closing in ("()", "[]"):
        counts = [(text.count(opening), text.count(closing)) for text in (theirs, mine)]
        if counts[0] != counts[1] and counts[0][0] == counts[0][1]:
            yield Finding(BRACKETS, pair.span, f"The source has {counts[0][0]} pairs of {opening}{closing} here.")
    counts_of_quotes = [len(_QUOTES.findall(_TAG.sub("", text))) for text in (pair.source, pair.target)]
    if counts_of_quotes[0] != counts_of_quotes[1]:
        yield Finding(QUOTES, pair.span, f"The source has {counts_of_quotes[0]} quotation marks here.")


def _capital(pair: Segment, document: Document) -> Iterator[Finding]:
    start = pair.span.start
    first, theirs = document.text[start], pair.source.lstrip()[:1]
    if unicodedata.category(theirs or " ") == "Lu" and first.islower() and pair.target.lstrip()[:1] == first:
        word = re.match(r"\w+", document.slice(pair.span))
        if word and word[0].islower():
            better = word[0][0].upper() + word[0][1:]
            yield Finding(
                CAPITAL, Span(start, start + len(word[0])), "The source begins with a capital.", (Suggestion(better),)
            )


def _spaces(pair: Segment) -> Iterator[Finding]:
    for edge, where in ((str.lstrip, "start"), (str.rstrip, "end")):
        theirs, mine = (text != edge(text) for text in (pair.source, pair.target))
        if theirs != mine:
            has = "white space" if theirs else "none"
            yield Finding(SPACES, pair.span, f"The source has {has} at the {where}.")
    counts = [text.strip().count("\n") for text in (pair.source, pair.target)]
    if counts[0] != counts[1]:
        yield Finding(BREAKS, pair.span, f"The source has {counts[0]} line breaks, the translation {counts[1]}.")
