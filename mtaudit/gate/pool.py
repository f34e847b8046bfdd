"""Worker processes that take one job at a time; the grammar server, which all of them share, is the parent's.

A worker that dies is replaced and its job given to another one. Workers end with their parent, however it went.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any

from mtaudit.engines.languagetool import SERVER, Served, start_server
from mtaudit.errors import EngineError, MtauditError, WorkerError

Work = Callable[[Any], Any]

#: A job over which so many workers died is given up.
_MOST_DEATHS = 3
_PATIENCE = 2.0


@dataclass
class _Job:
    number: int
    task: Any
    deaths: int = 0


class Pool:
    """A context manager; ``results`` hands out the jobs and gives their results as they come."""

    def __init__(
        self,
        work: Work,
        workers: int,
        lend: Callable[[], Served] = start_server,
        lost: Callable[[Any, str], Any] | None = None,
    ) -> None:
        """``work`` does one task; ``lend`` makes the grammar server when the first worker wants it.

        ``lost`` makes the result of a task over which worker after worker died, from it and their end; without it that
        is a WorkerError.
        """
        self._work = work
        self._count = workers
        self._lender = _Lender(lend)
        self._lost = lost
        self._workers: dict[Any, BaseProcess] = {}

    def __enter__(self) -> Pool:
        for _ in range(self._count):
            self._hire()
        return self

    def __exit__(self, error: object, *_: object) -> None:
        for connection, process in self._workers.items():
            if error:
                process.terminate()
            with contextlib.suppress(OSError):
                connection.send(None)
        for connection, process in self._workers.items():
            _end(process)
            connection.close()
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

    def _hire(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = _process(args=(theirs, self._work))
        process.start()
        theirs.close()
        self._workers[ours] = process

    def _replace(self, connection: Any, job: _Job) -> str:
        """Put a new worker in the place of a dead one; why the last one died, if the job is given up."""
        process = self._workers.pop(connection)
        connection.close()
        _end(process)
        job.deaths += 1
        given_up = job.deaths == _MOST_DEATHS
        if given_up and not self._lost:
            raise WorkerError(f"a worker process died {_MOST_DEATHS} times over one text, last with {_cause(process)}")
        self._hire()
        return _cause(process) if given_up else ""


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


def _process(args: tuple[Any, ...]) -> BaseProcess:
    """A new worker. A copy of this process knows the rule packs already; one of a process with threads may hang."""
    try:
        copies = len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - the threads of libraries count as well
    except OSError:
        copies = False
    if copies:
        return multiprocessing.get_context("fork").Process(target=_serve, args=args, daemon=True)
    return multiprocessing.get_context("spawn").Process(target=_serve, args=args, daemon=True)


def _serve(connection: Any, work: Work) -> None:
    """The life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    SERVER.set(lambda: _Lent(connection))
    with contextlib.suppress(EOFError, OSError):
        while (task := connection.recv()) is not None:
            connection.send(_outcome(work, task))


def _outcome(work: Work, task: Any) -> tuple[str, Any]:
    try:
        return "done", work(task)
    except MtauditError as error:
        return "failed", error
    except Exception as error:
        import traceback

        error.add_note("in a worker process:\n" + "".join(traceback.format_exception(error)))
        return "failed", error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _received(connection: Any) -> Any:
    """The next message, None from a worker that is dead."""
    try:
        return connection.recv()
    except (EOFError, OSError):
        return None


def _end(process: BaseProcess) -> None:
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _cause(process: BaseProcess) -> str:
    code = process.exitcode or 0
    return signal.Signals(-code).name if code < 0 else f"exit status {code}"
