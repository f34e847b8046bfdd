"""Word-processor files, DOCX and ODT, as lines of text: each line is a paragraph, a headline by its shape."""

from __future__ import annotations

from mtaudit.model import Document, Segment
from mtaudit.readers._mask import mask
from mtaudit.readers.plain import kind_of, lines

SUFFIXES = (".docx", ".odt")


def read(raw: str, name: str) -> Document:
    """A block for each line that holds words."""
    text = mask(raw)
    blocks = tuple(
        Segment(span, kind_of(text[span.start : span.end], first=not number))
        for number, span in enumerate(lines(text))
        if any(map(str.isalnum, text[span.start : span.end]))
    )
    return Document(name, raw, text, range(len(raw)), blocks, format="office")
