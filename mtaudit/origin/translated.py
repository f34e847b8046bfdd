"""How likely a text is a poor machine translation, from what the network of senses says of its words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import exp, sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

#: With so few words and marks a text tells not much more than half of what a long one does.
_FEW = 60
#: The most that the log odds come to.
_MOST = 6.0


class Numbers(NamedTuple):
    """The weights of the evidence, and from where on a report says in words how a text reads."""

    weights: tuple[float, ...]
    likely: float
    fewest_words: int


def likelihood(tags: Sequence[float]) -> float | None:
    """From 0 to 1, by how likely an editor would change each word, as logarithms of odds; None for no words.

    It means what it says where as many texts are poor machine translations as are good English.
    """
    return 1 / (1 + exp(-log_odds(tags))) if tags else None


def log_odds(tags: Sequence[float]) -> float:
    """The likelihood as a logarithm of odds, 0 for no words."""
    value = sum(map(mul, numbers().weights, evidence(tags))) if tags else 0.0
    return max(-_MOST, min(_MOST, value))


def evidence(tags: Sequence[float]) -> tuple[float, ...]:
    """The mean of the words, which tells less the fewer they are."""
    sureness = sqrt(len(tags) / (len(tags) + _FEW))
    return sum(tags) / len(tags) * sureness, sureness, 1.0


def is_likely(likelihood: float | None) -> bool:
    """Whether a text reads so clearly as machine-translated that hardly any good English does."""
    return likelihood is not None and likelihood >= numbers().likely


def told(likelihood: float | None, words: int) -> str:
    """How a text of so many words reads; "" where that is not known, not likely, or the text too short to judge."""
    is_told = is_likely(likelihood) and words >= numbers().fewest_words
    return f"Reads as poor machine translation: {likelihood:.0%} likely" if is_told else ""


@cache
def numbers() -> Numbers:
    """What ``training/translated.py`` found for the network that ships."""
    found = json.loads(Path(__file__).with_name("translated.json").read_text(encoding="utf-8"))
    return Numbers(tuple(found["weights"]), found["likely"], found["fewest_words"])
