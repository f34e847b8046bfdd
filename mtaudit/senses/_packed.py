"""Files of several sections, memory-mapped.

A magic word, where each section begins and how long the file is, then the sections; all numbers are little-endian.
"""

from __future__ import annotations

import mmap
import struct
from array import array
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from mtaudit.errors import MtauditError

Kind = Literal["B", "H", "I"]


class Layout(NamedTuple):
    """What a file is called, how it begins, and the kind of number of each section."""

    name: str
    magic: bytes
    sections: Mapping[str, Kind]

    @property
    def header(self) -> struct.Struct:
        """What stands before the sections."""
        return struct.Struct(f"<16s{len(self.sections) + 1}I")

    def opened(self, path: Path) -> dict[str, memoryview[int]]:
        """The sections of a file; raises MtauditError for one that is not whole."""
        try:
            with path.open("rb") as file:
                content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise MtauditError(f"the {self.name} {path} cannot be read: {error}") from error
        if len(content) < self.header.size or content[: len(self.magic)] != self.magic:
            raise MtauditError(f"{path} is no {self.name} of this version of mtaudit")
        _, *bounds = self.header.unpack_from(content)
        if bounds[-1] != len(content) or bounds != sorted(bounds):
            raise MtauditError(f"the {self.name} {path} is damaged: its length is not what it says")
        view = memoryview(content)
        spans = zip(self.sections.items(), pairwise(bounds), strict=True)
        return {name: view[start:end].cast(kind) for (name, kind), (start, end) in spans}

    def packed(self, sections: Mapping[str, array[int]]) -> bytes:
        """The content of a file with these sections, each at a multiple of four bytes."""
        out, bounds = bytearray(self.header.size), []
        for name in self.sections:
            out += bytes(-len(out) % 4)
            bounds.append(len(out))
            out += sections[name].tobytes()
        self.header.pack_into(out, 0, self.magic, *bounds, len(out))
        return bytes(out)


class Slices:
    """A section cut into pieces, by the numbers where they start."""

    def __init__(self, items: memoryview[int], starts: memoryview[int]) -> None:
        self._items, self._starts = items, starts

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> memoryview[int]:
        return self._items[self._starts[number] : self._starts[number + 1]]

    def line(self, number: int) -> bytes:
        """A piece of text without its line feed."""
        return bytes(self._items[self._starts[number] : self._starts[number + 1] - 1])
