"""A run over a corpus: every chunk that is not done goes to an engine, what comes back goes to the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from mtaudit.corpus import source, tables, work
from mtaudit.corpus.engines import Engine, Lost
from mtaudit.corpus.records import Chunk, Limits, Part
from mtaudit.corpus.store import Store
from mtaudit.corpus.work import Plan
from mtaudit.errors import OutputError
from mtaudit.gate.key import basis


@dataclass(frozen=True)
class Job:
    """What is audited, how, and into which folder."""

    input: Path
    output: Path
    plan: Plan
    limits: Limits = field(default_factory=Limits)
    restart: bool = False


class Progress(NamedTuple):
    """How far a run is: the rows of this run and before, and the share of the input."""

    rows: int
    before: int
    share: float


Watch = Callable[[Progress], None]
Start = Callable[[], AbstractContextManager[Engine]]


def run(job: Job, start: Start, watch: Watch) -> Store:
    """Audit what is not done yet; ``start`` makes the engine, if one is needed.

    Raises ReadError for an input that cannot be read, OutputError for a folder that cannot be used, EngineError for an
    engine that the settings require.
    """
    if job.output.resolve().is_relative_to(job.input.resolve()):
        raise OutputError(f"{job.output} lies in the input, and would be audited itself: name a folder elsewhere")
    parts = source.parts(job.input, job.plan.columns)
    store = Store(job.output)
    store.begin(_facts(job, parts), restart=job.restart)
    try:
        if not store.manifest()["complete"]:
            todo = _Todo(source.pieces(parts, job.plan.columns, job.limits), store, watch)
            with start() as engine:
                _audit(engine, todo, store, job.plan)
            store.end(todo.chunks, {"rows": todo.rows, "signature": work.fingerprint(job.plan)})
        store.tidy()
    finally:
        store.release()
    return store


def _facts(job: Job, parts: list[Part]) -> dict[str, Any]:
    """What must be the same when a run goes on."""
    return {
        "input": source.stamp(parts)._asdict(),
        "columns": asdict(job.plan.columns),
        "limits": job.limits._asdict(),
        "settings": basis(job.plan.settings),
    }


class _Todo:
    """The chunks that are not done, and how far they are."""

    def __init__(self, pieces: Iterator[source.Piece], store: Store, watch: Watch) -> None:
        self._pieces, self._store, self._watch = pieces, store, watch
        self._before = self._done = 0
        self._share = 0.0
        self.chunks = self.rows = 0

    def __iter__(self) -> Iterator[Chunk]:
        for chunk, share in self._pieces:
            self.chunks, self.rows = self.chunks + 1, self.rows + chunk.size
            self._share = share
            if self._store.has(chunk.number):
                self._before += chunk.size
                self.tell(0)
            else:
                yield chunk

    def tell(self, rows: int) -> None:
        """So many more rows are done."""
        self._done += rows
        self._watch(Progress(self._done, self._before, self._share))


def _audit(engine: Engine, todo: _Todo, store: Store, plan: Plan) -> None:
    lost = []
    for chunk, result in engine.results(todo):
        if isinstance(result, Lost):
            lost.append(chunk)
        else:
            store.put(chunk.number, result)
            todo.tell(chunk.size)
    for chunk in lost:
        store.put(chunk.number, _row_by_row(engine, chunk, plan))
        todo.tell(chunk.size)


def _row_by_row(engine: Engine, chunk: Chunk, plan: Plan) -> bytes:
    """The table of a chunk that killed its workers: only the row that does it is lost."""
    rows = source.plugin(chunk.format).split(chunk.payload)
    chunks = (
        chunk._replace(number=number, first=chunk.first + number, size=1, payload=payload)
        for number, payload in enumerate(rows)
    )
    found = {each.number: _table(each, result, plan) for each, result in engine.results(chunks)}
    return tables.packed(tables.joined(found[number] for number in sorted(found)))


def _table(chunk: Chunk, result: bytes | Lost, plan: Plan) -> Any:
    if isinstance(result, Lost):
        return work.failed(plan, chunk, f"ended the process that audited it ({result.cause})")
    return tables.unpacked(result)
