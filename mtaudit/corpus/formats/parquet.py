"""Parquet files: only the columns that count are read, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mtaudit.corpus import tables
from mtaudit.corpus.records import Bad, Batch, Columns, Limits, Row, chosen, row
from mtaudit.errors import ReadError

SUFFIXES = (".parquet",)


def check(path: Path, columns: Columns) -> None:
    """The file has all columns."""
    with _opened(path) as file:
        known = file.schema_arrow.names
    missing = [name for name in columns.named if name not in known]
    if missing:
        raise ReadError(f"{path} has no column '{missing[0]}', but {', '.join(known)}")


def batches(path: Path, columns: Columns, limits: Limits) -> Iterator[Batch]:
    """The columns that count, as bytes that Arrow reads."""
    with _opened(path) as file:
        total, done = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches(limits.rows, columns=list(columns.named), use_threads=False):
            for piece in _pieces(batch, limits.size):
                done += piece.num_rows
                yield Batch(tables.packed(piece), piece.num_rows, done / total)


def rows(payload: Any, columns: Columns) -> Iterator[Row | Bad]:
    """A row for each of a batch."""
    batch = _unpacked(payload)
    for number in range(batch.num_rows):
        try:
            values = {name: column[number].as_py() for name, column in zip(batch.schema.names, batch, strict=True)}
        except UnicodeDecodeError:
            yield Bad("is no UTF-8", b"")
            continue
        yield row(columns, values, repr(values).encode("utf-8", "backslashreplace"))


def split(payload: Any) -> Iterator[Any]:
    """Each row by itself."""
    batch = _unpacked(payload)
    yield from (tables.packed(batch.slice(number, 1)) for number in range(batch.num_rows))


def copy(path: Path, target: Path, wanted: Iterator[bool], columns: Columns) -> None:
    """A file of the same columns and compression."""
    import pyarrow as pa
    from pyarrow import parquet

    target.parent.mkdir(parents=True, exist_ok=True)
    with _opened(path) as file, parquet.ParquetWriter(target, file.schema_arrow, compression=_codec(file)) as out:
        for batch in file.iter_batches(use_threads=False):
            numbers = list(chosen(range(batch.num_rows), wanted))
            out.write_batch(batch.take(pa.array(numbers, pa.int64())))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except (OSError, pa.ArrowException) as error:
        reason = getattr(error, "strerror", "") or str(error).splitlines()[0]
        raise ReadError(f"{path} cannot be read: {reason}") from error


def _codec(file: Any) -> str:
    groups = file.metadata.num_row_groups and file.metadata.num_columns
    codec = file.metadata.row_group(0).column(0).compression if groups else "SNAPPY"
    return "NONE" if codec == "UNCOMPRESSED" else str(codec)


def _pieces(batch: Any, size: int) -> Iterator[Any]:
    """A batch, halved until its parts are small enough or single rows."""
    if batch.num_rows > 1 and batch.get_total_buffer_size() > size and batch.nbytes > size:
        half = batch.num_rows // 2
        yield from _pieces(batch.slice(0, half), size)
        yield from _pieces(batch.slice(half), size)
    elif batch.num_rows:
        yield batch


def _unpacked(payload: bytes) -> Any:
    return tables.unpacked(payload).to_batches()[0]
