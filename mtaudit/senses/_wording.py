"""Candidates in the form of the word that they may replace: foundations, bases; emitted, issued."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mtaudit.inflection import base_forms, plural, verb_phrases

_DEGREES = {"er": ("more", "less"), "est": ("most", "least")}
_SHORT = re.compile(r"[^aeiou]*[aeiouy]+[^aeiouy]*|[^aeiou]*[aeiou]+[^aeiou]+y")


class Reading(NamedTuple):
    """What a word may be: a form, by its place, of a lemma."""

    lemma: str
    pos: str
    form: int


def readings(word: str, known: Callable[[str, str], bool]) -> tuple[Reading, ...]:
    """The lemmas that a word may be a form of, of those that are known; lemmas of its own spelling first."""
    low = word.lower()
    own = [Reading(low, pos, 0) for pos in ("NOUN", "VERB", "ADJ", "ADV")]
    formed = [Reading(*form) for form in base_forms(low)]
    compared = [Reading(lemma, "ADJ", form) for lemma, form in _compared(low)]
    return tuple(each for each in own + formed + compared if known(each.lemma, each.pos))


def reword(candidate: str, pos: str, form: int) -> str:
    """A candidate in a form, given by its place."""
    if pos == "VERB":
        return verb_phrases(candidate)[form]
    if pos == "NOUN" and form:
        head, space, last = candidate.rpartition(" ")
        return head + space + plural(last)
    if pos == "ADJ" and form:
        return _degree(candidate, form)
    return candidate


def with_capitals(text: str, like: str) -> str:
    """A text with the capitals of a word: none, the first letter, or all."""
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _compared(word: str) -> Iterator[tuple[str, int]]:
    """The adjectives that a word may be the comparative or superlative of."""
    for form, ending in enumerate(_DEGREES, 1):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield from ((stem, form), (stem + "e", form))
            if stem.endswith("i"):
                yield stem[:-1] + "y", form
            if stem[-1] == stem[-2]:
                yield stem[:-1], form


def _degree(adjective: str, form: int) -> str:
    ending = tuple(_DEGREES)[form - 1]
    if not _SHORT.fullmatch(adjective):
        return f"{_DEGREES[ending][0]} {adjective}"
    if adjective.endswith("e"):
        return adjective + ending[1:]
    if re.search(r"[^aeiou]y$", adjective):
        return adjective[:-1] + "i" + ending
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", adjective)
    return adjective + (adjective[-1] if doubled else "") + ending
