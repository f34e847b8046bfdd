"""Moby Thesaurus II: entries of a word and what may stand for it, by which words share entries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Moby:
    """The entries by the words in them, as numbers; a long entry says less of two of its words than a short one."""

    def __init__(self, path: Path, words: Sequence[str]) -> None:
        """Read a file with an entry a line, the word and its neighbours with commas; only these words count."""
        numbers = {word: number for number, word in enumerate(words)}
        entries: dict[str, set[int]] = {}
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            held = [word.strip().lower() for word in line.split(",")]
            entries[held[0]] = {numbers[word] for word in held if word in numbers}
        self._heads = np.array([numbers.get(head, -1) for head in entries])
        self._entries = [np.array(sorted(held), int) for held in entries.values()]
        self._own = {int(head): at for at, head in enumerate(self._heads) if head >= 0}
        self._sizes = np.array(list(map(len, self._entries)))
        holders = np.repeat(np.arange(len(self._entries)), self._sizes)
        held_words = np.fromiter(chain.from_iterable(entries.values()), int, len(holders))
        order = np.argsort(held_words, kind="stable")
        counts = np.bincount(held_words, minlength=len(words))
        self._holding = np.split(holders[order], counts.cumsum()[:-1])
        self._lengths = np.sqrt([(1 / self._sizes[held]).sum() for held in self._holding]) + 1e-9

    def shared(self, word: int) -> NDArray[np.float64]:
        """For each word the cosine of the entries that hold it and of those that hold this one."""
        holding = self._holding[word]
        if not len(holding):
            return np.zeros(len(self._lengths))
        weights = np.repeat(1 / self._sizes[holding], self._sizes[holding])
        together = np.concatenate([self._entries[at] for at in holding])
        sums = np.bincount(together, weights, minlength=len(self._lengths))
        cosines: NDArray[np.float64] = sums / (self._lengths * self._lengths[word])
        return cosines

    def linked(self, word: int) -> Ints:
        """The words in the entry of a word, and those in whose entries it is."""
        own = self._entries[self._own[word]] if word in self._own else np.array([], int)
        heads = self._heads[self._holding[word]]
        return np.union1d(own, heads[heads >= 0])
