"""A bar on the terminal's standard error, once a run takes over a second; nothing where there is no terminal."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.gate import Progress

_PATIENCE = 1.0
_PACE = 0.2
_BAR = 20


class Bar:
    """A context manager; calling it tells it how far the run is."""

    def __init__(self) -> None:
        """Times the run from now on."""
        self._begin = time.monotonic()
        self._drawn = 0.0
        self._progress: Progress | None = None
        self._on = sys.stderr.isatty()
        # The clock's signal draws while an engine keeps us waiting; a thread would be in the way of worker processes.
        self._clock = (
            self._on and hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        )

    def __enter__(self) -> Bar:
        if self._clock:
            self._before = signal.signal(signal.SIGALRM, lambda *_: self._draw())
            signal.setitimer(signal.ITIMER_REAL, _PATIENCE, _PACE)
        return self

    def __exit__(self, *_: object) -> None:
        if self._clock:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)
        if self._drawn:
            _put("\r\x1b[K")

    def __call__(self, progress: Progress) -> None:
        """Take note of how far the run is."""
        self._progress = progress
        now = time.monotonic()
        if now - self._begin > _PATIENCE and (progress.note or now - self._drawn > _PACE):
            self._draw()

    def _draw(self) -> None:
        if self._on and self._progress:
            self._drawn = time.monotonic()
            width = shutil.get_terminal_size().columns
            _put(f"\r\x1b[K{line(self._progress, self._drawn - self._begin)[: width - 1]}")


def line(progress: Progress, seconds: float) -> str:
    """How far a run is, for people."""
    done = progress.done * _BAR // max(progress.total, 1)
    parts = [f"[{'#' * done}{'-' * (_BAR - done)}] {progress.done:,}/{progress.total:,} files"]
    parts.append(f"{progress.words / seconds:,.0f} words/s" if progress.words else f"{seconds:.0f} s")
    return "  ".join([*parts, *filter(None, [progress.note])])


def _put(text: str) -> None:
    os.write(sys.stderr.fileno(), text.encode())  # not print: a signal may find it half-way
