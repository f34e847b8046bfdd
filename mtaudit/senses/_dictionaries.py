"""What words of each language mean that mean several things: a text a language in an archive, read when asked for."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from mtaudit.errors import MtauditError


class Foreign(NamedTuple):
    """A foreign word, and its number among those of its language."""

    number: int
    word: str


class Dictionary:
    """The words of one language by the lemmas of the pivot table that they mean."""

    def __init__(self, text: str) -> None:
        """Read lines of a word and the numbers of its lemmas."""
        self._words: defaultdict[int, list[Foreign]] = defaultdict(list)
        for number, line in enumerate(text.splitlines()):
            word, _, steps = line.partition("\t")
            foreign = Foreign(number, word)
            for lemma in accumulate(int(step, 16) for step in steps.split(" ")):
                self._words[lemma].append(foreign)

    def words(self, lemma: int) -> tuple[Foreign, ...]:
        """The words that mean a lemma, in order."""
        return tuple(self._words.get(lemma, ()))


def dictionary(path: Path, language: str, sign: int) -> Dictionary:
    """The dictionary of a language, empty for one that the archive lacks; ``sign`` is that of the pivot table.

    Raises MtauditError for an archive that is none, or has the numbers of another table.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.comment != signed(sign):
                raise MtauditError(
                    f"the dictionaries {path} belong to another pivot table: training/dictionaries.py makes them anew"
                )
            return Dictionary(archive.read(language).decode() if language in archive.namelist() else "")
    except (OSError, zipfile.BadZipFile) as error:
        raise MtauditError(f"the dictionaries {path} cannot be read: {error}") from error


def signed(sign: int) -> bytes:
    """The sign of a pivot table as the archive holds it."""
    return f"{sign:08x}".encode()
