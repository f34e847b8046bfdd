"""Places in the counts of others: code points, as mtaudit itself counts, UTF-16 units, bytes of UTF-8."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from mtaudit.model import Document, Finding, Position, Report, Span

Unit = Literal["code points", "utf-16", "utf-8"]

_BYTE_ORDER_MARK = 3


class Place(NamedTuple):
    """A finding and where it begins and ends (exclusive), line and column from 1."""

    finding: Finding
    start: Position
    end: Position


def places(report: Report, unit: Unit = "code points") -> Iterator[Place]:
    """Where each finding of a report stands in the file."""
    for finding in report.findings:
        start, end = region(report.document, finding.span, unit)
        yield Place(finding, start, end)


def region(document: Document, span: Span, unit: Unit = "code points") -> tuple[Position, Position]:
    """Where a span of the prose begins and ends in the file."""
    start, end = document.raw_span(span)
    return position(document, start, unit), position(document, end, unit)


def position(document: Document, raw_offset: int, unit: Unit = "code points") -> Position:
    """Line and column of an offset into ``Document.raw``; bytes count the byte order mark of the first line."""
    place = document.position(raw_offset)
    before = document.stretch(raw_offset - place.column + 1, raw_offset)
    return Position(place.line, _mark(document, unit) * (place.line == 1) + width(before, unit) + 1)


def offsets(document: Document, raw_offsets: Iterable[int], unit: Unit) -> dict[int, int]:
    """Offsets into ``Document.raw`` in another count, each by the old one; bytes count the byte order mark."""
    converted = {}
    done, units = 0, _mark(document, unit)
    for offset in sorted(set(raw_offsets)):
        units += width(document.stretch(done, offset), unit)
        done = offset
        converted[offset] = units
    return converted


def width(text: str, unit: Unit) -> int:
    """How many units a text takes."""
    if unit == "code points":
        return len(text)
    if unit == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return len(text.encode("utf-8", "surrogatepass"))


def _mark(document: Document, unit: Unit) -> int:
    return _BYTE_ORDER_MARK if unit == "utf-8" and document.bom else 0
