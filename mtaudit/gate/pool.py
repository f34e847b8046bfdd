"""Worker processes that take one job at a time; what they need is loaded once for all of them.

The grammar server is the parent's, other engines are loaded where the workers are made (``nursery``). A worker that
dies is replaced and its job given to another one. Workers end with their parent, however it went.
"""

from __future__ import annotations

import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import wait
from typing import Any

from mtaudit.engines.languagetool import SERVER, Served, start_server
from mtaudit.errors import EngineError, MtauditError, WorkerError
from mtaudit.gate.nursery import Nursery, nursery

Work = Callable[[Any], Any]

#: A job over which so many workers died is given up.
_MOST_DEATHS = 3


@dataclass
class _Job:
    number: int
    task: Any
    deaths: int = 0


def _nothing() -> None:
    pass


class Pool:
    """A context manager; ``results`` hands out the jobs and gives their results as they come."""

    def __init__(
        self,
        work: Work,
        workers: int,
        lend: Callable[[], Served] = start_server,
        lost: Callable[[Any, str], Any] | None = None,
        ready: Callable[[], None] = _nothing,
    ) -> None:
        """``work`` does one task; ``lend`` makes the grammar server when the first worker wants it.

        ``lost`` makes the result of a task over which worker after worker died, from it and their end; without it that
        is a WorkerError. ``ready`` loads what all workers need, before there are any.
        """
        self._work = work
        self._ready = ready
        self._count = workers
        self._lender = _Lender(lend)
        self._lost = lost
        self._workers: list[Any] = []

    def __enter__(self) -> Pool:
        self._nursery: Nursery = nursery(partial(_serve, self._work), self._ready)
        try:
            self._workers = [self._nursery.hire() for _ in range(self._count)]
        except BaseException:  # Ctrl-C, while something is loaded
            self._nursery.close(kill=True)
            raise
        return self

    def __exit__(self, error: object, *_: object) -> None:
        self._nursery.close(kill=error is not None)
        self._lender.close()

    def results(self, tasks: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """The number and the result of each task, as they come; what a worker raised is raised here.

        A task is asked for when a worker is free for it: there may be any number of them.
        """
        again: deque[_Job] = deque()
        jobs = (_Job(number, task) for number, task in enumerate(tasks))
        busy: dict[Any, _Job] = {}
        while self._feed(busy, again, jobs):
            for ready in wait(list(busy)):
                message = _received(ready)
                if message is None:
                    job = busy.pop(ready)
                    cause = self._replace(ready, job)
                    if cause and self._lost:
                        yield job.number, self._lost(job.task, cause)
                    else:
                        again.append(job)
                elif message[0] == "done":
                    job = busy.pop(ready)
                    self._feed(busy, again, jobs)
                    yield job.number, message[1]
                elif message[0] == "failed":
                    raise message[1]
                else:
                    self._lender.serve(ready, wants_url=message[0] == "url")

    def _feed(self, busy: dict[Any, _Job], again: deque[_Job], jobs: Iterator[_Job]) -> bool:
        """Give every idle worker a job; whether any has one."""
        for idle in [each for each in self._workers if each not in busy]:
            job = again.popleft() if again else next(jobs, None)
            if job is None:
                break
            busy[idle] = job
            with contextlib.suppress(OSError):  # a dead worker is met when its message is awaited
                idle.send(job.task)
        return bool(busy)

    def _replace(self, connection: Any, job: _Job) -> str:
        """Put a new worker in the place of a dead one; why the last one died, if the job is given up."""
        self._workers.remove(connection)
        cause = _cause(self._nursery.bury(connection))
        job.deaths += 1
        given_up = job.deaths == _MOST_DEATHS
        if given_up and not self._lost:
            raise WorkerError(f"a worker process died {_MOST_DEATHS} times over one text, last with {cause}")
        self._workers.append(self._nursery.hire())
        return cause if given_up else ""


@dataclass
class _Lender:
    """Starts the one server when the first worker wants it, and tells its address."""

    _start: Callable[[], Served]
    _server: Served | None = None
    _trouble: EngineError | None = field(default=None)

    def serve(self, connection: Any, *, wants_url: bool) -> None:
        answer: str | EngineError
        try:
            if self._trouble:
                raise self._trouble
            self._server = self._server or self._start()
            answer = self._server.url() if wants_url else ""
        except EngineError as error:
            answer = self._trouble = error
        if wants_url:
            with contextlib.suppress(OSError):  # the worker may be dead by now
                connection.send(answer)

    def close(self) -> None:
        if self._server:
            self._server.close()


class _Lent:
    """The parent's server, as a worker sees it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        connection.send(("server",))

    def url(self) -> str:
        self._connection.send(("url",))
        answer = self._connection.recv()
        if isinstance(answer, EngineError):
            raise answer
        return str(answer)

    def running(self, patience: float = 0) -> bool:
        return True

    def close(self) -> None:
        pass


def _serve(work: Work, connection: Any) -> None:
    """The life of a worker."""
    SERVER.set(lambda: _Lent(connection))
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(_outcome(work, connection.recv()))


def _outcome(work: Work, task: Any) -> tuple[str, Any]:
    try:
        return "done", work(task)
    except MtauditError as error:
        return "failed", error
    except Exception as error:
        import traceback

        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
        return "failed", error


def _received(connection: Any) -> Any:
    """The next message, None from a worker that is dead."""
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
