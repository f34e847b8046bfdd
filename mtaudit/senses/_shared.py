"""The foreign words of the table that two lemmas share."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from mtaudit.senses._table import Table

#: The number of a word that the table has not.
NONE = -1


class Evidence(NamedTuple):
    """A foreign word that stands for both words, and the code of its language."""

    language: str
    word: str


@cache
def opened() -> Table:
    """The table that ships."""
    return Table(Path(str(files(__package__ or "") / "table.bin")))


@lru_cache(4096)
def links(number: int) -> frozenset[int]:
    """The foreign words of a lemma."""
    return frozenset(opened().links(number)) if number != NONE else frozenset()


def evidence(one: int, other: int) -> list[Evidence]:
    """The shared foreign words: the first one of each language, then the second ones, and so on."""
    seen: dict[str, int] = {}
    ordered = []
    for at, number in enumerate(sorted(links(one) & links(other))):
        found = Evidence(*opened().word(number))
        seen[found.language] = seen.get(found.language, 0) + 1
        ordered.append((seen[found.language], at, found))
    return [found for _, _, found in sorted(ordered)]


def overlap(one: int, other: int) -> float:
    """Which share of the foreign words of the lemma that has fewer stands for the other, too."""
    fewer = min(len(links(one)), len(links(other)))
    return len(links(one) & links(other)) / fewer if fewer else 0.0
