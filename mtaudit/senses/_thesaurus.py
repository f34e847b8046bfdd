"""The file of the thesaurus, memory-mapped: which lemmas of the pivot table are near in meaning or of one family.

| section | holds |
| --- | --- |
| table | u32: the sign of the pivot table whose numbers these are |
| row_starts | u32: the first neighbour of each lemma of the table, and the end |
| row_lemmas | u16: the neighbours, as numbers of lemmas, the nearest first, then the rest of the family |
| row_marks | u8: how near in steps, 64 for one of the family, 128 for a synonym |
| forms | the common forms of English words as ``form letters``, joined by line feeds: what each can be |
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtaudit.errors import MtauditError
from mtaudit.senses._packed import Layout, Slices

LAYOUT = Layout(
    "thesaurus",
    b"mtaudit near 1\0\0",
    {"table": "I", "row_starts": "I", "row_lemmas": "H", "row_marks": "B", "forms": "B"},
)
#: So many steps are a unit of likeness.
STEPS = 10
MOST_STEPS = 63
KIN, SYNONYM = 64, 128


class Near(NamedTuple):
    """A neighbour of a lemma: its number, how near it is, whether both are of one family, or of one synset."""

    lemma: int
    likeness: float
    kin: bool
    synonym: bool


def _near(lemma: int, mark: int) -> Near:
    return Near(lemma, (mark & MOST_STEPS) / STEPS, bool(mark & KIN), mark >= SYNONYM)


class Thesaurus:
    """An open thesaurus."""

    def __init__(self, path: Path, sign: int) -> None:
        """Open the thesaurus of a pivot table; raises MtauditError for that of another one."""
        sections = LAYOUT.opened(path)
        if sections["table"][0] != sign:
            raise MtauditError(
                f"the thesaurus {path} belongs to another pivot table: training/thesaurus.py makes it anew"
            )
        self._near = Slices(sections["row_lemmas"], sections["row_starts"])
        self._marks = Slices(sections["row_marks"], sections["row_starts"])
        self._forms = sections["forms"]

    def rows(self, number: int) -> list[Near]:
        """The neighbours of a lemma, the nearest first."""
        return list(map(_near, self._near[number], self._marks[number]))

    def forms(self) -> Iterator[tuple[str, str]]:
        """The common forms, with a letter for each thing that they can be."""
        for line in bytes(self._forms).decode().splitlines():
            form, _, letters = line.partition(" ")
            yield form, letters
