"""Sorted lines of a compressed file, looked up without reading them all."""

from __future__ import annotations

import gzip
from bisect import bisect_right
from pathlib import Path

_BLOCK = 2048


class SortedLines:
    """Lines of a key, a tab and a value, sorted by bytes; keeps one string and where each block of it starts."""

    def __init__(self, name: str) -> None:
        """Read a file of this folder."""
        self._lines = b"\n" + gzip.decompress(Path(__file__).with_name(name).read_bytes())
        starts = [self._lines.index(b"\n", at) for at in range(0, max(1, len(self._lines) - _BLOCK), _BLOCK)]
        self._first = [self._lines[start : self._lines.index(b"\t", start) + 1] for start in starts]
        self._starts = [*starts, len(self._lines)]

    def find(self, key: str) -> str:
        """The value of a key, "" for an unknown one."""
        wanted = b"\n%s\t" % key.encode()
        block = bisect_right(self._first, wanted) - 1
        at = self._lines.find(wanted, self._starts[block], self._starts[block + 1]) if block >= 0 else -1
        if at < 0:
            return ""
        at += len(wanted)
        return self._lines[at : self._lines.index(b"\n", at)].decode()
