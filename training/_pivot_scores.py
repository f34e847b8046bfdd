"""Scores of candidates: how much the foreign words that two lemmas share say for a confusion of the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from _pivot_graph import Foreign, Graph, Lemma
from numpy.typing import NDArray

#: A foreign word that stands for more lemmas than this tells nothing.
MOST_LEMMAS = 60
#: What a shared word counts falls with the number of its lemmas, to this power.
FAN_OUT = 0.75
#: Several words of one language count less than as many languages.
WITHIN_LANGUAGE = 0.7
#: A common word is likelier meant than a rare one: the score times e to this many Zipf units.
COMMONNESS = 0.5
#: What a word of evidence may be worth at most, however many dictionaries have it.
SUREST = 1.0
#: Half the greatest weight has the candidate of this score.
MIDDLE = 30.0
#: The foreign words that are kept as evidence for one of the first candidates, of different languages; one for others.
WITNESSES = 3
FIRST = 40
#: A phrase is a candidate if so many languages have one word for it and the lemma.
LANGUAGES_OF_PHRASE = 4


class Pairs(NamedTuple):
    """Two lemmas of one part of speech and a foreign word for both, by numbers, and what that word counts for them."""

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    word: NDArray[np.int32]
    value: NDArray[np.float32]


class Scored(NamedTuple):
    """The candidates of lemmas, best first, and their witnesses: rows of numbers, each with its score."""

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    score: NDArray[np.float32]


class Numbered(NamedTuple):
    """The wanted part of the graph: its lemmas, its foreign words, and for each of these the lemmas and how sure."""

    lemmas: list[Lemma]
    words: list[Foreign]
    members: list[tuple[list[int], list[float]]]


def numbered(graph: Graph, wanted: Callable[[str], bool]) -> Numbered:
    """The foreign words that stand for two wanted lemmas or more, and not for too many."""
    numbers: dict[Lemma, int] = {}
    found = Numbered([], [], [])
    for foreign in sorted(graph):
        pairs = [(lemma, sure) for lemma, sure in sorted(graph[foreign].items()) if wanted(lemma[0])]
        if 2 <= len(pairs) <= MOST_LEMMAS:
            members = [numbers.setdefault(lemma, len(numbers)) for lemma, _ in pairs]
            found.words.append(foreign)
            found.members.append((members, [min(sure, SUREST) ** 0.5 for _, sure in pairs]))
    return Numbered(list(numbers), found.words, found.members)


def pairs(graph: Numbered) -> Pairs:
    """All pairs of lemmas that share a foreign word and a part of speech, each in both orders."""
    parts = np.unique([pos for _, pos in graph.lemmas], return_inverse=True)[1]
    sizes = np.array([len(members) for members, _ in graph.members])
    blocks = [_block(graph, np.flatnonzero(sizes == size), parts) for size in np.unique(sizes)]
    return Pairs(*(np.concatenate(column) for column in zip(*blocks, strict=True)))


def _block(graph: Numbered, words: NDArray[np.int64], parts: NDArray[np.int64]) -> Pairs:
    """The pairs of the foreign words that stand for equally many lemmas."""
    members = np.array([graph.members[word][0] for word in words], dtype=np.int32)
    sure = np.array([graph.members[word][1] for word in words], dtype=np.float32)
    size = members.shape[1]
    one, other = np.repeat(members, size, axis=1).ravel(), np.tile(members, (1, size)).ravel()
    value = (np.repeat(sure, size, axis=1) * np.tile(sure, (1, size))).ravel() / np.float32(size**FAN_OUT)
    kept = (one != other) & (parts[one] == parts[other])
    word = np.repeat(words.astype(np.int32), size * size)
    return Pairs(one[kept], other[kept], word[kept], value[kept])


def best(graph: Numbered, found: Pairs, commonness: Callable[[str], float], most: Callable[[str], int]) -> Scored:
    """The best candidates of each lemma, so many as it may have; a phrase needs several languages."""
    keys, by_language = _by_language(graph, found)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    size = len(graph.lemmas)
    one, other = keys[starts] // size, keys[starts] % size
    languages = np.diff(np.r_[starts, len(keys)])
    zipf = np.array([commonness(lemma) for lemma, _ in graph.lemmas], dtype=np.float32)
    phrase = np.array([" " in lemma for lemma, _ in graph.lemmas])
    limit = np.array([most(lemma) for lemma, _ in graph.lemmas])
    score = np.add.reduceat(by_language, starts) * np.exp(COMMONNESS * zipf[other])
    kept = (limit[one] > 0) & (~phrase[other] | (languages >= LANGUAGES_OF_PHRASE))
    return Scored(*_first(one[kept], other[kept], score[kept], limit[one[kept]]))


def _by_language(graph: Numbered, found: Pairs) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """What all words of one language count together for each pair, sorted by the pairs."""
    codes = {code: number for number, code in enumerate(sorted({code for code, _ in graph.words}))}
    language = np.array([codes[code] for code, _ in graph.words], dtype=np.int64)
    keys = (found.one.astype(np.int64) * len(graph.lemmas) + found.other) * len(codes) + language[found.word]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    sums = np.add.reduceat(found.value[order], starts) ** np.float32(WITHIN_LANGUAGE)
    return keys[starts] // len(codes), sums


def _first(
    one: NDArray[np.int64], other: NDArray[np.int64], score: NDArray[np.float32], most: NDArray[np.int64]
) -> Iterator[NDArray[np.float32]]:
    """The rows with the highest scores of each first number; each row knows how many may be kept."""
    order = np.lexsort((other, -score, one))
    kept = order[_places(one[order]) < most[order]]
    return (column[kept] for column in (one, other, score))


def _places(one: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each row among those of the same number, which stand together."""
    starts = np.flatnonzero(np.r_[True, one[1:] != one[:-1]])
    places: NDArray[np.int64] = np.arange(len(one)) - np.repeat(starts, np.diff(np.r_[starts, len(one)]))
    return places


def links(graph: Numbered, found: Pairs, chosen: Scored) -> set[tuple[int, int]]:
    """The lemmas with the foreign words that witness for a candidate: the best ones, of different languages."""
    size = len(graph.lemmas)
    wanted = chosen.one.astype(np.int64) * size + chosen.other
    order = np.argsort(wanted)
    wanted, first = wanted[order], (_places(chosen.one) < FIRST)[order]
    keys = found.one.astype(np.int64) * size + found.other
    at = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    kept = wanted[at] == keys
    pair, word, value = at[kept].astype(np.int64), found.word[kept], found.value[kept]
    codes = {code: number for number, code in enumerate(sorted({code for code, _ in graph.words}))}
    language = np.array([codes[code] for code, _ in graph.words], dtype=np.int64)[word]
    keys, word, value = _first(pair * len(codes) + language, word, value, np.ones_like(pair))
    pair = keys // len(codes)
    pair, word, _ = _first(pair, word, value, np.where(first[pair], WITNESSES, 1))
    both = np.r_[wanted[pair] // size, wanted[pair] % size]
    return set(zip(both.tolist(), np.r_[word, word].tolist(), strict=True))
