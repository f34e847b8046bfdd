"""Quotation marks that do not close, are turned the wrong way or stand apart from the words.

What it finds
    Marks turned the wrong way (in order to ” protect “ the farmers), with a space inside (the film " Winning "), and
    marks without a partner.

Why it matters
    A reader no longer knows who said what and where a quotation ends; each language sets its marks in another way.

Example
    Before: in order to ” protect “ parliamentarians. After: in order to “protect” parliamentarians.

Limits
    Single quotation marks look like apostrophes and are left alone. A quotation of several paragraphs may open each of
    them and close the last one only, so a lost mark is not seen where the next paragraph begins with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.model import MASK, Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

INVERTED = Rule("quotes/inverted", "linguistic-conventions/punctuation", "minor", "A mark turned the wrong way")
SPACED = Rule("quotes/spaced", "linguistic-conventions/whitespace", "minor", "A space inside quotation marks")
SPACED_END = Rule(
    "quotes/spaced-end", "linguistic-conventions/whitespace", "minor", "A space before a closing mark", status="preview"
)
UNPAIRED = Rule(
    "quotes/unpaired",
    "linguistic-conventions/unpaired-marks",
    "minor",
    "A mark without a partner",
    status="preview",
)

RULES = (INVERTED, SPACED, SPACED_END, UNPAIRED)

_MARK = re.compile('["“”]')
_FOREIGN = re.compile("[„«»‹›「『]|``|''")
_BEFORE_OPENING = frozenset("([{—–-/‘'“*_>=~|")
_AFTER_CLOSING = frozenset(",.;:!?)]}—–-…/’”'*_<|")
_LONGEST_PAIR = 60
#: How many paragraphs one quotation may go on for without marks of its own.
_LONGEST_QUOTATION = 4


class _Mark(NamedTuple):
    """A quotation mark and its neighbours: white space or block edge is a gap, another mark may be one."""

    at: int
    char: str
    before: str
    after: str

    @property
    def opens(self) -> bool:
        """Whether only an opening mark is set like this."""
        return self._gap(self.before, _BEFORE_OPENING) and not self._gap(self.after, _AFTER_CLOSING)

    @property
    def closes(self) -> bool:
        """Whether only a closing mark is set like this."""
        return self._gap(self.after, _AFTER_CLOSING) and not self._gap(self.before, _BEFORE_OPENING)

    @staticmethod
    def _gap(char: str, marks: frozenset[str]) -> bool:
        return not char or char.isspace() or char in marks


class _Lone(NamedTuple):
    """A mark without a partner in its block."""

    block: int
    mark: _Mark
    opening: bool


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield marks that are turned, apart from their words, or alone."""
    text = document.flat
    lone: list[_Lone] = []
    for number, block in enumerate(document.blocks):
        marks = _marks(text, block)
        if not marks or _FOREIGN.search(text, *block.span):
            continue
        pairs, singles = _paired(marks)
        lone += [_Lone(number, mark, mark.char == "“" or (mark.char == '"' and not mark.closes)) for mark in singles]
        for opening, closing in pairs:
            if not singles or opening.char != '"':
                yield from _pair(text, opening, closing)
    for mark in _unresolved(lone, document):
        yield Finding(UNPAIRED, Span(mark.at, mark.at + 1), "This quotation mark has no partner.")


def _marks(text: str, block: Segment) -> list[_Mark]:
    start, end = block.span
    return [
        _Mark(at, match[0], text[at - 1] if at > start else "", text[at + 1] if at + 1 < end else "")
        for match in _MARK.finditer(text, start, end)
        for at in (match.start(),)
    ]


def _paired(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """The pairs of a block in order, and the marks left alone."""
    pairs, singles = [], []
    opening: _Mark | None = None
    for mark in marks:
        if opening is None:
            if mark.char == '"' and mark.before.isdigit():  # inches
                continue
            if mark.closes and mark.char != "“":
                singles.append(mark)
            else:
                opening = mark
        elif mark.opens and mark.char != "”":
            singles.append(opening)
            opening = mark
        else:
            pairs.append((opening, mark))
            opening = None
    return pairs, singles if opening is None else [*singles, opening]


def _pair(text: str, opening: _Mark, closing: _Mark) -> Iterator[Finding]:
    """What is wrong with a pair: one finding if it is short, else one for each end."""
    turned = opening.char == "”" or closing.char == "“"
    inner = text[opening.at + 1 : closing.at]
    spaced = inner != inner.strip()
    if not inner.strip() or not (turned or spaced) or MASK in inner[:1] + inner[-1:]:
        return
    left, right = ("“", "”") if turned else (opening.char, closing.char)
    rule = INVERTED if turned else SPACED if inner[0].isspace() else SPACED_END
    if len(inner) <= _LONGEST_PAIR:
        yield _finding(rule, Span(opening.at, closing.at + 1), f"{left}{inner.strip()}{right}")
        return
    first = Span(opening.at, opening.at + 1 + len(inner) - len(inner.lstrip()))
    last = Span(closing.at - len(inner) + len(inner.rstrip()), closing.at + 1)
    for span, cure in ((first, left), (last, right)):
        if text[span.start : span.end] != cure:
            yield _finding(rule, span, cure)


def _finding(rule: Rule, span: Span, cure: str) -> Finding:
    message = "The quotation marks are turned the wrong way."
    if rule is not INVERTED:
        message = "A space stands inside the quotation marks."
    return Finding(rule, span, message, (Suggestion(cure, safe=True),))


def _unresolved(lone: list[_Lone], document: Document) -> Iterator[_Mark]:
    """The lone marks that no other paragraph explains."""
    taken: set[int] = set()
    for index, each in enumerate(lone):
        if index in taken:
            continue
        if each.opening:
            partner = _partner(lone, index)
            if partner or _next_starts_quoted(document, each.block):
                taken |= {partner} if partner else set()
                continue
        yield each.mark


def _partner(lone: list[_Lone], index: int) -> int:
    """The lone closing mark of a later paragraph that ends what this one opens, or 0."""
    block = lone[index].block
    for later in range(index + 1, len(lone)):
        if lone[later].block > block + _LONGEST_QUOTATION or (lone[later].block == block):
            return 0
        if not lone[later].opening:
            return later
    return 0


def _next_starts_quoted(document: Document, block: int) -> bool:
    return block + 1 < len(document.blocks) and document.flat[document.blocks[block + 1].span.start] in '“"'
