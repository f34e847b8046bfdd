"""Readers and detectors know one line end, LF; here CRLF and lone CR are taken out, and put back into the positions."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace

from mtaudit.model import Document

_CRLF = re.compile(r"\r\n")


def line_feeds(raw: str) -> tuple[str, Sequence[int]]:
    """A text with each CRLF and CR as LF, and where each of its characters, and its end, stood before."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) == len(raw):
        return text, range(len(raw) + 1)
    origin = array("I")
    start = 0
    for match in _CRLF.finditer(raw):
        origin.extend(range(start, match.start() + 1))
        start = match.end()
    origin.extend(range(start, len(raw) + 1))
    return text, origin


def restored(document: Document, raw: str, origin: Sequence[int]) -> Document:
    """A document read from ``line_feeds(raw)``, with all its positions in ``raw``."""
    if isinstance(origin, range):
        return replace(document, raw=raw)
    widths = {
        at: origin[document.origin[at] + width] - origin[document.origin[at]] for at, width in document.widths.items()
    }
    return replace(document, raw=raw, origin=array("I", (origin[at] for at in document.origin)), widths=widths)
