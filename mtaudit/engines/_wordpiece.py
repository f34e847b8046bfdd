"""A text as the pieces of BERT's uncased vocabulary, each word with the place of its first piece."""

from __future__ import annotations

import gzip
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

#: A word, with an apostrophe inside as part of it.
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 40


class Pieces(NamedTuple):
    """The numbers of the pieces, between the marks that open and close a text, and which piece a word begins with."""

    numbers: tuple[int, ...]
    first: dict[int, int]


class WordPiece:
    """The vocabulary, and how it cuts words."""

    def __init__(self, path: Path) -> None:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            self._numbers = {line.rstrip("\n"): number for number, line in enumerate(lines)}
        self.unknown, self.open, self.close, self.hidden = map(
            self._numbers.__getitem__, ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
        )
        self.cut = lru_cache(maxsize=65536)(self._cut)
        self.words = lru_cache(maxsize=65536)(self._words)

    def pieces(self, text: str, hidden: int = -1) -> Pieces:
        """The pieces of a text; the word that begins at ``hidden`` is hidden."""
        numbers = [self.open]
        first = {}
        end = -1
        for match in _TOKEN.finditer(text):
            if match.start() < end:
                continue
            if match.start() == hidden:
                cut: tuple[int, ...] = (self.hidden,)
                end = word_end(text, hidden)
            else:
                cut = self.cut(match[0])
            if cut:
                first[match.start()] = len(numbers)
                numbers += cut
        return Pieces((*numbers, self.close), first)

    def _words(self, text: str) -> tuple[int, ...]:
        """The pieces of a word or a phrase by itself."""
        return tuple(number for token in _TOKEN.findall(text) for number in self.cut(token))

    def _cut(self, token: str) -> tuple[int, ...]:
        token = "".join(
            char for char in unicodedata.normalize("NFD", token.lower()) if unicodedata.category(char) != "Mn"
        )
        if len(token) > _LONGEST:
            return (self.unknown,)
        numbers = []
        start = 0
        while start < len(token):
            for end in range(len(token), start, -1):
                number = self._numbers.get(("##" if start else "") + token[start:end])
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return (self.unknown,)
        return tuple(numbers)


def word_end(text: str, start: int) -> int:
    """Where the word that begins there ends, with an apostrophe inside as part of it."""
    match = WORD.match(text, start)
    return match.end() if match else start + 1
