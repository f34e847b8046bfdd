"""What a sentence calls for by itself: of all common words in the form of a word, those that fit best in its place."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.detectors._sense_words import KINDS, Reading, Rival, is_unfit, readings
from mtaudit.engines import sense
from mtaudit.senses import common_forms, unlisted

if TYPE_CHECKING:
    from mtaudit.engines.sense import Floats

#: So many words are called for: more push out what the dictionaries have, and find hardly more.
_MOST = 8
#: So many are looked at: those that are known already are passed over.
_LOOKED_AT = 200


class _Forms(NamedTuple):
    """Forms of one kind, such as plurals, and their vectors."""

    forms: tuple[str, ...]
    vectors: Floats


def called_for(form: str, wanted: Floats, known: Set[str]) -> list[Rival]:
    """The words that fit best in the place of a form by its likeliest reading, but for those that are known."""
    own = {reading.lemma for reading in readings(form)}
    found: list[Rival] = []
    for reading in readings(form)[:1]:
        for other in _best(reading, wanted):
            lemma = _lemma(other, reading)
            if other not in known and lemma and not is_unfit(lemma, own):
                found.append(Rival(other, reading, unlisted(reading.lemma, reading.pos, lemma)))
            if len(found) == _MOST:
                break
    return found


def _best(reading: Reading, wanted: Floats) -> list[str]:
    """The forms of a kind that fit best, best first."""
    import numpy as np

    held = _forms(reading.pos, reading.number)
    fits = held.vectors @ wanted
    most = min(_LOOKED_AT, len(fits))
    best = np.argpartition(-fits, most - 1)[:most]
    return [held.forms[at] for at in best[np.argsort(-fits[best], kind="stable")].tolist()]


def _lemma(form: str, reading: Reading) -> str:
    """The lemma of a form of the same kind; none where it is no such form."""
    kind = reading.pos, reading.number
    return next((each.lemma for each in readings(form) if (each.pos, each.number) == kind), "")


@cache
def _forms(pos: str, number: int) -> _Forms:
    """The common forms of a kind."""
    forms = _common()[pos, number]
    return _Forms(tuple(forms), sense.network().vectors(forms))


@cache
def _common() -> dict[tuple[str, int], list[str]]:
    """All common forms by what they can be."""
    forms: dict[tuple[str, int], list[str]] = {}
    for form, letters in common_forms():
        for kind in {KINDS[letter] for letter in letters if letter in KINDS}:
            forms.setdefault(kind, []).append(form)
        if "d" in letters and "e" not in letters:
            forms.setdefault(KINDS["e"], []).append(form)
    return forms
