"""How good a translation is likely to be, sentence by sentence, without source and reference: by the network of senses.

It ranks, and proves nothing: what was translated badly, and what is hard to translate, reads alike. Where findings tell
what is wrong, this says where to look first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

from mtaudit.detectors._sense_reading import chance, read
from mtaudit.model import Document, Segment

#: What each kind of evidence counts for; found by ``benchmarks/scores.py --tune``.
_BADNESS, _SUSPICION, _LENGTH = 3.0, 10.0, 1.4
#: The risk of the average machine translation there, and how far others are from it.
_MEAN, _SPREAD = 5.12, 1.17


class Evidence(NamedTuple):
    """What the network says of a text: the mean badness and the mean suspicion of its words, from 0 to 1."""

    badness: float
    suspicion: float
    words: int


def segment_estimates(document: Document) -> list[tuple[Segment, float]]:
    """Each sentence with its estimate, 0 to 100, 50 for an average one; raises EngineError without the network."""
    return [(sentence, estimate(each)) for sentence, each in zip(document.sentences, _evidence(document), strict=True)]


def document_estimate(document: Document) -> float | None:
    """The estimate of a document, the mean of its words; None for one without words. Raises as for its segments."""
    found = [each for each in _evidence(document) if each.words]
    words = sum(each.words for each in found)
    return round(sum(estimate(each) * each.words for each in found) / words, 1) if words else None


def estimate(evidence: Evidence) -> float:
    """What the evidence comes to, higher being better."""
    return round(100 / (1 + exp(min(30.0, (risk(evidence) - _MEAN) / _SPREAD))), 1)


def risk(evidence: Evidence, weights: Sequence[float] = (_BADNESS, _SUSPICION, _LENGTH)) -> float:
    """The evidence weighed, higher being worse: a long sentence holds more that can be wrong."""
    badness, suspicion, length = weights
    return badness * evidence.badness + suspicion * evidence.suspicion + length * log(max(1, evidence.words))


def evidence(chances: Iterable[tuple[float, float]], words: int) -> Evidence:
    """The evidence of a text by badness and suspicion of its words, as logarithms of odds."""
    pairs = [(chance(tag), chance(sense)) for tag, sense in chances]
    count = max(1, len(pairs))
    return Evidence(sum(tag for tag, _ in pairs) / count, sum(sense for _, sense in pairs) / count, words)


def _evidence(document: Document) -> list[Evidence]:
    """The evidence of each sentence."""
    starts = [sentence.span.start for sentence in document.sentences]
    chances: list[list[tuple[float, float]]] = [[] for _ in starts]
    for word in read(document).words if starts else ():
        chances[max(0, bisect_right(starts, word.span.start) - 1)].append((word.tag, word.sense))
    counts = (len(document.slice(sentence.span).split()) for sentence in document.sentences)
    return [evidence(each, count) for each, count in zip(chances, counts, strict=True)]
