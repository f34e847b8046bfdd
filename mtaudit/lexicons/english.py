"""What is known of an English word: how common it is, and what parts of speech it can be (README.md beside this)."""

from __future__ import annotations

from functools import cache, lru_cache

from mtaudit.lexicons._lines import SortedLines

#: The forms of "be" and of the modals, which the list of word classes lacks.
_AUXILIARIES = frozenset(
    "am are is was were has have had do does did can could may might must shall should will would cannot".split()
)
_FINITE = frozenset("zd")


@lru_cache(maxsize=32768)
def commonness(word: str) -> float:
    """The Zipf frequency of a word in small letters, 3 for one in a million words; 0 when it is not listed."""
    found = _words().find(word)
    return int(found) / 10 if found else 0


@lru_cache(maxsize=32768)
def classes(word: str) -> str:
    """A letter for each thing that a word in small letters can be, the likelier first; "" for an unknown word.

    n noun, s plural noun, v base form of a verb, z its third person, d its past, e its participle where that differs,
    g its -ing form, a adjective, r adverb, h a noun that mostly names a person.
    """
    return _classes().find(word)


def is_compound(word: str) -> bool:
    """Whether English prose has a word of several parts joined by hyphens, in small letters."""
    return bool(_compounds().find(word))


def may_be_finite(word: str) -> bool:
    """Whether a word in small letters can be the finite verb of a clause, base forms included."""
    return word in _AUXILIARIES or not _FINITE.isdisjoint(classes(word)) or "v" in classes(word)


@cache
def _words() -> SortedLines:
    return SortedLines("english_words.txt.gz")


@cache
def _classes() -> SortedLines:
    return SortedLines("word_classes.txt.gz")


@cache
def _compounds() -> SortedLines:
    return SortedLines("compounds.txt.gz")
