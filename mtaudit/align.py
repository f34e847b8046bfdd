"""Which sentences of two texts stand for each other: by length, by what both hold, and by structure; pure.

The lengths are weighed as by Gale and Church (1993), "A program for aligning sentences in bilingual corpora". What both
sides hold (numbers, names, and in one language most words) counts the more the rarer it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

_TOKENS = re.compile(r"\d+|[^\W\d_]+")

#: How often, in bilingual text, so many sentences of the one side stand for so many of the other (Gale and Church).
_MATCHES = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8
_SHARED = 0.7  # what a shared token counts, of its surprise in nats
_CROSSING = 3.0  # nats: a pair that runs over the end of a paragraph


@dataclass(frozen=True)
class Sentence:
    """A sentence to align and the number of the paragraph it stands in."""

    text: str
    paragraph: int = 0


class Pair(NamedTuple):
    """Half-open ranges of sentence numbers that stand for each other; at most one of them is empty."""

    left: range
    right: range


class _Prefix(NamedTuple):
    """How a best alignment of the first sentences ends: its cost and its last match."""

    cost: float
    match: tuple[int, int]


def align(left: Sequence[Sentence], right: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Pairs that cover both sides in order: one to one, one to two, two to one, two to two, or one to nothing.

    Takes time in proportion to the longer side, as long as the sides differ little in length: an alignment that leaves
    a band around the diagonal is not seen.
    """
    return tuple(_Alignment(left, right).pairs())


class _Alignment:
    def __init__(self, left: Sequence[Sentence], right: Sequence[Sentence]) -> None:
        self._sides = left, right
        self._lengths = [_sums(side) for side in self._sides]
        self._tokens = [_runs([each.text for each in side]) for side in self._sides]
        seen = Counter(token for runs in self._tokens for tokens in runs[1] for token in tokens)
        sentences = len(left) + len(right)
        self._surprise = {token: math.log(sentences / count) for token, count in seen.items()}
        self._ratio = (self._lengths[1][-1] or 1) / (self._lengths[0][-1] or 1)
        self._width = 25 + 2 * abs(len(left) - len(right))

    def pairs(self) -> Iterator[Pair]:
        """The pairs of the cheapest path, found from its end."""
        best = self._best()
        i, j = map(len, self._sides)
        path = []
        while (i, j) != (0, 0):
            rows, columns = best[i, j].match
            path.append(Pair(range(i - rows, i), range(j - columns, j)))
            i, j = i - rows, j - columns
        return reversed(path)

    def _best(self) -> dict[tuple[int, int], _Prefix]:
        best = {(0, 0): _Prefix(0.0, (0, 0))}
        for i, j in self._cells():
            ways = (
                _Prefix(best[i - rows, j - columns].cost + self._cost(i, j, (rows, columns)), (rows, columns))
                for rows, columns in _MATCHES
                if (i - rows, j - columns) in best
            )
            found = min(ways, default=None)
            if found:
                best[i, j] = found
        return best

    def _cells(self) -> Iterator[tuple[int, int]]:
        rows, columns = map(len, self._sides)
        slope = columns / rows if rows else 0.0
        for i in range(rows + 1):
            middle = round(i * slope) if rows else columns
            first, last = max(0, middle - self._width), min(columns, middle + self._width)
            yield from ((i, j) for j in range(first if rows else 0, last + 1) if i or j)

    def _cost(self, i: int, j: int, match: tuple[int, int]) -> float:
        rows, columns = range(i - match[0], i), range(j - match[1], j)
        cost = -math.log(_MATCHES[match])
        if not rows or not columns:
            return cost
        cost += self._length_cost(rows, columns) - _SHARED * self._shared(rows, columns)
        return cost + _CROSSING * (_crossings(self._sides[0], rows) + _crossings(self._sides[1], columns))

    def _length_cost(self, rows: range, columns: range) -> float:
        """Nats: how unlikely it is that one length comes of the other."""
        left, right = (
            sums[each.stop] - sums[each.start] for sums, each in zip(self._lengths, (rows, columns), strict=True)
        )
        delta = (right - left * self._ratio) / math.sqrt(max(left, 1) * _VARIANCE * self._ratio**2)
        return -math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-12))

    def _shared(self, rows: range, columns: range) -> float:
        """Nats: how surprising it is that two stretches have those words in common."""
        left, right = self._tokens
        common = left[len(rows)][rows.start] & right[len(columns)][columns.start]
        return math.fsum(self._surprise[token] for token in common)


def _runs(texts: Sequence[str]) -> dict[int, list[set[str]]]:
    """The tokens of each sentence, and of each two in a row."""
    single = [set(_TOKENS.findall(text.casefold())) for text in texts]
    return {1: single, 2: [first | second for first, second in pairwise(single)]}


def _sums(side: Sequence[Sentence]) -> list[int]:
    return list(accumulate((len(sentence.text) for sentence in side), initial=0))


def _crossings(side: Sequence[Sentence], numbers: range) -> int:
    return sum(side[first].paragraph != side[second].paragraph for first, second in pairwise(numbers))
