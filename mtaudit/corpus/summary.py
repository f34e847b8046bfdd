"""What a corpus comes to: in all, by file, severity, category and rule, what did not run, what was no row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.corpus import tables
from mtaudit.corpus.store import Store
from mtaudit.score import WEIGHTS, scaled

if TYPE_CHECKING:
    import pyarrow as pa

#: So many reasons why a record is no row are told apart.
_REASONS = 100
_OTHERS = "others"


class Line(NamedTuple):
    """A figure of the summary: what it is of ("rule"), its name, and how often it was met."""

    of: str
    name: str
    rows: int
    findings: int = 0
    words: int = 0
    penalty: int = 0

    @property
    def score(self) -> float | None:
        """The MQM score where there are words to judge."""
        return scaled(self.penalty, self.words) if self.words else None


@dataclass
class _Sums:
    """What was counted under one name."""

    rows: int = 0
    findings: int = 0
    words: int = 0
    penalty: int = 0


@dataclass
class _Counts:
    sums: dict[tuple[str, str], _Sums] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str, name: str) -> _Sums:
        return self.sums.setdefault((kind, name), _Sums())


def summarise(store: Store) -> list[Line]:
    """Write ``summary.parquet`` of what the shards hold; its lines."""
    counts = _Counts()
    counts.of("all", "")
    for path in store.shards("scores"):
        _scores(tables.read(path), counts)
    for path in store.shards("findings"):
        _findings(tables.read(path, ["row", "rule", "category", "severity"]), counts)
    lines = list(_lines(counts))
    store.write("summary.parquet", tables.parquet(_table(lines)))
    return lines


def _scores(table: pa.Table, counts: _Counts) -> None:
    sums = table.group_by("file").aggregate(
        [("row", "count"), *((name, "sum") for name in ("words", "penalty", *WEIGHTS))]
    )
    for each in sums.to_pylist():
        for total in (counts.of("all", ""), counts.of("file", each["file"])):
            total.rows += each["row_count"]
            total.words += each["words_sum"] or 0
            total.penalty += each["penalty_sum"] or 0
            total.findings += sum(each[f"{severity}_sum"] or 0 for severity in WEIGHTS)
    for row in table.group_by("error").aggregate([("row", "count")]).to_pylist():
        if row["error"] is not None:
            reason = row["error"] if row["error"] in counts.errors or len(counts.errors) < _REASONS else _OTHERS
            counts.errors[reason] += row["row_count"]
    counts.skipped.update(reason for reasons in table["skipped"].to_pylist() for reason in reasons or ())


def _findings(table: pa.Table, counts: _Counts) -> None:
    for kind in ("severity", "category", "rule"):
        for each in table.group_by(kind).aggregate([("row", "count"), ("row", "count_distinct")]).to_pylist():
            found = counts.of(kind, each[kind])
            found.findings += each["row_count"]
            found.rows += each["row_count_distinct"]


def _lines(counts: _Counts) -> Iterator[Line]:
    order = ("all", "file", "severity", "category", "rule")
    for (kind, name), sums in sorted(counts.sums.items(), key=lambda item: (order.index(item[0][0]), item[0][1])):
        yield Line(kind, name, sums.rows, sums.findings, sums.words, sums.penalty)
    for kind, found in (("skipped", counts.skipped), ("error", counts.errors)):
        for name, rows in sorted(found.items(), key=lambda item: (-item[1], item[0])):
            yield Line(kind, name, rows)


def _table(lines: list[Line]) -> pa.Table:
    import pyarrow as pa

    columns: dict[str, list[Any]] = {name: [getattr(line, name) for line in lines] for name in Line._fields}
    columns["score"] = [line.score for line in lines]
    kinds = [pa.string(), pa.string(), *[pa.int64()] * 4, pa.float64()]
    return pa.table({name: pa.array(values, kind) for (name, values), kind in zip(columns.items(), kinds, strict=True)})
