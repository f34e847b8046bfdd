"""Places as the protocol counts them: lines from 0, columns from 0 in the units that the editor asked for."""

from __future__ import annotations

from lsprotocol import types

from mtaudit.model import Document, Position, Span
from mtaudit.positions import Unit, position, region

_UNITS: dict[str, Unit] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "code points"}


def unit(encoding: str | None) -> Unit:
    """What the columns of an agreed position encoding count; UTF-16 unless something else was agreed."""
    return _UNITS[encoding or "utf-16"]


def prose_range(document: Document, span: Span, columns: Unit) -> types.Range:
    """The range of a span of the prose."""
    start, end = region(document, span, columns)
    return types.Range(_position(start), _position(end))


def raw_range(document: Document, span: Span, columns: Unit) -> types.Range:
    """The range of a span of the file."""
    start, end = (_position(position(document, offset, columns)) for offset in span)
    return types.Range(start, end)


def touch(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges share a place, be it that one ends where the other begins."""
    return _key(one.start) <= _key(other.end) and _key(other.start) <= _key(one.end)


def _position(place: Position) -> types.Position:
    return types.Position(place.line - 1, place.column - 1)


def _key(place: types.Position) -> tuple[int, int]:
    return place.line, place.character
