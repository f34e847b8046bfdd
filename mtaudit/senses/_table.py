"""The file of the pivot table, memory-mapped: lemmas, their candidates, and the foreign words they share.

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

from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from mtaudit.senses._packed import Layout, Slices

LAYOUT = Layout(
    "pivot table",
    b"mtaudit senses 3",
    {
        "lemmas": "B", "lemma_starts": "I", "row_starts": "I", "row_lemmas": "H", "row_marks": "B", "link_starts": "I",
        "link_low": "H", "link_high": "B", "words": "B", "word_starts": "I", "languages": "B",
    },
)  # fmt: skip
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


class Table:
    """An open pivot table."""

    def __init__(self, path: Path) -> None:
        sections = LAYOUT.opened(path)
        self.number = lru_cache(maxsize=65536)(self._number)
        self._lemmas = Slices(sections["lemmas"], sections["lemma_starts"])
        self._candidates = Slices(sections["row_lemmas"], sections["row_starts"])
        self._marks = Slices(sections["row_marks"], sections["row_starts"])
        self._low = Slices(sections["link_low"], sections["link_starts"])
        self._high = Slices(sections["link_high"], sections["link_starts"])
        self._words = Slices(sections["words"], sections["word_starts"])
        pairs = [line.split(" ") for line in bytes(sections["languages"]).decode().splitlines()]
        self.languages = tuple(code for code, _ in pairs)
        self._firsts = [int(first) for _, first in pairs]
        #: Tells this table from others: what is numbered by it must name it.
        self.sign = crc32(sections["lemmas"])

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
