"""Word forms, and for each the forms it may stand in the place of: the pivot table, inflected."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mtaudit.inflection import plural_phrase, verb_phrases

#: The most candidates a form has.
MOST = 40
#: Words oftener than this, on the scale of Zipf, carry grammar, not sense.
COMMON = 6.0

Confusions = Mapping[tuple[str, str], Sequence[tuple[str, float]]]


def frequencies(path: Path) -> dict[str, float]:
    """How often English uses a word, on the scale of Zipf."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {word: int(tenths) / 10 for word, tenths in (line.split("\t") for line in lines)}


def inflected(lemma: str, pos: str) -> dict[str, str]:
    """The forms of a lemma by what they are."""
    if pos == "NOUN":
        return {"NOUN": lemma, "NOUNs": plural_phrase(lemma) or lemma}
    if pos == "VERB":
        return {f"VERB{number}": form for number, form in enumerate(verb_phrases(lemma))}
    return {pos: lemma}


@dataclass
class Forms:
    """All forms with a number each, what each may be, and its candidates with their weights, best first."""

    number: dict[str, int]
    readings: dict[str, list[tuple[str, str]]]
    candidates: np.ndarray
    weights: np.ndarray
    kinds: np.ndarray

    @property
    def names(self) -> list[str]:
        """All forms, by their numbers."""
        return [form for form, _ in sorted(self.number.items(), key=lambda item: item[1])]


def odds(table: Forms, zipf: Mapping[str, float]) -> np.ndarray:
    """How likely a system is to write each candidate: the likelier the better and the commoner it is."""
    usual = np.array([zipf.get(name, 0.0) if " " not in name else 0.0 for name in table.names], np.float32)
    often = np.where(table.candidates >= 0, usual[table.candidates], 0)
    found: np.ndarray = np.where(often > 2.3, table.weights**0.8 * np.exp(0.25 * often), 0)
    return found


def forms(confusions: Confusions, zipf: Mapping[str, float]) -> Forms:
    """The forms that the pivot table gives."""
    number: dict[str, int] = {}
    readings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for lemma, pos in confusions:
        for kind, form in inflected(lemma, pos).items():
            if zipf.get(form, 0) < COMMON:
                readings[form].append((lemma, kind))
                number.setdefault(form, len(number))
    kinds = sorted({kind for each in readings.values() for _, kind in each})
    rows = [(form, _candidates(each, confusions, kinds)) for form, each in readings.items()]
    for _, found in rows:
        for other in found:
            number.setdefault(other, len(number))
    table = Forms(number, dict(readings), *_empty(len(number)))
    for form, found in rows:
        best = sorted(found.items(), key=lambda item: -item[1][0])[:MOST]
        for place, (other, (weight, kind)) in enumerate(best):
            row = number[form]
            table.candidates[row, place] = number[other]
            table.weights[row, place], table.kinds[row, place] = weight, kind
    return table


def _empty(count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        np.full((count, MOST), -1, np.int32),
        np.zeros((count, MOST), np.float32),
        np.full((count, MOST), -1, np.int8),
    )


def _candidates(
    readings: Iterable[tuple[str, str]], confusions: Confusions, kinds: Sequence[str]
) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for lemma, kind in readings:
        for other, weight in confusions[lemma, kind.rstrip("s0123456789")][:MOST]:
            form = inflected(other, kind.rstrip("s0123456789"))[kind]
            if form != lemma and weight > found.get(form, (0.0, 0))[0]:
                found[form] = weight, kinds.index(kind)
    return found
