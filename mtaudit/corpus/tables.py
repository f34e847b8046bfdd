"""The tables of a corpus in Arrow: what a chunk gives, and the scores, findings and errors that are made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

_SCORES = (
    "row int64, file string, id string, words int32, sentences int32, score float64, machine_translated float64, "
    "penalty int32, minor int32, major int32, critical int32, exact uint64, normalised uint64, skipped list, "
    "error string"
)
_FINDING = (
    "rule string, category string, severity string, start int32, end int32, text string, message string, "
    "suggestions list, safe bool_"
)
_KEYS = ["row", "file", "id"]


def chunk_table(records: Sequence[Mapping[str, Any]]) -> pa.Table:
    """What became of the records of a chunk; what a record lacks is null."""
    import pyarrow as pa

    schema = _chunk_schema()
    columns = [array((each.get(field.name) for each in records), field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def array(values: Iterable[Any], kind: pa.DataType) -> pa.Array:
    """A column; of a character that came in halves a question mark is left."""
    import pyarrow as pa

    held = list(values)
    try:
        return pa.array(held, kind)
    except UnicodeEncodeError:
        return pa.array([each and each.encode("utf-8", "replace").decode() for each in held], kind)


def scores(table: pa.Table) -> pa.Table:
    """A row for each record."""
    return table.select([field.name for field in _fields(_SCORES)])


def findings(table: pa.Table) -> pa.Table:
    """A row for each finding, in the order of the records and of the places in them."""
    import pyarrow as pa
    from pyarrow import compute

    column = table["findings"].combine_chunks()
    flat = compute.list_flatten(column)
    keys = table.select(_KEYS).take(compute.list_parent_indices(column))
    names = [field.name for field in _fields(_FINDING)]
    return pa.Table.from_arrays(
        [*keys.columns, *(compute.struct_field(flat, name) for name in names)], names=[*_KEYS, *names]
    )


def errors(table: pa.Table) -> pa.Table:
    """The records that are no rows, as they stand in the input, and why."""
    from pyarrow import compute

    return table.filter(compute.is_valid(table["error"])).select([*_KEYS, "error", "record"])


def packed(table: pa.Table | pa.RecordBatch) -> bytes:
    """A table, or a batch of one, as bytes."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write(table)
    return bytes(sink.getvalue())


def unpacked(data: bytes) -> pa.Table:
    """The table that ``packed`` made; raises pyarrow.ArrowInvalid for what is damaged."""
    import pyarrow as pa

    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()


def joined(tables: Iterable[pa.Table]) -> pa.Table:
    """Some chunks as one table."""
    import pyarrow as pa

    return pa.concat_tables(tables).combine_chunks()


def parquet(table: pa.Table) -> bytes:
    """A table as a Parquet file."""
    import pyarrow as pa
    from pyarrow import parquet

    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """A Parquet file, or some columns of it."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        return file.read(columns=columns, use_threads=False)


@cache
def _chunk_schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema(
        [*_fields(_SCORES), ("record", pa.binary()), ("findings", pa.list_(pa.struct(list(_fields(_FINDING)))))]
    )


def _fields(description: str) -> list[pa.Field]:
    import pyarrow as pa

    kinds = (each.split() for each in description.split(", "))
    return [pa.field(name, pa.list_(pa.string()) if kind == "list" else getattr(pa, kind)()) for name, kind in kinds]
