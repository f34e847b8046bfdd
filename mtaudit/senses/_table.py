"""The file of the pivot table, memory-mapped: lemmas, their candidates, and the foreign words they share.

A header says where each section begins and how long the file is. All numbers are little-endian.

| section | holds |
| --- | --- |
| lemmas | the lemmas as ``lemma/N``, sorted, joined by line feeds |
| lemma_starts | u32: where each of them starts, and the end |
| row_starts | u32: the first candidate of each lemma, and the end |
| row_lemmas | u16: the candidates, as numbers of lemmas, best first |
| row_marks | u8: the log-odds of their weights in steps below the highest, and 128 for a synonym |
| link_starts | u32: the first foreign word of each lemma, and the end |
| link_low, link_high | u16, u8: the foreign words of the lemmas, as numbers, rising |
| words | the foreign words, by language, joined by line feeds; see ``word`` |
| word_starts | u32: where every sixteenth of them starts, and the end |
| languages | the languages as ``ro 1234``: the code and the number of the first word, joined by line feeds |
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import lru_cache
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Literal, NamedTuple

from mtaudit.errors import MtauditError

MAGIC = b"mtaudit senses 3"
SECTIONS: dict[str, Literal["B", "H", "I"]] = {
    "lemmas": "B", "lemma_starts": "I", "row_starts": "I", "row_lemmas": "H", "row_marks": "B", "link_starts": "I",
    "link_low": "H", "link_high": "B", "words": "B", "word_starts": "I", "languages": "B",
}  # fmt: skip
HEADER = struct.Struct(f"<16s{len(SECTIONS) + 1}I")
PARTS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
#: So many foreign words share a start.
BLOCK = 16
#: The byte that says that a foreign word shares nothing with the one before it, and the most that it may share.
SHARED, MOST_SHARED = 32, 200
#: The highest log-odds of a weight, and how much a step is.
HIGHEST, STEP = 6.4, 0.1
LEAST_MARK = 127
SYNONYM = 128
_WEIGHTS = tuple(1 / (1 + exp(STEP * (mark & LEAST_MARK) - HIGHEST)) for mark in range(256))


class Row(NamedTuple):
    """One candidate of a lemma: its number, its weight, and whether WordNet has both in one synset."""

    lemma: int
    weight: float
    synonym: bool


def _row(lemma: int, mark: int) -> Row:
    return Row(lemma, _WEIGHTS[mark], mark >= SYNONYM)


class _Slices:
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


class Table:
    """An open pivot table."""

    def __init__(self, path: Path) -> None:
        sections = _sections(path)
        self.number = lru_cache(maxsize=65536)(self._number)
        self._lemmas = _Slices(sections["lemmas"], sections["lemma_starts"])
        self._candidates = _Slices(sections["row_lemmas"], sections["row_starts"])
        self._marks = _Slices(sections["row_marks"], sections["row_starts"])
        self._low = _Slices(sections["link_low"], sections["link_starts"])
        self._high = _Slices(sections["link_high"], sections["link_starts"])
        self._words = _Slices(sections["words"], sections["word_starts"])
        pairs = [line.split(" ") for line in bytes(sections["languages"]).decode().splitlines()]
        self.languages = tuple(code for code, _ in pairs)
        self._firsts = [int(first) for _, first in pairs]

    def __len__(self) -> int:
        return len(self._lemmas)

    def _number(self, lemma: str, pos: str) -> int | None:
        """The number of a lemma; nothing where the table has it not."""
        key = f"{lemma}/{PARTS.get(pos, '')}".encode()
        at = bisect_left(range(len(self)), key, key=self._lemmas.line)
        return at if at < len(self) and self._lemmas.line(at) == key else None

    def lemma(self, number: int) -> str:
        """The lemma of a number, without its part of speech."""
        return self._lemmas.line(number)[:-2].decode()

    def part(self, number: int) -> str:
        """The letter of the part of speech of a lemma."""
        return self._lemmas.line(number)[-1:].decode()

    def rows(self, number: int, most: int | None = None) -> list[Row]:
        """The candidates of a lemma, best first."""
        return list(map(_row, self._candidates[number][:most], self._marks[number][:most]))

    def rows_among(self, number: int, wanted: Set[int], most: int) -> list[Row]:
        """Those of the best candidates, and of the synonyms behind them, that are wanted."""
        if wanted.isdisjoint(self._candidates[number]):
            return []
        rows = enumerate(zip(self._candidates[number], self._marks[number], strict=True))
        return [_row(*row) for at, row in rows if row[0] in wanted and (at < most or row[1] >= SYNONYM)]

    def links(self, number: int) -> list[int]:
        """The foreign words of a lemma, as rising numbers."""
        return [high << 16 | low for low, high in zip(self._low[number], self._high[number], strict=True)]

    def word(self, number: int) -> tuple[str, str]:
        """The language and the spelling of a foreign word.

        A word begins with a byte: 32, and how many bytes it shares with the one before it in its block.
        """
        word = b""
        for line in bytes(self._words[number // BLOCK]).split(b"\n", number % BLOCK + 1)[: number % BLOCK + 1]:
            word = word[: line[0] - SHARED] + line[1:]
        return self.languages[bisect_right(self._firsts, number) - 1], word.decode()

    def range(self, language: str) -> tuple[int, int]:
        """The numbers of the foreign words of a language: the first one, and the one behind the last."""
        at = self.languages.index(language)
        return self._firsts[at], [*self._firsts, len(self._words) * BLOCK][at + 1]


def _sections(path: Path) -> dict[str, memoryview[int]]:
    """The sections of a file; raises MtauditError for what is no whole table."""
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise MtauditError(f"the pivot table {path} cannot be read: {error}") from error
    if len(content) < HEADER.size or content[: len(MAGIC)] != MAGIC:
        raise MtauditError(f"{path} is no pivot table of this version of mtaudit")
    _, *bounds = HEADER.unpack_from(content)
    if bounds[-1] != len(content) or bounds != sorted(bounds):
        raise MtauditError(f"the pivot table {path} is damaged: its length is not what it says")
    view = memoryview(content)
    spans = zip(SECTIONS.items(), pairwise(bounds), strict=True)
    return {name: view[start:end].cast(kind) for (name, kind), (start, end) in spans}
