"""Given names: how often a woman bears them, by public counts (README.md beside this)."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

from mtaudit.lexicons._lines import SortedLines

#: Letters that Unicode does not take for a letter with an accent.
_UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d"})


class GivenName(NamedTuple):
    """The percentage of women among the bearers of a name, and the tenfold of the logarithm of their number."""

    women: int
    size: int


@cache
def given_name(name: str) -> GivenName | None:
    """What is known of a given name, whatever its case and accents; nothing for an unknown one."""
    found = _names().find(plain(name)).split("\t")
    return GivenName(int(found[0]), int(found[1])) if len(found) == 2 else None


def plain(name: str) -> str:
    """A name in small letters, without accents."""
    low = name.lower()
    if low.isascii():
        return low
    letters = unicodedata.normalize("NFD", low.translate(_UNDECOMPOSED))
    return "".join(char for char in letters if not unicodedata.combining(char))


@cache
def _names() -> SortedLines:
    return SortedLines("given_names.txt.gz")
