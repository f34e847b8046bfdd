"""Phrase pairs read and aligned: which word of a spun phrase stands for which of the expected one."""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mtaudit.detectors._spun_words import FUNCTION_WORDS, stem

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHER_READING = re.compile(r"\s/\s|->|\bor\b")
_ROUNDS = 6


class Pair(NamedTuple):
    """A spun phrase and the expected one, as written and as lower-case words; no expected words where unknown."""

    phrase: str
    expected: str
    spun: tuple[str, ...]
    right: tuple[str, ...]


def read(path: Path) -> list[Pair]:
    """The pairs of a JSON Lines file with ``mt`` and ``reference``."""
    with path.open(encoding="utf-8") as lines:
        return [pair for line in lines if (pair := _pair(json.loads(line))).spun]


def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))


def content(phrase: Iterable[str]) -> list[str]:
    """The words of a phrase that a spinner may change."""
    return [word for word in phrase if word not in FUNCTION_WORDS]


def align(pairs: Iterable[Pair]) -> dict[str, Counter[str]]:
    """How often each spun word stands for each expected word, by expectation maximisation (IBM model 1 with places)."""
    sentences = [_indexed(pair) for pair in pairs]
    sentences = [(spun, right) for spun, right in sentences if spun and right]
    shares: dict[str, dict[str, float]] = {}
    counts: dict[str, Counter[str]] = {}
    for _ in range(_ROUNDS):
        counts = defaultdict(Counter)
        for spun, right in sentences:
            for word, shared in _expectations(spun, right, shares):
                counts[word].update(shared)
        shares = {
            word: {original: count / (found.total() + 0.3) for original, count in found.items()}
            for word, found in counts.items()
        }
    return counts


def _pair(record: dict) -> Pair:
    expected = "" if "?" in record["reference"] else _REMARK.sub(" ", record["reference"])
    expected = " ".join(_OTHER_READING.split(expected)[0].split())
    return Pair(record["mt"], expected, words(record["mt"]), words(expected))


def _indexed(pair: Pair) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
    spun, right = ([((i + 0.5) / len(side), word) for i, word in enumerate(side)] for side in (pair.spun, pair.right))
    return [each for each in spun if each[1] not in FUNCTION_WORDS], [
        each for each in right if each[1] not in FUNCTION_WORDS
    ]


def _expectations(
    spun: Sequence[tuple[float, str]], right: Sequence[tuple[float, str]], shares: dict[str, dict[str, float]]
) -> Iterator[tuple[str, Counter[str]]]:
    for place, word in spun:
        known = shares.get(word, {})
        weights = [
            (known.get(original, 0.0) + 0.02 if shares else 1.0) * _prior(word, original, place - there)
            for there, original in right
        ]
        total = sum(weights) + 0.02
        shared: Counter[str] = Counter()
        for weight, (_, original) in zip(weights, right, strict=True):
            shared[original] += weight / total
        yield word, shared


def _prior(word: str, original: str, distance: float) -> float:
    akin = 50 if word == original else 20 if stem(word) == stem(original) else 1
    return akin * math.exp(-4 * abs(distance))
