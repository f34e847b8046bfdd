"""How badly a word is put by all that tells: what the network says of it and of its sentence, how common it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log
from statistics import fmean, pstdev
from typing import NamedTuple

from mtaudit.detectors._sense_evidence import weighed
from mtaudit.detectors._sense_reading import Page, Word, read
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document

#: The names of the evidence, in the order of ``evidence``.
EVIDENCE = ("bad", "common", "mark", "length", "log_length", "tag", "sense", "mean", "spread")
#: So many of them, the last, are of the sentence as a whole.
_OF_SENTENCE = 2
#: How much the badness counts, where the tag counts for one.
_SHARE = 0.5
#: A sentence longer than this counts no more.
_LONG = 60


class Scored(NamedTuple):
    """A word, how badly it is put for one of a translation, and how surely it is one of a bad translation at all.

    The layers of the tags saw hardly any good English: they know which words of a translation are bad. Those that look
    for wrong senses saw much of it: they know which texts are translations. How bad its sentence is tells which of the
    words of a translation stand out, but not whether the text is one.
    """

    word: Word
    score: float
    sure: float


def scored(document: Document, weights: Sequence[float]) -> Iterator[Scored]:
    """The words of a document in order; raises EngineError where the network cannot run."""
    page = read(document, bad=True)
    starts = [sentence.span.start for sentence in document.sentences]
    numbers = [bisect_right(starts, word.span.start) for word in page.words]
    badly = page.bad or ()
    lengths, wholes = _lengths(page, starts), _wholes(numbers, badly)
    for word, number, bad in zip(page.words, numbers, badly, strict=True):
        found = evidence((bad, word.tag, word.sense), word.text, lengths[number], wholes[number])
        own = weighed(found[:-_OF_SENTENCE], weights[:-_OF_SENTENCE])
        whole = weighed(found[-_OF_SENTENCE:], weights[-_OF_SENTENCE:])
        yield Scored(word, own + whole, word.tag + _SHARE * own)


def evidence(
    said: tuple[float, float, float], token: str, length: int, whole: tuple[float, float]
) -> tuple[float, ...]:
    """What is known of a word or a mark in a sentence of so many of both; the network said bad, tag and sense.

    ``whole`` is what ``mean_and_spread`` says of its sentence.
    """
    bad, tag, sense = said
    is_mark = not any(map(str.isalnum, token))
    length = min(length, _LONG)
    return bad, commonness(token.lower()), float(is_mark), float(length), log(length), tag, sense, *whole


def mean_and_spread(badly: Sequence[float]) -> tuple[float, float]:
    """How badly the words of a sentence are put on the whole, and how far they differ; 0 without any."""
    return (fmean(badly), pstdev(badly)) if badly else (0.0, 0.0)


def _lengths(page: Page, starts: Sequence[int]) -> list[int]:
    """How many words and marks each sentence has, by its number, the first being 1."""
    counts = [0] * (len(starts) + 1)
    for window in page.windows:
        for place in window.pieces.first:
            counts[bisect_right(starts, window.start + place)] += 1
    return counts


def _wholes(numbers: Sequence[int], badly: Sequence[float]) -> dict[int, tuple[float, float]]:
    """The mean and the spread of each sentence, by its number."""
    held: dict[int, list[float]] = {}
    for number, bad in zip(numbers, badly, strict=True):
        held.setdefault(number, []).append(bad)
    return {number: mean_and_spread(values) for number, values in held.items()}
