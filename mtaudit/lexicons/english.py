"""How common an English word is, from a list of 260,000 (README.md beside this)."""

from __future__ import annotations

import gzip
from bisect import bisect_right
from functools import cache
from importlib.resources import files

_BLOCK = 512


def commonness(word: str) -> float:
    """The Zipf frequency of a word in small letters, 3 for one in a million words; 0 when it is not listed."""
    lines, first, starts = _table()
    key = b"\n%s\t" % word.encode()
    block = bisect_right(first, key) - 1
    at = lines.find(key, starts[block], starts[block + 1]) if block >= 0 else -1
    if at < 0:
        return 0
    at += len(key)
    return int(lines[at : lines.index(b"\n", at)]) / 10


@cache
def _table() -> tuple[bytes, list[bytes], list[int]]:
    """The lines, the first key of each block of them, and where the blocks start."""
    lines = b"\n" + gzip.decompress((files("mtaudit.lexicons") / "english_words.txt.gz").read_bytes())
    starts = [lines.index(b"\n", at) for at in range(0, len(lines) - _BLOCK, _BLOCK)]
    first = [lines[start : lines.index(b"\t", start) + 1] for start in starts]
    return lines, first, [*starts, len(lines)]
