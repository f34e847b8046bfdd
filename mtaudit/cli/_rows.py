"""How far a run over a corpus is: a line on standard error, drawn again on a terminal, else one a minute."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.corpus.job import Progress

_PATIENCE, _PACE = 1.0, 0.5
_SELDOM = 60.0


class Counter:
    """A context manager; calling it tells it how far the run is."""

    def __init__(self) -> None:
        """Times the run from now on."""
        self._begin = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._next = self._begin + (_PATIENCE if self._terminal else _SELDOM)
        self._drawn = False

    def __enter__(self) -> Counter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn and self._terminal:
            _put("\r\x1b[K")

    def __call__(self, progress: Progress) -> None:
        """Take note of how far the run is."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (_PACE if self._terminal else _SELDOM)
            self._drawn = True
            text = line(progress, now - self._begin)
            _put(f"\r\x1b[K{text}" if self._terminal else f"{text}\n")


def line(progress: Progress, seconds: float) -> str:
    """How far a run is, for people."""
    parts = [f"{progress.before + progress.rows:,} rows", f"{progress.share:.0%}"]
    parts += [f"{progress.rows / seconds:,.0f} rows/s"] if progress.rows else []
    parts += [f"{progress.before:,} of them before"] if progress.before else []
    return ", ".join(parts)


def _put(text: str) -> None:
    os.write(sys.stderr.fileno(), text.encode())
