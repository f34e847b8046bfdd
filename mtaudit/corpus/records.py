"""What a corpus is made of: rows, the columns they come from, and the chunks that travel to the workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from mtaudit.errors import ReadError

#: What every reader of mtaudit takes for plain text.
PLAIN = "row.txt"


@dataclass(frozen=True)
class Columns:
    """The names of the columns that count, "" for one that is not there; numbers from 1 in a table without a header."""

    text: str = "text"
    source: str = ""
    id: str = ""
    lang: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that must be there."""
        return tuple(dict.fromkeys(name for each in fields(self) if (name := getattr(self, each.name))))


class Row(NamedTuple):
    """A text to audit, with its source and the language of that where they are known; ``name`` tells its format."""

    text: str
    source: str = ""
    id: str = ""
    lang: str = ""
    name: str = PLAIN


class Bad(NamedTuple):
    """A record that is no row, and why; ``record`` is how it stands in the input."""

    error: str
    record: bytes
    id: str = ""


class Batch(NamedTuple):
    """Some records in a row, as they stand in the input, and how much of it they are the end of (0 to 1)."""

    payload: Any
    size: int
    share: float


class Limits(NamedTuple):
    """How much a chunk holds at most; a single record may be larger."""

    rows: int = 500
    size: int = 1_000_000


class Chunk(NamedTuple):
    """The piece of work that a worker gets: records of one file, and the number of the first of them."""

    number: int
    first: int
    size: int
    format: str
    name: str
    payload: Any


class Part(NamedTuple):
    """A file of the input, or all the texts of a folder: its format, and its name from the input's folder."""

    format: str
    path: Path
    name: str
    size: int


class Format(Protocol):
    """A module of ``mtaudit.corpus.formats``."""

    SUFFIXES: tuple[str, ...]

    def check(self, path: Path, columns: Columns) -> None:
        """Raise ReadError, with one clear sentence, when a column is not there."""

    def batches(self, path: Path, columns: Columns, limits: Limits) -> Iterator[Batch]:
        """All records, in order, whatever stands in them; raises ReadError for a file that cannot be read."""

    def rows(self, payload: Any, columns: Columns) -> Iterator[Row | Bad]:
        """Exactly one row for each record of a batch."""

    def split(self, payload: Any) -> Iterator[Any]:
        """A payload for each record of a batch."""

    def copy(self, path: Path, target: Path, wanted: Iterator[bool], columns: Columns) -> None:
        """Write a file or folder like ``path`` that holds only the wanted of its records; takes one word for each."""


def chosen(records: Iterable[Any], wanted: Iterator[bool]) -> Iterator[Any]:
    """The wanted of some records; raises ReadError where more come than anybody judged."""
    for record in records:
        keep = next(wanted, None)
        if keep is None:
            raise ReadError("the input has changed since it was audited")
        if keep:
            yield record


def row(columns: Columns, values: dict[str, Any], record: bytes) -> Row | Bad:
    """A row of what stands in its columns, or why it is none."""
    id_ = values.get(columns.id) if columns.id else None
    name = "" if id_ is None else str(id_)
    found: dict[str, str] = {"id": name}
    for field in ("text", "source", "lang"):
        column = getattr(columns, field)
        value = values.get(column) if column else None
        if value is None and field != "text":
            value = ""
        if value is None:
            return Bad(f"column '{column}' is empty or missing", record, name)
        if not isinstance(value, str):
            return Bad(f"column '{column}' holds no text", record, name)
        found[field] = value
    return Row(**found)
