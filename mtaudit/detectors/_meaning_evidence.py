"""What speaks for another word of the source: how the word looks, how the other fits, and what dictionaries say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.detectors._sense_reading import Word
from mtaudit.detectors._sense_words import Rival
from mtaudit.lexicons.english import commonness

if TYPE_CHECKING:
    from mtaudit.engines.sense import Floats

#: The names of what is known of a choice, in the order of ``Known.evidence``.
EVIDENCE = (
    "sense", "tag", "bad", "least_bad", "unseen", "least", "margin", "fit", "common", "phrase", "likeness", "kin",
    "synonym", "overlap", "unspaced",
)  # fmt: skip
#: More than this counts no more.
_UNSEEN, _LEAST, _LEAST_BAD, _MARGIN = (-5.0, 12.0), (-5.0, 8.0), (-3.0, 3.0), (-6.0, 6.0)
#: What the network must say of a word that is surely wrong: suspicious, and badly put.
_SUSPICIOUS, _BAD = 0.5, 0.5
#: So near a thesaurus has words that only taste tells apart.
_ALIKE = 3.0


class Choice(NamedTuple):
    """What may have been meant: by which foreign word, and how many more units have it for that."""

    rival: Rival
    foreign: str
    lead: int


class Looks(NamedTuple):
    """What the network says of a word, how badly put it is, and what would fit in its place when it is hidden."""

    word: Word
    bad: float
    wanted: Floats


class Known(NamedTuple):
    """A choice, how much better it fits than the word, hidden and seen, and all the evidence."""

    choice: Choice
    unseen: float
    seen: float
    evidence: tuple[float, ...]

    @property
    def score(self) -> float:
        """How much speaks for a wrong word whose place the choice should have, in natural logarithms of odds."""
        return sum(map(mul, self.evidence, verdict().weights), verdict().constant)


class Verdict(NamedTuple):
    """What each piece of evidence counts for, and from which score on a word is wrong or suspected."""

    weights: tuple[float, ...]
    constant: float
    sure: float
    suspected: float


@cache
def verdict() -> Verdict:
    """The numbers that training/meanings_fit.py found."""
    found = json.loads((Path(__file__).parent / "data" / "meanings.json").read_text(encoding="utf-8"))
    weights = tuple(found["evidence"][name] for name in EVIDENCE)
    return Verdict(weights, *(found[name] for name in Verdict._fields[1:]))


def may_be_sure(sense: float, bad: float) -> bool:
    """Whether the network finds a word bad enough to be surely wrong."""
    return sense > _SUSPICIOUS and bad > _BAD


def is_other(known: Known) -> bool:
    """Whether a choice fits better, seen and hidden, and is no near-synonym, which only taste tells apart."""
    rival = known.choice.rival
    alike = rival.candidate.synonym or rival.likeness >= _ALIKE
    return min(known.unseen, known.seen) > 0 and not alike


def weighed(form: str, choices: Sequence[Choice], looks: Looks, unspaced: bool) -> list[Known]:
    """The choices for a form in a place, with all that is known of each."""
    from mtaudit.engines.sense import network

    vectors = network().vectors((form, *(choice.rival.form for choice in choices)))
    seen, unseen = vectors @ looks.word.wanted, vectors @ looks.wanted
    gains = [(float(unseen[at] - unseen[0]), float(seen[at] - seen[0])) for at in range(1, len(vectors))]
    found = []
    for at, (choice, gain) in enumerate(zip(choices, gains, strict=True)):
        others = [sum(each) for each, other in zip(gains, choices, strict=True) if other.foreign == choice.foreign]
        others.remove(sum(gain))
        margin = _within(sum(gain) - max(others), _MARGIN) if others else _MARGIN[1]
        fits = (*_fits(looks, *gain), margin, float(seen[at + 1]))
        found.append(Known(choice, *gain, (*fits, *_said(choice.rival), float(unspaced))))
    return found


def _fits(looks: Looks, unseen: float, seen: float) -> tuple[float, ...]:
    """How the word looks, and how much better the choice fits."""
    least = _within(min(unseen, seen), _LEAST)
    worst = _within(min(looks.word.sense, looks.bad, least), _LEAST_BAD)
    return looks.word.sense, looks.word.tag, looks.bad, worst, _within(unseen, _UNSEEN), least


def _said(rival: Rival) -> tuple[float, ...]:
    """What dictionaries, thesaurus and frequencies say."""
    candidate = rival.candidate
    return (
        min(map(commonness, rival.form.split())),
        float(" " in rival.form),
        rival.likeness,
        float(rival.kin),
        float(candidate.synonym),
        candidate.overlap,
    )


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])
