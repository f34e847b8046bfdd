"""Which other English words a word may stand for: words that share a translation with it, or are near in meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from mtaudit.errors import SettingsError
from mtaudit.languages import canonical
from mtaudit.senses._dictionaries import Dictionary, Foreign, dictionary
from mtaudit.senses._shared import NONE, Evidence, evidence, links, opened, overlap
from mtaudit.senses._table import PARTS
from mtaudit.senses._thesaurus import Near, Thesaurus
from mtaudit.senses._wording import Reading, readings, reword, with_capitals

__all__ = [
    "Candidate",
    "Evidence",
    "Foreign",
    "Near",
    "Neighbour",
    "Reading",
    "candidates",
    "common_forms",
    "distant_candidates",
    "entries",
    "foreign_words",
    "in_form",
    "knows",
    "language_code",
    "nearness",
    "neighbours",
    "read_word",
    "shared_words",
    "unlisted",
]

MOST_EVIDENCE = 6
#: So many candidates are given unless more are asked for, and synonyms behind them.
MOST = 40
#: As many witnesses is the language of the source; more than this puts worse words first, on changed words of mlqe_pe.
SOURCE_COUNTS = 1.3
#: Languages that the table has under one code.
_ONE_CODE = {"hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}
_POS = {letter: pos for pos, letter in PARTS.items()}


class Candidate(NamedTuple):
    """A word that a lemma may stand for; the evidence is looked up when it is asked for.

    One that the table does not list for the lemma has no weight.
    """

    lemma: str
    pos: str
    weight: float
    synonym: bool
    numbers: tuple[int, int]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The foreign words that stand for both: one of each language, then further ones."""
        return tuple(evidence(*self.numbers)[:MOST_EVIDENCE])

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have one word for both."""
        return tuple(dict.fromkeys(each.language for each in evidence(*self.numbers)))

    @property
    def overlap(self) -> float:
        """Which share of the foreign words of the one that has fewer stands for the other, too."""
        return overlap(*self.numbers)


class Neighbour(NamedTuple):
    """A word near a lemma in meaning: how near, 0 for one that is only of its family, and whether it is of that."""

    candidate: Candidate
    likeness: float
    kin: bool


def candidates(lemma: str, pos: str, source: str | None = None, most: int = MOST) -> tuple[Candidate, ...]:
    """The words that a lemma may stand for, best first; the words of the source's language weigh more.

    Common words have up to 90, rare ones 40; the synonyms among the rest follow the best.
    """
    table = opened()
    number = table.number(lemma, pos)
    if number is None:
        return ()
    found = tuple(
        Candidate(table.lemma(row.lemma), pos, row.weight, row.synonym, (number, row.lemma))
        for at, row in enumerate(table.rows(number))
        if at < most or row.synonym
    )
    code = _code(source) if source else ""
    return _weighed(found, code) if code in table.languages else found


def neighbours(lemma: str, pos: str) -> tuple[Neighbour, ...]:
    """The words that a thesaurus has near a lemma, the nearest first, then others of its family; without weights."""
    table = opened()
    number = table.number(lemma, pos)
    if number is None:
        return ()
    return tuple(
        Neighbour(
            Candidate(table.lemma(near.lemma), pos, 0.0, near.synonym, (number, near.lemma)), near.likeness, near.kin
        )
        for near in _thesaurus().rows(number)
    )


def nearness(lemma: str, pos: str) -> dict[int, Near]:
    """How near the neighbours of a lemma are, by the second of the numbers that candidates have."""
    number = opened().number(lemma, pos)
    return {} if number is None else {near.lemma: near for near in _thesaurus().rows(number)}


def unlisted(lemma: str, pos: str, other: str) -> Candidate:
    """Any other word as a candidate without weight."""
    one, two = (opened().number(each, pos) for each in (lemma, other))
    return Candidate(other, pos, 0.0, False, (NONE if one is None else one, NONE if two is None else two))


def common_forms() -> Iterator[tuple[str, str]]:
    """The common forms of English words, with a letter for each thing that they can be, as word classes have them."""
    return _thesaurus().forms()


def distant_candidates(lemma: str, pos: str, wanted: Set[str], steps: int) -> Mapping[str, Candidate]:
    """Those of some lemmas that are candidates of a lemma's best candidates, with the product of both weights."""
    table = opened()
    start = table.number(lemma, pos)
    numbers = {number: each for each in wanted if (number := table.number(each, pos)) is not None}
    found: dict[str, Candidate] = {}
    for first in table.rows(start, steps) if numbers and start is not None else ():
        for row in table.rows_among(first.lemma, numbers.keys(), MOST):
            other, weight = numbers[row.lemma], first.weight * row.weight
            if other not in found or weight > found[other].weight:
                found[other] = Candidate(other, pos, weight, row.synonym, (first.lemma, row.lemma))
    return found


def knows(language: str) -> bool:
    """Whether the table has words of a language."""
    return _code(language) in opened().languages


def foreign_words(lemma: str, pos: str, language: str) -> tuple[Foreign, ...]:
    """The words of a language that a lemma translates, of those that mean something else, too."""
    number = opened().number(lemma, pos)
    return () if number is None else _foreign(number, language)


def shared_words(candidate: Candidate, language: str) -> frozenset[int]:
    """The numbers of the words of a language that stand for a lemma and for its candidate."""
    one, other = (_foreign(number, language) for number in candidate.numbers)
    return frozenset(each.number for each in one) & frozenset(each.number for each in other)


def _foreign(number: int, language: str) -> tuple[Foreign, ...]:
    return _dictionary(language).words(number)


@cache
def _dictionary(language: str) -> Dictionary:
    return dictionary(Path(str(files(__name__) / "dictionaries.zip")), _code(language), opened().sign)


def read_word(word: str) -> tuple[Reading, ...]:
    """What a word of a text may be: lemmas of the table, parts of speech and forms; its own spelling first."""
    return readings(word, lambda lemma, pos: opened().number(lemma, pos) is not None)


def in_form(candidate: Candidate, reading: Reading, word: str) -> str:
    """A candidate in the form and with the capitals of the word that it may replace."""
    return with_capitals(reword(candidate.lemma, reading.pos, reading.form), word)


def entries() -> Iterator[tuple[str, str]]:
    """Every lemma that has candidates, with its part of speech."""
    table = opened()
    return ((table.lemma(number), _POS[table.part(number)]) for number in range(len(table)) if table.rows(number))


def language_code(name: str) -> str:
    """The table's own code for a language of its; raises SettingsError for one that it has not."""
    code = _code(name)
    if code not in opened().languages:
        raise SettingsError(
            f"no dictionary of '{name}' is in the table of senses: it has {', '.join(opened().languages)}"
        )
    return code


def _code(name: str) -> str:
    code = canonical(name)
    return _ONE_CODE.get(code, code)


def _weighed(found: tuple[Candidate, ...], source: str) -> tuple[Candidate, ...]:
    first, end = opened().range(source)
    weighed = []
    for each in found:
        one, other = (links(number) for number in each.numbers)
        said = any(first <= number < end for number in one & other)
        weighed.append(each._replace(weight=1 - (1 - each.weight) ** SOURCE_COUNTS) if said else each)
    return tuple(sorted(weighed, key=lambda each: -each.weight))


@cache
def _thesaurus() -> Thesaurus:
    return Thesaurus(Path(str(files(__name__) / "thesaurus.bin")), opened().sign)
