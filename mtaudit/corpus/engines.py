"""Who audits the chunks: this process, worker processes on this machine, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from mtaudit.corpus.records import Chunk
from mtaudit.corpus.work import Plan, work


class Lost(NamedTuple):
    """A chunk over which worker after worker died, and with what."""

    cause: str


class Engine(Protocol):
    """Takes chunks and gives back their tables, as bytes, as they come."""

    def results(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes | Lost]]:
        """Each chunk with its table; chunks are asked for as they are needed."""


class _Here:
    """The process itself."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def results(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes | Lost]]:
        for chunk in chunks:
            yield chunk, work((self._plan, chunk))


class _Processes:
    """Worker processes on this machine, which share one grammar server."""

    def __init__(self, plan: Plan, workers: int) -> None:
        from mtaudit.gate.pool import Pool

        self._plan = plan
        self.pool = Pool(work, workers, lost=lambda _, cause: Lost(cause))

    def results(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes | Lost]]:
        given: dict[int, Chunk] = {}

        def tasks() -> Iterator[tuple[Plan, Chunk]]:
            for number, chunk in enumerate(chunks):
                given[number] = chunk
                yield self._plan, chunk

        for number, result in self.pool.results(tasks()):
            yield given.pop(number), result


@contextmanager
def local(plan: Plan, workers: int) -> Iterator[Engine]:
    """Workers on this machine; a single one is the process itself."""
    if workers == 1:
        yield _Here(plan)
        return
    engine = _Processes(plan, workers)
    with engine.pool:
        yield engine
