"""Tables with tabs: named columns by the header, or numbered ones in a file without; quotation marks mean nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtaudit.corpus.formats import _lines
from mtaudit.corpus.records import Bad, Batch, Columns, Limits, Row, row
from mtaudit.errors import ReadError

split = _lines.split
SUFFIXES = _lines.compressed(".tsv", ".tab")


def check(path: Path, columns: Columns) -> None:
    """The header names all columns, or the first line has so many."""
    try:
        cells = _cells(next(iter(_lines.first_lines(path, 1)), b""))
    except UnicodeDecodeError as error:
        raise ReadError(f"{path} is no UTF-8: byte {error.start} of its first line") from error
    known = cells if _has_header(columns) else list(map(str, range(1, len(cells) + 1)))
    missing = [name for name in columns.named if name not in known]
    if cells != [""] and missing:
        raise ReadError(f"{path} has no column '{missing[0]}', but {', '.join(known)}")


def batches(path: Path, columns: Columns, limits: Limits) -> Iterator[Batch]:
    """The lines that hold anything, with the header."""
    yield from _lines.batches(path, limits, header=_has_header(columns))


def rows(payload: Any, columns: Columns) -> Iterator[Row | Bad]:
    """A row for each line."""
    header, lines = payload
    names = _cells(header) if header else None
    for line in lines:
        try:
            cells = _cells(line)
        except UnicodeDecodeError:
            yield Bad("is no UTF-8", line)
            continue
        yield row(columns, dict(zip(names or map(str, range(1, len(cells) + 1)), cells, strict=False)), line)


def copy(path: Path, target: Path, wanted: Iterator[bool], columns: Columns) -> None:
    """The header and the wanted lines as they stand in the file."""
    _lines.copy(path, target, wanted, header=_has_header(columns))


def _has_header(columns: Columns) -> bool:
    return not all(map(str.isdecimal, columns.named))


def _cells(line: bytes) -> list[str]:
    return line.decode().rstrip("\r\n").split("\t")
