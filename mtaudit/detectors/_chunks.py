"""Cuts a document into the texts a grammar checker gets: paragraphs, and nothing that is no prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtaudit import segment
from mtaudit.expressions import expression
from mtaudit.model import MASK, Document

#: A longer paragraph goes over in groups of sentences: a page without line breaks must not be one request.
LONGEST = 4000

_MASKS = expression(f"{MASK}+")
_LETTER = expression(r"[^\W\d_]")
_NEAR = 2


@dataclass(frozen=True)
class Chunk:
    """A text for the engine and where it starts in the document; both count in code points."""

    text: str
    start: int
    masked: tuple[tuple[int, int], ...] = ()

    def touches_mask(self, start: int, end: int) -> bool:
        """Whether a range of the text covers or borders on what stands for a mask: nobody knows what is there."""
        return any(start - _NEAR < last and first < end + _NEAR for first, last in self.masked)


def chunks(document: Document) -> Iterator[Chunk]:
    """All prose of a document, in order."""
    for block in document.blocks:
        if block.kind == "cell":  # a table's cells are no sentences
            continue
        text = document.flat[block.span.start : block.span.end]
        for start, end in _pieces(text):
            if _LETTER.search(text, start, end):
                yield _chunk(text[start:end], block.span.start + start)


def _chunk(text: str, start: int) -> Chunk:
    """A mask becomes a name of the same length, which no rule can mistake for a word."""
    masked = tuple(match.span() for match in _MASKS.finditer(text))
    return Chunk(_MASKS.sub(lambda match: "X".ljust(len(match[0]), "x"), text), start, masked)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most ``LONGEST`` characters, cut between sentences or, in an endless one, between words."""
    if len(text) <= LONGEST:
        yield 0, len(text)
        return
    begin = end = 0
    for _, stop in segment.split(text):
        if stop - begin > LONGEST and end > begin:
            yield begin, end
            begin = end
        while stop - begin > LONGEST:
            cut = text.rfind(" ", begin, begin + LONGEST) + 1 or begin + LONGEST
            yield begin, cut
            begin = cut
        end = stop
    if begin < len(text):
        yield begin, len(text)
