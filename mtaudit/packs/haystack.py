"""A document's prose made alike for matching: one kind of space and apostrophe, with the way back to the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from mtaudit.model import Document, Segment, Span

# "İ" is the one letter that grows in lower case.
_ALIKE = {
    **dict.fromkeys("\t\r\v\f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2019\u2018\u02bc\u2032\uff07", "'"),
    **dict.fromkeys("\u2010\u2011", "-"),
    "\u0130": "I",
}
_ODD_ASCII = re.compile(r"[\t\r\v\f]")
# What is dropped: all but the first of several spaces, soft hyphens and characters of no width.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROPPED = re.compile(f"(?<= )[ {_INVISIBLE}]+|[{_INVISIBLE}]+")


def alike(text: str) -> str:
    """The text with each odd space, apostrophe and hyphen replaced by the plain one; its length stays."""
    if text.isascii() and not _ODD_ASCII.search(text):
        return text
    for odd, plain in _ALIKE.items():
        if odd in text:
            text = text.replace(odd, plain)
    return text


def fold(text: str) -> str:
    """The text as phrases are compared: in lower case, a hyphen like a space; its length stays."""
    return alike(text).lower().replace("-", " ")


class Haystack:
    """The blocks of a document, one a line, with single spaces; ``folded`` is the same for phrases, of equal length."""

    def __init__(self, document: Document) -> None:
        """Join the blocks and make them alike."""
        self.document = document
        flat = document.flat
        joined = alike("\n".join(flat[block.span.start : block.span.end] for block in document.blocks))
        self._dropped_at: list[int] = []
        self._shifts: list[int] = [0]
        self.text = self._without_dropped(joined)
        self.folded = self.text.lower().replace("-", " ")
        self._joined_starts = _starts(document.blocks)

    def block(self, offset: int) -> int:
        """The number of the block at an offset."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, block: int) -> Span:
        """The range of a block, without the line end that parts it from the next."""
        last = block + 1 == len(self.starts)
        return Span(self.starts[block], len(self.text) if last else self.starts[block + 1] - 1)

    def span(self, start: int, end: int) -> Span:
        """The range of the document's text under a non-empty range of this one."""
        return Span(self._back(start), self._back(end - 1) + 1)

    @cached_property
    def starts(self) -> list[int]:
        """Where each block starts."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def _back(self, offset: int) -> int:
        offset += self._shifts[bisect_right(self._dropped_at, offset)]
        block = bisect_right(self._joined_starts, offset) - 1
        return self.document.blocks[block].span.start + offset - self._joined_starts[block]

    def _without_dropped(self, joined: str) -> str:
        if "  " not in joined and not any(char in joined for char in _INVISIBLE):
            return joined
        pieces = []
        end = shift = 0
        for match in _DROPPED.finditer(joined):
            pieces.append(joined[end : match.start()])
            end = match.end()
            self._dropped_at.append(match.start() - shift)
            shift += end - match.start()
            self._shifts.append(shift)
        return "".join([*pieces, joined[end:]])


def _starts(blocks: tuple[Segment, ...]) -> list[int]:
    """Where the blocks start when they are joined by one character."""
    return list(accumulate((block.span.end - block.span.start + 1 for block in blocks[:-1]), initial=0))
