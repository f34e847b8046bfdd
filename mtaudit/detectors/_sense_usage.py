"""What a document itself says: which words it uses, how often, and in which company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from math import log
from typing import NamedTuple

from mtaudit.detectors._sense_reading import Word
from mtaudit.detectors._sense_words import readings
from mtaudit.inflection import plural, verb_forms
from mtaudit.lexicons.english import commonness

#: How many words to each side are company.
_REACH = 3
#: Company with a word as common as this says nothing.
_COMMON = 5.6
#: What keeps a word that is used once from counting as often used.
_PRIOR = 0.3
#: The rarest word that the frequencies know, on their scale.
_RAREST = 1.5


class Usage(NamedTuple):
    """The lemmas of a document with their places and forms, and the pairs of lemmas that stand close to each other."""

    size: int
    places: dict[str, list[int]]
    pairs: Counter[tuple[str, str]]
    company_of: dict[str, set[str]]
    forms: Set[str]

    def count(self, form: str) -> int:
        """How often the document uses a word, in any form."""
        return max((len(self.places.get(lemma, ())) for lemma in lemmas(form)), default=0)

    def elsewhere(self, at: int, form: str) -> list[int]:
        """The other places where the document uses the word of a place."""
        return sorted({other for lemma in lemmas(form) for other in self.places.get(lemma, ()) if other != at})

    def often_near(self, near: Set[str], least: int) -> Set[str]:
        """The lemmas that the document uses so often, and once at least close to one of these."""
        close = set().union(*(self.company_of.get(lemma, ()) for lemma in near))
        return {lemma for lemma in close if len(self.places[lemma]) >= least}

    def form(self, lemma: str, words: Sequence[Word]) -> str:
        """The form of a lemma that the document uses most."""
        return Counter(words[at].text.lower() for at in self.places[lemma]).most_common(1)[0][0]

    def burst(self, form: str) -> float:
        """How much oftener the document uses a word than English does, as a logarithm; 0 where it does not."""
        if form not in self.forms:
            return 0.0
        return max(
            (
                log((len(self.places[lemma]) + _PRIOR) / (self.size * _frequency(lemma) + _PRIOR))
                for lemma in lemmas(form)
                if lemma in self.places
            ),
            default=0.0,
        )

    def company(self, form: str, around: Set[str]) -> float:
        """How much of the company of a word the document also gives to another: 0 for none, 1 for one rare word."""
        used = [lemma for lemma in lemmas(form) if lemma in self.places] if form in self.forms else ()
        shared = {other for lemma in used for other in around if self.pairs[lemma, other]}
        return min(1.0, sum(max(0.0, _COMMON - commonness(lemma)) / 2 for lemma in shared))


def usage(words: Sequence[Word]) -> Usage:
    """The usage of a document by its words."""
    places: dict[str, list[int]] = {}
    pairs: Counter[tuple[str, str]] = Counter()
    found = [lemmas(word.text.lower()) for word in words]
    for at, each in enumerate(found):
        for lemma in each:
            places.setdefault(lemma, []).append(at)
        for other in _around(at, words):
            pairs.update((lemma, near) for lemma in each for near in found[other])
    company_of: dict[str, set[str]] = {}
    for lemma, near in pairs:
        company_of.setdefault(near, set()).add(lemma)
    return Usage(len(words), places, pairs, company_of, frozenset().union(*map(_forms, places)))


@lru_cache(maxsize=65536)
def lemmas(form: str) -> frozenset[str]:
    """The lemmas of a form; of a phrase, those of the phrase; a rare word is its own."""
    if " " in form or len(form) < 3:
        return frozenset()
    found = readings(form)
    if found:
        return frozenset(reading.lemma for reading in found)
    return frozenset((form,)) if commonness(form) < 5 else frozenset()


@lru_cache(maxsize=65536)
def _forms(lemma: str) -> frozenset[str]:
    """All that may be a form of a lemma, and more."""
    return frozenset((lemma, plural(lemma), *verb_forms(lemma)))


@lru_cache(maxsize=65536)
def _frequency(lemma: str) -> float:
    """How often English uses a word, as a share of all words."""
    power: float = 10 ** (max(commonness(lemma), _RAREST) - 9)
    return power


def around(at: int, words: Sequence[Word]) -> Set[str]:
    """The lemmas that stand close to a place."""
    return {lemma for other in _around(at, words) for lemma in lemmas(words[other].text.lower())}


def _around(at: int, words: Sequence[Word]) -> Iterator[int]:
    for other in range(max(0, at - _REACH), min(len(words), at + _REACH + 1)):
        if other != at and words[other].window == words[at].window:
            yield other
