"""JSON lines: an object a line; a line that is none is a bad record, and the others still count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtaudit.corpus.formats import _lines
from mtaudit.corpus.records import Bad, Batch, Columns, Limits, Row, row
from mtaudit.errors import ReadError

split = _lines.split
SUFFIXES = _lines.compressed(".jsonl", ".ndjson")

#: In so many lines each column stands once.
_LOOK = 100


def check(path: Path, columns: Columns) -> None:
    """Each column is in one of the first objects; a later one may lack it."""
    found = [values for line in _lines.first_lines(path, _LOOK) if isinstance(values := _object(line), dict)]
    known = dict.fromkeys(name for values in found for name in values)
    missing = [name for name in columns.named if name not in known]
    if found and missing:
        raise ReadError(f"{path} has no column '{missing[0]}' in its first lines, but {', '.join(known)}")


def batches(path: Path, columns: Columns, limits: Limits) -> Iterator[Batch]:
    """The lines that hold anything."""
    yield from _lines.batches(path, limits)


def rows(payload: Any, columns: Columns) -> Iterator[Row | Bad]:
    """A row for each line."""
    for line in payload[1]:
        values = _object(line)
        yield row(columns, values, line) if isinstance(values, dict) else Bad(values, line)


def copy(path: Path, target: Path, wanted: Iterator[bool], columns: Columns) -> None:
    """The wanted lines as they stand in the file."""
    _lines.copy(path, target, wanted)


def _object(line: bytes) -> dict[str, Any] | str:
    """What a line says, or why it says nothing."""
    try:
        values = json.loads(line)
    except UnicodeDecodeError:
        return "is no UTF-8"
    except (ValueError, RecursionError):
        return "is no JSON"
    return values if isinstance(values, dict) else "is no JSON object"
