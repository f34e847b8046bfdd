"""How badly a word is put by all that tells: what the network says of it and of its sentence, how common it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

from mtaudit.detectors._sense_evidence import weighed
from mtaudit.detectors._sense_reading import Page, Word, read
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document

#: The names of the evidence, in the order of ``evidence``.
EVIDENCE = ("bad", "common", "mark", "length", "tag", "sense", "sentence")
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
    lengths, means = _lengths(page, starts), _means(numbers, badly)
    for word, number, bad in zip(page.words, numbers, badly, strict=True):
        *own, sentence = evidence((bad, word.tag, word.sense), word.text, lengths[number], means[number])
        value = weighed(own, weights[:-1])
        yield Scored(word, value + sentence * weights[-1], word.tag + _SHARE * value)


def evidence(said: tuple[float, float, float], token: str, length: int, sentence: float) -> tuple[float, ...]:
    """What is known of a word or a mark in a sentence of so many of both; the network said bad, tag and sense.

    ``sentence`` is how badly the words of the sentence are put on the whole.
    """
    bad, tag, sense = said
    is_mark = not any(map(str.isalnum, token))
    return bad, commonness(token.lower()), float(is_mark), float(min(length, _LONG)), tag, sense, sentence


def _lengths(page: Page, starts: Sequence[int]) -> list[int]:
    """How many words and marks each sentence has, by its number, the first being 1."""
    counts = [0] * (len(starts) + 1)
    for window in page.windows:
        for place in window.pieces.first:
            counts[bisect_right(starts, window.start + place)] += 1
    return counts


def _means(numbers: Sequence[int], badly: Sequence[float]) -> dict[int, float]:
    """How badly the words of each sentence are put, by its number."""
    held: dict[int, list[float]] = {}
    for number, bad in zip(numbers, badly, strict=True):
        held.setdefault(number, []).append(bad)
    return {number: fmean(values) for number, values in held.items()}
