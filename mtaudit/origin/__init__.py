"""Which language an English text was most likely translated from: a ranked guess with its evidence."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mtaudit.model import Document, Origin, Trace
from mtaudit.origin.traces import MOST, traces
from mtaudit.origin.translated import is_likely

#: The kinds of traces, the sure ones first; what a text is about shows in its names, whoever wrote it.
KINDS = ("rule", "wording", "mark", "foreign", "script", "name")
_SURE = KINDS.index("name")
_SHOWN = 3
#: Traces are counted as in so many words; a shorter text gets no bonus.
_PAGE = 600
_CHARACTERS = 6  # of a word
#: How much less, in log odds, is enough for what reads as machine-translated.
_LESS = 1.0

#: The weights of the features, the bias, and how much is enough.
Model = Mapping[str, Any]


def guess(
    document: Document, packs: tuple[Path, ...] = (), translated: Callable[[], float | None] = lambda: None
) -> Origin:
    """The languages that a document may come from, the likeliest first; none unless the evidence is enough.

    How likely it is a machine translation at all is asked only where that decides.
    """
    found = tuple(traces(document, packs))
    values = features(found, document.words)
    ranking = sorted(values, key=lambda code: (-score(values[code], _model()), code))
    if not ranking or not _is_enough(values[ranking[0]], translated):
        return Origin()
    odds = {code: math.exp(score(values[code], _model())) for code in ranking}
    shares = tuple((code, odds[code] / sum(odds.values())) for code in ranking[:_SHOWN])
    return Origin(shares, tuple(trace for trace in found if ranking[0] in trace.languages))


def features(found: Iterable[Trace], words: int) -> Mapping[str, tuple[float, ...]]:
    """For each language how many traces of each kind point to it, and its share of the names.

    One that is there again counts less, and so does one that points to several languages.
    """
    counts = Counter((trace.kind, trace.languages, trace.text.lower()) for trace in found)
    sums: dict[str, list[float]] = {}
    for (kind, languages, _), count in counts.items():
        for code in languages:
            sums.setdefault(code, [0.0] * len(KINDS))[KINDS.index(kind)] += (1 + math.log(count)) / math.sqrt(
                len(languages)
            )
    page = _PAGE / max(_PAGE, min(words, MOST // _CHARACTERS))
    names = sum(each[_SURE] for each in sums.values()) or 1.0
    return {code: (*(math.log1p(value * page) for value in each), each[_SURE] / names) for code, each in sums.items()}


def score(values: tuple[float, ...], model: Model) -> float:
    """The log odds that a text comes from a language with these features."""
    return float(model["bias"]) + _weighed(values, model["weights"])


def strength(values: tuple[float, ...], model: Model) -> float:
    """What the sure traces say by themselves."""
    return _weighed(values, model["weights"][:_SURE])


def is_enough(values: tuple[float, ...], model: Model, translated: float | None = None) -> bool:
    """Whether the evidence for a language makes a guess.

    What reads as machine-translated needs less of it. Nothing is held against a text that reads well, for so do good
    translations; and what names say alone is never enough.
    """
    least = model["least_score"] - (_LESS if is_likely(translated) else 0.0)
    return bool(score(values, model) >= least and strength(values, model) >= model["least_strength"])


def _is_enough(values: tuple[float, ...], translated: Callable[[], float | None]) -> bool:
    if is_enough(values, _model()):
        return True
    return is_enough(values, _model(), 1.0) and is_enough(values, _model(), translated())


def _weighed(values: Iterable[float], weights: Iterable[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=False))


@cache
def _model() -> Model:
    """The weights of the kinds and how much is enough: ``training/origin.py`` learns them."""
    found: Model = json.loads(Path(__file__).with_name("model.json").read_text(encoding="utf-8"))
    return found
