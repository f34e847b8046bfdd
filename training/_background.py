"""What English says: words, and pairs of words that stand together, counted in clean prose and taken from lists."""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from mtaudit.detectors._spun_windows import WORD, Word, words
from mtaudit.detectors._spun_words import FUNCTION_WORDS, LINKS, key, stem

#: How many times a pair of a list counts as seen: lists hold only what is frequent, dictionaries what is sure.
_LISTED = 2.0
_LEMMA = 12.0


@dataclass
class Background:
    """Counts of stems, and of pairs of stems by their hash; those of the prose also set by set."""

    words: Counter[str] = field(default_factory=Counter)
    book_words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[int] = field(default_factory=Counter)
    listed: dict[int, float] = field(default_factory=dict)
    by_set: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    surface: Counter[str] = field(default_factory=Counter)
    involved: dict[int, tuple[str, str]] = field(default_factory=dict)

    def probability(self, word: str) -> float:
        """How often a stem is met, as the mean of prose and books."""
        prose, books = self._sizes
        return (self.words[word] / prose + self.book_words[word] / books) / 2

    @cached_property
    def _sizes(self) -> tuple[int, int]:
        return self.words.total(), self.book_words.total()

    def count(self, hashed: int, without: str = "") -> float:
        """How often a pair is met, as it would be had one set never been read."""
        met = self.pairs.get(hashed, 0) + self.listed.get(hashed, 0.0)
        return met - self.by_set[without].get(hashed, 0) if without else met

    def add_prose(self, path: Path) -> None:
        """Count a JSON Lines file of clean texts, each with its ``text`` and ``set``."""
        for record in records(path):
            for found in paragraphs(record["text"]):
                self.words.update(word.stem for word in found)
                self.surface.update(word.text.lower() for word in found)
                for first, second in pairwise(found):
                    if second.link is not None:
                        self._meet(first.stem, second.link, second.stem, 1, record["set"])

    def add_books(self, unigrams: Path, bigrams: Path) -> None:
        """Take SymSpell's frequency lists, made from Google Books."""
        for line in unigrams.read_text(encoding="utf-8-sig").splitlines():
            word, count = line.split()
            if word not in FUNCTION_WORDS:
                self.book_words[stem(word)] += int(count)
        for line in bigrams.read_text(encoding="utf-8-sig").splitlines():
            self._listed(line.split()[:2], _LISTED)

    def add_model(self, arpa: Path) -> None:
        """Take the pairs of a language model in the ARPA format."""
        order = 0
        with arpa.open(encoding="latin-1") as lines:
            for line in lines:
                if line.startswith("\\"):
                    order = int(line[1]) if line[1].isdigit() else 0
                elif order > 1 and len(fields := line.split()) > order:
                    self._listed(fields[1 : order + 1], _LISTED)

    def add_lemmas(self, wordnet: Path) -> None:
        """Take the terms of two words that WordNet knows."""
        for part in ("noun", "adj"):
            for line in (wordnet / f"index.{part}").read_text(encoding="latin-1").splitlines():
                if not line.startswith(" "):
                    pieces = line.split(" ", 1)[0].replace("-", "_").split("_")
                    for first, second in pairwise(pieces):
                        self._listed([first, second], _LEMMA)

    def _listed(self, pieces: list[str], count: float) -> None:
        if not all(WORD.fullmatch(piece) for piece in pieces):
            return
        first, *between, second = (piece.lower() for piece in pieces)
        link = between[0] if between else ""
        if first in FUNCTION_WORDS or second in FUNCTION_WORDS or (link and link not in LINKS):
            return
        hashed = self._meet(stem(first), link, stem(second), 0, "")
        self.listed[hashed] = max(self.listed.get(hashed, 0.0), count)

    def _meet(self, first: str, link: str, second: str, count: int, name: str) -> int:
        hashed = key(first, link, second)
        self.involved[hashed] = (first, second)
        if count:
            self.pairs[hashed] += count
            self.by_set[name][hashed] += count
        return hashed


def records(path: Path) -> Iterator[dict]:
    """The records of a JSON Lines file, compressed or not."""
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def paragraphs(text: str) -> Iterator[list[Word]]:
    """The content words of each line of a text."""
    yield from map(words, filter(None, text.split("\n")))
