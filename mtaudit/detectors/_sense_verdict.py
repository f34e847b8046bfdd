"""What the evidence counts for, and from where on a word is marked: the numbers that training/sense_fit.py found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtaudit.detectors._sense_evidence import Weights


class Verdict(NamedTuple):
    """The weights; the suspicion under which no word is looked at; the scores from which on the rules speak."""

    weights: Weights
    phrase: tuple[float, ...]
    awkward: tuple[float, ...]
    floor: float
    stable: float
    preview: float
    spun: float
    fluency: float


@cache
def verdict() -> Verdict:
    """The numbers that ship."""
    found = json.loads((Path(__file__).parent / "data" / "sense.json").read_text(encoding="utf-8"))
    weights = Weights(*(tuple(found[name]) for name in Weights._fields))
    limits = (found[name] for name in ("floor", "stable", "preview", "spun", "fluency"))
    return Verdict(weights, tuple(found["phrase"]), tuple(found["awkward"]), *limits)
