"""Word lists derived from wordfreq (see README.md beside this): which languages use a word that English does not."""

from __future__ import annotations

import gzip
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_BLOCK = 512


class FunctionWord(NamedTuple):
    """A very common word of other languages.

    Its tier says whether it is telling alone, in a row of such words, or bound: but for its English followers. Its
    English is known for a few.
    """

    languages: tuple[str, ...]
    tier: str
    english: str
    followers: frozenset[str]


class _Table(NamedTuple):
    """Sorted lines as one string, and where each block of them starts, so that a word is found without reading all."""

    lines: bytes
    first: list[bytes]
    starts: list[int]


def foreign_languages(word: str) -> tuple[str, ...]:
    """The languages that use a word which English does not, the likeliest first; none for any other word."""
    table, key = _foreign(), b"\n%s\t" % word.encode()
    block = bisect_right(table.first, key) - 1
    if block < 0:
        return ()
    at = table.lines.find(key, table.starts[block], table.starts[block + 1])
    if at < 0:
        return ()
    at += len(key)
    return tuple(table.lines[at : table.lines.index(b"\n", at)].decode().split(","))


@cache
def function_words() -> dict[str, FunctionWord]:
    """The very common words of other languages."""
    table = {}
    for line in _text("foreign_function_words.tsv").splitlines():
        word, languages, tier, english, followers = line.split("\t")
        table[word] = FunctionWord(tuple(languages.split(",")), tier, english, frozenset(followers.split(",")))
    return table


@cache
def accented_english() -> frozenset[str]:
    """The words with accents that English prose uses, such as café."""
    return frozenset(_text("accented_english.txt").split())


@cache
def _foreign() -> _Table:
    lines = b"\n" + gzip.decompress((files(__name__) / "foreign_words.txt.gz").read_bytes())
    starts = [lines.index(b"\n", at) for at in range(0, len(lines) - 1, _BLOCK)]
    first = [lines[start : lines.index(b"\t", start) + 1] for start in starts if start < len(lines) - 1]
    return _Table(lines, first, [*starts[: len(first)], len(lines)])


def _text(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")
