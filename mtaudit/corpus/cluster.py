"""A Dask cluster as the engine: workers load rules and engines once a process, a lost one costs its running chunks.

Chunks travel to the workers and tables come back: workers need no file of the client but what the settings name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

from mtaudit.corpus.engines import Engine, Lost
from mtaudit.corpus.records import Chunk
from mtaudit.corpus.work import Plan, fingerprint, work
from mtaudit.engines import languagetool
from mtaudit.errors import WorkerError

if TYPE_CHECKING:
    from distributed import Client, Future

#: Chunks at or on the way to a worker's thread: the next is there when one is done.
_AHEAD = 3
_PATIENCE = 30
_PLUGIN = "mtaudit"


@contextmanager
def cluster(plan: Plan, address: str) -> Iterator[Engine]:
    """The workers of the scheduler at an address; raises WorkerError where none answers."""
    import logging

    from distributed import Client

    for name in ("distributed", "distributed.client"):  # what they tell of a loss, tracebacks and all, we say ourselves
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:  # a TimeoutError is an OSError
        raise WorkerError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        client.register_plugin(_plugin(plan), name=_PLUGIN)
        try:
            yield _Cluster(client, plan)
        finally:
            with suppress(OSError):  # the scheduler may be gone
                client.unregister_worker_plugin(_PLUGIN)


def _plugin(plan: Plan) -> Any:
    from distributed import WorkerPlugin

    class Servers(WorkerPlugin):
        """Ends the grammar server of a worker with the run, or with the worker."""

        def teardown(self, worker: Any) -> None:
            languagetool.end(plan.settings.languagetool_url)

    return Servers()


class _Cluster:
    """Keeps every thread of the cluster busy, and no more chunks on the way than that needs."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self._client = client
        self._plan = plan
        self._ours = fingerprint(plan)

    def results(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bytes | Lost]]:
        """Each chunk with its table, as they come."""
        from distributed import as_completed

        left = iter(chunks)
        done = as_completed(loop=self._client.loop)
        given: dict[Future[Any], Chunk] = {}
        while True:
            for chunk in islice(left, self._free(len(given))):
                with _connected():
                    future = self._client.submit(_remote, self._plan, chunk, pure=False)
                given[future] = chunk
                done.add(future)
            if not given:
                return
            future = next(done)
            yield given.pop(future), self._result(future)

    def _free(self, given: int) -> int:
        """How many more chunks the workers, which come and go, can use."""
        with _connected():
            threads: dict[str, int] = self._client.nthreads()
        return max(0, _AHEAD * max(1, sum(threads.values())) - given)

    def _result(self, future: Future[Any]) -> bytes | Lost:
        from distributed import KilledWorker

        try:
            with _connected():
                theirs, table = future.result()
        except KilledWorker as error:
            return Lost(f"on {error.last_worker.address}")
        except ImportError as error:
            raise WorkerError(f"a worker lacks what it needs: {error}") from error
        if theirs != self._ours:
            raise WorkerError(f"a worker has other rules, engines or another version: {theirs}, not {self._ours}")
        return bytes(table)


@contextmanager
def _connected() -> Iterator[None]:
    """Turns the loss of the scheduler, however it shows, into one sentence."""
    from concurrent.futures import CancelledError

    try:
        yield
    except (CancelledError, OSError) as error:
        raise WorkerError("the Dask scheduler is gone; start one and call the same command to go on") from error


def _remote(plan: Plan, chunk: Chunk) -> tuple[str, bytes]:
    return fingerprint(plan), work((plan, chunk))
