"""Rows that are like an earlier one, found with little memory: by files of keys, each sorted out by itself.

Only the rows that are alike are held in memory, with 16 bytes each, and of all others at most a 256th at a time.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_FILES = 256
_BUFFER = 4096


class Duplicate(NamedTuple):
    """A row, and the first one that it is like."""

    row: int
    first: int


class Alike:
    """The rows that are like an earlier one, in order, as often as they are asked for."""

    def __init__(self, keys: Iterable[tuple[int, int]], folder: Path) -> None:
        """From the numbers of rows, in order, and their keys; ``folder`` is empty, and is used."""
        _spread(keys, folder)
        self._pairs = [_alike(path) for path in folder.iterdir()]

    def __iter__(self) -> Iterator[Duplicate]:
        yield from heapq.merge(*(map(Duplicate, pairs[::2], pairs[1::2]) for pairs in self._pairs))


def _spread(keys: Iterable[tuple[int, int]], folder: Path) -> None:
    buffers = [array("Q") for _ in range(_FILES)]
    for row, key in keys:
        buffer = buffers[key % _FILES]
        buffer.extend((row, key))
        if len(buffer) >= _BUFFER:
            _append(folder, key % _FILES, buffer)
    for number, buffer in enumerate(buffers):
        _append(folder, number, buffer)


def _append(folder: Path, number: int, buffer: array[int]) -> None:
    with (folder / f"{number}.keys").open("ab") as stream:
        buffer.tofile(stream)
    del buffer[:]


def _alike(path: Path) -> array[int]:
    """Each row of a file that is like an earlier one, with the first of those."""
    held = array("Q", path.read_bytes())
    first: dict[int, int] = {}
    found = array("Q")
    for row, key in zip(held[::2], held[1::2], strict=True):
        earlier = first.setdefault(key, row)
        if earlier != row:
            found.extend((row, earlier))
    return found
