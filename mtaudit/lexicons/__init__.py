"""Word lists derived from wordfreq (see README.md beside this): which languages use a word that English does not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtaudit.lexicons._lines import SortedLines


class FunctionWord(NamedTuple):
    """A very common word of other languages.

    Its tier says whether it is telling alone, in a row of such words, or bound: but for its English followers. Its
    English is known for a few.
    """

    languages: tuple[str, ...]
    tier: str
    english: str
    followers: frozenset[str]


def foreign_languages(word: str) -> tuple[str, ...]:
    """The languages that use a word which English does not, the likeliest first; none for any other word."""
    found = _foreign().find(word)
    return tuple(found.split(",")) if found else ()


def function_word(word: str) -> FunctionWord | None:
    """What is known of a very common word of other languages; nothing for any other word."""
    found = _function_words().get(word)
    if found is None:
        return None
    languages, tier, english, followers = found.split("\t")
    return FunctionWord(tuple(languages.split(",")), tier, english, frozenset(followers.split(",")))


def is_function_word(word: str) -> bool:
    """Whether a word is a very common one of other languages."""
    return word in _function_words()


@cache
def accented_english() -> frozenset[str]:
    """The words with accents that English prose uses, such as café."""
    return frozenset(_text("accented_english.txt").split())


@cache
def _function_words() -> dict[str, str]:
    """The lines of the table by their words: few of them are ever asked for."""
    parts = (line.partition("\t") for line in _text("foreign_function_words.tsv").splitlines())
    return {word: rest for word, _, rest in parts}


@cache
def _foreign() -> SortedLines:
    return SortedLines("foreign_words.txt.gz")


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
