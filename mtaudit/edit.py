"""Replacements in a file's own text: what is written where; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mtaudit import registry
from mtaudit.model import Span


@dataclass(frozen=True)
class Edit:
    """A replacement of a range of ``Document.raw``."""

    span: Span
    text: str


def applied(raw: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they are disjoint and in order."""
    pieces = []
    end = 0
    for edit in edits:
        pieces += [raw[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, raw[end:]])


def written(text: str, format_: str, end: str = "\n") -> str:
    """A correction as it has to stand in a file of this format: escaped, and with the line ends of the file."""
    encode = getattr(registry.plugin("readers", format_), "encode", None)
    escaped = encode(text) if encode else text
    return escaped.replace("\n", end)


def line_end(raw: str) -> str:
    """What ends the lines of a file: CRLF where there is one, CR where there is nothing else, LF by default."""
    if "\r" not in raw:
        return "\n"
    return "\r\n" if "\r\n" in raw else "\n" if "\n" in raw else "\r"
