"""Which characters of a document stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from mtaudit.model import Document, Span

_PAIR = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|``.*?(?:''|$)", re.DOTALL)
_SINGLE = re.compile(r"(?<!\w)‘[^’]*(?:’(?=\w)[^’]*)*(?:’(?!\w)|$)", re.DOTALL)


class Quoted:
    """The stretches in quotation marks; a mark that is never closed quotes the rest of its block."""

    def __init__(self, document: Document) -> None:
        """Read every block once."""
        spans = sorted(_spans(document))
        self._starts = [span.start for span in spans]
        self._ends: list[int] = []
        for span in spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def __contains__(self, offset: int) -> bool:
        """Whether a character is quoted."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def touches(self, span: Span) -> bool:
        """Whether a quotation begins, ends or goes on in a span."""
        at = bisect_right(self._starts, span.end - 1) - 1
        return at >= 0 and self._ends[at] > span.start


def _spans(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        text = document.flat[block.span.start : block.span.end]
        if block.kind == "quote":
            yield block.span
        for pattern in (_PAIR, _SINGLE):
            for match in pattern.finditer(text):
                yield Span(block.span.start + match.start(), block.span.start + match.end())
