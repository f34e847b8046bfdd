"""Which words of the dictionaries stand in a source, in whatever form its language gives them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mtaudit.expressions import expression
from mtaudit.senses import Foreign

_WORD = expression(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Languages that write no spaces between words.
UNSPACED = frozenset({"zh", "ja", "th", "km", "my", "lo"})
#: A word is another form of one that begins alike, but for so many letters at the ends of both.
_STEM, _LOST, _ADDED = 4, 2, 4


class Sources:
    """The sources of a document, and which of them hold a word."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._texts = [plain(text) for text in texts]
        self._spaced = language not in UNSPACED
        self._by_start: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
        self._tokens: list[frozenset[str]] = []
        for number, text in enumerate(self._texts if self._spaced else ()):
            self._tokens.append(frozenset(_WORD.findall(text)))
            for token in self._tokens[-1]:
                self._by_start[token[:_STEM]].setdefault(token, set()).add(number)
        self.holding = lru_cache(maxsize=4096)(self._holding)

    def held(self, number: int, words: Sequence[Foreign]) -> frozenset[int]:
        """The numbers of those words that stand in a source; of one inside another only the longer."""
        found = [(each.number, plain(each.word)) for each in words if self._stands(plain(each.word), number)]
        return frozenset(each for each, word in found if not any(word != other and word in other for _, other in found))

    def _stands(self, word: str, number: int) -> bool:
        if not self._spaced or " " in word:
            return len(word) > 1 and word in self._texts[number]
        return word in self._tokens[number] or any(is_form(token, word) for token in self._tokens[number])

    def _holding(self, word: str) -> frozenset[int]:
        word = plain(word)
        if not self._spaced or " " in word:
            return frozenset(number for number, text in enumerate(self._texts) if word in text)
        return frozenset(self._numbers(word))

    def _numbers(self, word: str) -> Iterator[int]:
        for token, numbers in self._by_start.get(word[:_STEM], {}).items():
            if token == word or is_form(token, word):
                yield from numbers


def is_form(token: str, word: str) -> bool:
    """Whether a token may be an inflected form of a word: they share a stem, and little else follows."""
    if token[:_STEM] != word[:_STEM]:
        return False
    pairs = enumerate(zip(token, word, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), min(len(token), len(word)))
    return same >= _STEM and same >= len(word) - _LOST and len(token) - same <= _ADDED


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Small letters, with what is written in two ways in one: cedilla and comma below, ё and е."""
    return unicodedata.normalize("NFC", text.lower()).translate(_ONE_WAY)


_ONE_WAY = str.maketrans("şţё", "șțе")
