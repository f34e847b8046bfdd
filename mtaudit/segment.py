"""Blocks to sentences, spans only; by nupunkt, which knows abbreviations such as "Gen." and "U.S."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Document, Segment, Span

# Without one of these inside a block there is nothing to split.
_INNER_END = re.compile(r"[.!?…]\W*\s")


def sentences(document: Document) -> Iterator[Segment]:
    """The sentences of a document, in order; white space around a sentence is left out."""
    for block in document.blocks:
        text = document.flat[block.span.start : block.span.end]
        for start, end in split(text):
            stripped = text[start:end].strip()
            if stripped:
                begin = block.span.start + text.index(stripped, start)
                yield Segment(Span(begin, begin + len(stripped)), "sentence", block.source)


def split(text: str) -> list[tuple[int, int]]:
    """The ranges of the sentences in the text of one block."""
    if not _INNER_END.search(text):
        return [(0, len(text))]
    from nupunkt import sent_spans

    return list(sent_spans(text))
