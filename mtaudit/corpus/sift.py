"""Writes the rows that stay, in the format of the input, and those that go, with the reason; and a report of these."""

from __future__ import annotations

import heapq
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from mtaudit.corpus import source, tables
from mtaudit.corpus.duplicates import Alike, Duplicate
from mtaudit.corpus.job import Job
from mtaudit.corpus.records import Bad, Chunk, Columns, Part
from mtaudit.corpus.sieve import Sieve, Verdict, judged
from mtaudit.corpus.store import Store

_KEPT = "kept"
_DROPPED = "dropped.parquet"


class Sample(NamedTuple):
    """A row that goes, in full."""

    row: int
    file: str
    id: str
    reason: str
    detail: str
    text: str
    source: str


@dataclass
class Dropped:
    """What goes: how many rows for each reason, by which rules, and some of them, picked by chance but always alike."""

    most: int
    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    picked: dict[str, list[tuple[int, Sample]]] = field(default_factory=dict)

    def add(self, sample: Sample) -> None:
        """Take note of a row that goes."""
        self.reasons[sample.reason] += 1
        if sample.reason == "rule":
            self.rules.update(sample.detail.split(", "))
        chance = -int.from_bytes(blake2b(str(sample.row).encode(), digest_size=6).digest(), "big")
        kept = self.picked.setdefault(sample.reason, [])
        if len(kept) < self.most:
            heapq.heappush(kept, (chance, sample))
        elif kept and chance > kept[0][0]:
            heapq.heapreplace(kept, (chance, sample))

    def samples(self, reason: str) -> list[Sample]:
        """Those of a reason, in the order of the input."""
        return sorted(sample for _, sample in self.picked.get(reason, ()))


@dataclass(frozen=True)
class Sifting:
    """An audited corpus, and which of its rows stay."""

    store: Store
    parts: list[Part]
    job: Job
    sieve: Sieve


def sift(job: Job, store: Store, sieve: Sieve, samples: int) -> Dropped:
    """Write the folder ``kept`` and ``dropped.parquet``; what goes, for a report."""
    what = Sifting(store, source.parts(job.input, job.plan.columns), job, sieve)
    work = store.work()
    alike = _alike(what, work / "keys") if sieve.deduplicate else ()
    _keep(what, work / _KEPT, (verdict is None for verdict in _verdicts(what, alike)))
    found = Dropped(samples)
    _drop(what, work / _DROPPED, _verdicts(what, alike), found)
    target = store.folder
    shutil.rmtree(target / _KEPT, ignore_errors=True)
    (work / _KEPT).replace(target / _KEPT)
    (work / _DROPPED).replace(target / _DROPPED)
    store.tidy()
    return found


def _alike(what: Sifting, folder: Path) -> Alike:
    """Of rows alike the first one stays that nothing else is against."""
    folder.mkdir()
    return Alike(((row, key) for row, key, verdict in judged(what.store, what.sieve) if verdict is None), folder)


def _verdicts(what: Sifting, alike: Iterable[Duplicate]) -> Iterator[Verdict | None]:
    """The verdict on each row, in order."""
    pending = iter(alike)
    duplicate = next(pending, None)
    for row, _, verdict in judged(what.store, what.sieve):
        if duplicate and duplicate.row == row:
            yield Verdict("duplicate", f"of row {duplicate.first}")
            duplicate = next(pending, None)
        else:
            yield verdict


def _keep(what: Sifting, folder: Path, wanted: Iterator[bool]) -> None:
    """Copy what stays, file by file."""
    folder.mkdir()
    for part in what.parts:
        source.plugin(part.format).copy(part.path, folder / part.name, wanted, what.job.plan.columns)


def _drop(what: Sifting, path: Path, verdicts: Iterator[Verdict | None], found: Dropped) -> None:
    """Write what goes, with the reason, a chunk at a time."""
    from pyarrow import parquet

    schema = _schema()
    with parquet.ParquetWriter(path, schema, compression="zstd") as out:
        for chunk, _ in source.pieces(what.parts, what.job.plan.columns, what.job.limits):
            gone = list(_gone(chunk, what.job.plan.columns, islice(verdicts, chunk.size)))
            found.rows += chunk.size
            for each in gone:
                found.add(each)
            if gone:
                out.write_table(_table(gone, schema))


def _gone(chunk: Chunk, columns: Columns, verdicts: Iterator[Verdict | None]) -> Iterator[Sample]:
    """The rows of a chunk that go, in full."""
    judged_ = list(verdicts)
    if not any(judged_):
        return
    rows = source.plugin(chunk.format).rows(chunk.payload, columns)
    for number, (row, verdict) in enumerate(zip(rows, judged_, strict=True), chunk.first):
        if verdict:
            text = row.record.decode("utf-8", "replace") if isinstance(row, Bad) else row.text
            yield Sample(number, chunk.name, row.id, *verdict, text, "" if isinstance(row, Bad) else row.source)


def _schema() -> Any:
    import pyarrow as pa

    return pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in Sample._fields])


def _table(samples: list[Sample], schema: Any) -> Any:
    import pyarrow as pa

    columns = [
        tables.array(values, field.type) for values, field in zip(zip(*samples, strict=True), schema, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)
