"""One run of a program: what it took, and what it said."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil


class Run(NamedTuple):
    """Seconds by the clock and of all processes, the most memory in bytes, the exit status, and standard output."""

    wall: float
    cpu: float
    memory: int
    status: int
    output: str


def run(folder: Path, *command: str, limit: float = 0.0, environment: dict[str, str] | None = None) -> Run | None:
    """Run a program in a folder to its end; None if it had to be ended after ``limit`` seconds.

    With an environment of its own, what it says on standard error is dropped.
    """
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        errors = subprocess.DEVNULL if environment else None
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=errors, env=environment, start_new_session=True
        )
        over = threading.Event()
        watcher = _Watcher(process.pid, begin + limit if limit else float("inf"), over)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        over.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    if watcher.ended:
        return None
    return Run(wall, usage.ru_utime + usage.ru_stime, watcher.peak, process.returncode, text)


class _Watcher(threading.Thread):
    """Looks at the memory of a process and its children, and ends them when their time is up."""

    def __init__(self, pid: int, end: float, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.ended = False
        self._pid = pid
        self._end = end
        self._over = over
        self.start()

    def run(self) -> None:
        wait = 0.01
        while not self._over.wait(wait):
            wait = min(0.25, 1.5 * wait)
            with contextlib.suppress(psutil.NoSuchProcess):
                top = psutil.Process(self._pid)
                self.peak = max(self.peak, sum(map(_pss, (top, *top.children(recursive=True)))))
            if time.perf_counter() > self._end and not self.ended:
                self.ended = True
                os.killpg(self._pid, signal.SIGKILL)


def _pss(process: psutil.Process) -> int:
    """The memory of a process, of what it shares only its part (Linux); 0 of one that has ended."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
