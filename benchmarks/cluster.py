"""The same chunks on Dask, on Ray and on plain processes: rows a second, CPU seconds, memory, a worker that dies.

    pip install ray
    python benchmarks/cluster.py CORPUS.jsonl dask
    python benchmarks/cluster.py CORPUS.jsonl ray --kill
    python benchmarks/cluster.py CORPUS.jsonl processes

Two workers do the chunks of a corpus (rule packs only) by the code that ``mtaudit corpus`` runs, and the tables come
back in any order. Prints one row of a Markdown table: wall clock and CPU seconds of all processes from the start of the
cluster to its end, their memory at its highest (PSS, so on Linux only), and a hash of all tables in order, which must
be the same for all. With ``--kill`` one worker is killed after a third of the chunks.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import psutil
from corpus import _pss

from mtaudit.corpus import source
from mtaudit.corpus.engines import Engine, local
from mtaudit.corpus.records import Chunk, Columns, Limits
from mtaudit.corpus.work import Plan, work
from mtaudit.settings import Settings

_PLAN = Plan(Settings(grammar="off", select=("en",)), Columns(id="id"))
_AHEAD = 6


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("name", type=click.Choice(["dask", "ray", "processes"]))
@click.option("--kill", is_flag=True, help="Kill a worker after a third of the chunks.")
def main(corpus: Path, name: str, kill: bool) -> None:
    """Run the chunks and print the row."""
    chunks = [piece.chunk for piece in source.pieces(source.parts(corpus, _PLAN.columns), _PLAN.columns, Limits())]
    watch = _Watch()
    begin = time.perf_counter()
    with _ENGINES[name]() as engine:
        ready = time.perf_counter() - begin
        tables: dict[int, Any] = {}
        for chunk, table in engine.results(chunks):
            tables[chunk.number] = table
            if kill and len(tables) == len(chunks) // 3:
                _kill_one()
        watch.look()
    wall = time.perf_counter() - begin
    rows, digest = sum(chunk.size for chunk in chunks), hashlib.sha256()
    for number in range(len(chunks)):
        digest.update(tables[number])
    cpu, memory = watch.end()
    print("| engine | rows | start s | wall s | CPU s | MB | hash |")
    cells = [f"{name}{', one killed' if kill else ''}", f"{rows:,}", f"{ready:.1f}", f"{wall:.1f}", f"{cpu:.1f}"]
    print(f"| {' | '.join([*cells, f'{memory / 1e6:.0f}', digest.hexdigest()[:8]])} |")


class _Watch:
    """The CPU seconds of this process and all below it, and their memory at its highest."""

    def __init__(self) -> None:
        self._cpu: dict[int, float] = {}
        self._memory = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(0.5):
            self.look()

    def look(self) -> None:
        """Look at all processes now."""
        total = 0
        me = psutil.Process()
        for each in (me, *me.children(recursive=True)):
            with contextlib.suppress(OSError, psutil.Error):  # it ended meanwhile
                total += _pss(each.pid)
                times = each.cpu_times()
                self._cpu[each.pid] = times.user + times.system
        self._memory = max(self._memory, total)

    def end(self) -> tuple[float, int]:
        """CPU seconds and memory."""
        self._over.set()
        self._thread.join()
        self.look()
        return sum(self._cpu.values()), self._memory


def _kill_one() -> None:
    """Kill the process below this one that has worked most."""
    below = psutil.Process().children(recursive=True)
    busiest = max(below, key=lambda each: each.cpu_times().user)
    os.kill(busiest.pid, signal.SIGKILL)


@contextmanager
def _dask() -> Iterator[Engine]:
    from distributed import LocalCluster

    from mtaudit.corpus.cluster import cluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0) as started,
        cluster(_PLAN, started.scheduler_address) as engine,
    ):
        yield engine


@contextmanager
def _ray() -> Iterator[Any]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        yield _Ray(ray)
    finally:
        ray.shutdown()


class _Ray:
    """Ray's tasks, as many on the way as with Dask."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._work: Callable[..., Any] = ray.remote(num_cpus=1, max_retries=3)(work)

    def results(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes]]:
        given: dict[Any, Chunk] = {}
        for chunk in chunks:
            if len(given) == _AHEAD:
                yield self._next(given)
            given[self._work.remote((_PLAN, chunk))] = chunk
        while given:
            yield self._next(given)

    def _next(self, given: dict[Any, Chunk]) -> tuple[Chunk, bytes]:
        (done,), _ = self._ray.wait(list(given))
        return given.pop(done), self._ray.get(done)


_ENGINES: dict[str, Callable[[], Any]] = {"dask": _dask, "ray": _ray, "processes": lambda: local(_PLAN, 2)}


if __name__ == "__main__":
    main()
