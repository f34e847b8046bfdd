"""Figures and names of a headline that its text gives otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._amounts import WORDS, number
from mtaudit.detectors._headings import Heading, Word, stem
from mtaudit.lexicons.english import classes, commonness
from mtaudit.lexicons.given_names import given_name
from mtaudit.model import Finding, Rule, Suggestion

NUMBER = Rule(
    "headlines/number", "accuracy/number", "critical", "A figure of the headline that the text gives otherwise"
)
NAME = Rule("headlines/name", "accuracy/entity", "major", "A name of the headline that the text gives otherwise")

_HEDGE = re.compile(
    r"\b(?:at least|more than|over|nearly|almost|about|around|some|up to|another|other|former|first)\s*$"
)
_FIGURE = re.compile(rf"\d+(?:[.,]\d+)*|{'|'.join(WORDS)}")
#: Nouns whose figures a text need not repeat.
NO_COUNT = frozenset("percent years year days day hours minutes months weeks am pm january june july".split())
#: How common a given name must be (the tenfold of a logarithm).
_BEARERS = 40
#: What is more common than this is no surname here (Zipf frequency).
_COMMON = 4.5


def numbers(heading: Heading) -> Iterator[Finding]:
    """A counted noun whose figure the text gives otherwise, and never so."""
    counted = dict(_counted(heading.words))
    if not counted:
        return
    told = [pair for sentence in heading.sentences for pair in _counted(sentence)]
    figures = {_value(word) for sentence in heading.sentences for word in sentence if _FIGURE.fullmatch(word.low)}
    for figure, noun in counted.items():
        others = [other for other, each in told if stem(each.low) == stem(noun.low)]
        if (
            len({_value(other) for other in others}) == 1
            and _value(figure) not in figures
            and not _hedged(heading, others[0])
        ):
            message = f"The text says {others[0].text} {noun.text}."
            yield Finding(NUMBER, figure.span, message, (Suggestion(others[0].text),), (others[0].span,))


def _counted(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    for figure, noun in zip(words, words[1:], strict=False):
        if (
            _FIGURE.fullmatch(figure.low)
            and noun.text.islower()
            and classes(noun.low)[:1] == "s"
            and noun.low not in NO_COUNT
        ):
            yield figure, noun


def _hedged(heading: Heading, figure: Word) -> bool:
    text = heading.document.flat
    return bool(_HEDGE.search(text, max(0, figure.span.start - 20), figure.span.start))


def _value(word: Word) -> float:
    return number(re.sub(r",(?!\d{3})", ".", word.low))


def names(heading: Heading) -> Iterator[Finding]:
    """A full name of the headline, where the text has the given name with one other surname and never this one."""
    full = tuple(_full_names(heading.words))
    vocabulary = {word.low for sentence in heading.sentences for word in sentence} if full else set()
    for given, surname in full:
        if surname.low in vocabulary:
            continue
        others = {
            each.low: each
            for sentence in heading.sentences
            for name, each in _full_names(sentence)
            if name.low == given.low
        }
        if len(others) == 1:
            other = next(iter(others.values()))
            yield Finding(
                NAME,
                surname.span,
                f"The text says {given.text} {other.text}.",
                (Suggestion(other.text),),
                (other.span,),
            )


def _full_names(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    for given, surname in zip(words, words[1:], strict=False):
        known = given_name(given.low) if given.text[0].isupper() and surname.text[0].isupper() else None
        if known and known.size >= _BEARERS and not classes(given.low) and commonness(surname.low) < _COMMON:
            yield given, surname
