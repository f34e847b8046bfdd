"""Makes worker processes: copies of one process that has loaded what they need, and that they share its memory with.

Where processes cannot be copied safely (only on Linux they can), each worker is a new process and loads its own.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from mtaudit.errors import WorkerError

#: The life of a worker, at its end of a connection.
Serve = Callable[[Any], None]
_PATIENCE = 2.0
_MOST_DEATHS = 3


class Nursery(Protocol):
    """Where workers come from and where they end."""

    def hire(self) -> Any:
        """A new worker: our end of the connection to it."""

    def bury(self, connection: Any) -> int:
        """Wait for the end of a worker, and not for long; how it ended."""

    def close(self, *, kill: bool) -> None:
        """End all workers, those that work at once if asked to."""


def nursery(serve: Serve, ready: Callable[[], None]) -> Nursery:
    """A nursery; ``ready`` loads what all workers need."""
    return _Copies(serve, ready) if sys.platform == "linux" else _Singles(serve)


class _Singles:
    """Workers that have nothing in common."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._workers: dict[Any, BaseProcess] = {}

    def hire(self) -> Any:
        ours, theirs = multiprocessing.Pipe()
        self._workers[ours] = _process(_live, theirs, self._serve, daemon=True)
        theirs.close()
        return ours

    def bury(self, connection: Any) -> int:
        connection.close()
        return _ended(self._workers.pop(connection))

    def close(self, *, kill: bool) -> None:
        for process in self._workers.values() if kill else ():
            process.terminate()
        for connection in list(self._workers):
            self.bury(connection)


class _Copies:
    """Workers that a process of their own makes, as copies of itself."""

    def __init__(self, serve: Serve, ready: Callable[[], None]) -> None:
        self._serve = serve
        self._ready = ready
        self._workers: dict[Any, int] = {}
        self._open()
        atexit.register(self.close, kill=True)  # who forgets to close us must not wait for ever

    def hire(self) -> Any:
        for _ in range(_MOST_DEATHS):
            ours, theirs = multiprocessing.Pipe()
            try:
                self._workers[ours] = self._made(theirs.fileno())
            except (EOFError, OSError):  # it was killed, and its workers end with it
                ours.close()
                self._leave()
                self._workers = dict.fromkeys(self._workers, 0)
                self._open()
            else:
                return ours
            finally:
                theirs.close()
        raise WorkerError(f"the process that makes the workers died {_MOST_DEATHS} times")

    def bury(self, connection: Any) -> int:
        connection.close()
        number = self._workers.pop(connection)
        with contextlib.suppress(EOFError, OSError):
            self._control.send(number)
            return int(self._control.recv())
        return -signal.SIGTERM

    def close(self, *, kill: bool) -> None:
        atexit.unregister(self.close)
        with contextlib.suppress(OSError):
            self._control.send("kill" if kill else "end")
        for connection in self._workers:
            connection.close()
        self._leave()

    def _made(self, handle: int) -> int:
        """The number of the new worker that has this end of a connection."""
        from multiprocessing.reduction import send_handle

        self._control.send("hire")
        send_handle(self._control, handle, self._parent.pid)
        return int(self._control.recv())

    def _open(self) -> None:
        self._control, theirs = multiprocessing.Pipe()
        self._parent = _process(_make_copies, theirs, self._serve, self._ready)
        theirs.close()

    def _leave(self) -> None:
        self._control.close()
        self._parent.join()


def _process(target: Callable[..., None], *args: Any, daemon: bool = False) -> BaseProcess:
    """A new process. A copy of this one knows the rule packs already; one of a process with threads may hang."""
    try:
        copies = len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - the threads of libraries count as well
    except OSError:
        copies = False
    context: Any = multiprocessing.get_context("fork" if copies else "spawn")
    process: BaseProcess = context.Process(target=target, args=args, daemon=daemon)
    process.start()
    return process


def _make_copies(control: Any, serve: Serve, ready: Callable[[], None]) -> None:
    """The life of the process that makes workers: it ends when the process that started it does, or says so."""
    _leave_interrupts()
    with contextlib.suppress(Exception):  # whoever needs what cannot be loaded comes to the same error, and reports it
        ready()
    gc.freeze()  # the garbage collector would write to what is shared
    copies: dict[int, BaseProcess] = {}
    while (order := _order(control)) not in ("kill", "end"):
        if order == "hire":
            process = _copy(control, serve)
            copies[process.pid or 0] = process
            control.send(process.pid)
        else:
            control.send(_ended(copies.pop(order)) if order in copies else -signal.SIGTERM)
    for process in copies.values() if order == "kill" else ():
        process.terminate()
    for process in copies.values():
        _ended(process)


def _order(control: Any) -> Any:
    """What is to be done next; the end of whoever could say it is an order, too."""
    above = multiprocessing.parent_process()
    wait([control, above.sentinel] if above else [control])
    with contextlib.suppress(EOFError, OSError):
        return control.recv() if control.poll() else "kill"
    return "kill"


def _copy(control: Any, serve: Serve) -> BaseProcess:
    from multiprocessing.reduction import recv_handle

    theirs: Any = Connection(recv_handle(control))
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_live_as_copy, args=(control, theirs, serve), daemon=True)
    with warnings.catch_warnings():
        # Harper has threads that wait for work and hold nothing; it does without them in a copy.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    theirs.close()
    return process


def _live_as_copy(control: Any, connection: Any, serve: Serve) -> None:
    control.close()
    _live(connection, serve)


def _live(connection: Any, serve: Serve) -> None:
    _leave_interrupts()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve(connection)


def _leave_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever made us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _ended(process: BaseProcess) -> int:
    process.join(_PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode or 0
