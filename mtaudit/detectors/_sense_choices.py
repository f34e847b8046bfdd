"""What is known of the words that may have been meant, and of the page that they would stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.detectors._sense_reading import Page, Word
from mtaudit.detectors._sense_usage import Usage, lemmas
from mtaudit.detectors._sense_words import Rival, distant, readings, rivals
from mtaudit.engines import sense
from mtaudit.lexicons.english import commonness
from mtaudit.origin.translated import log_odds

if TYPE_CHECKING:
    from mtaudit.engines.sense import Floats

#: The names of what is known of a rival, in the order of ``Choice.evidence``.
RIVAL_EVIDENCE = (
    "seen", "unseen", "weight", "synonym", "phrase", "used", "company", "commoner",
    "likeness", "kin", "unlisted", "called_for",
)  # fmt: skip
#: A page of so many words tells half of what a long one does.
_FEW = 100
#: How often the page must use a word for it to count as meant elsewhere.
_OFTEN = 3


class Choice(NamedTuple):
    """A rival, and what speaks for it."""

    rival: Rival
    evidence: tuple[float, ...]
    score: float


def listed(choices: Sequence[Choice]) -> list[Choice]:
    """The rivals that dictionaries list; there is always one."""
    return [choice for choice in choices if choice.rival.listed]


class Whole:
    """A page with its usage, and how surely it reads as machine-translated."""

    def __init__(self, page: Page, uses: Usage) -> None:
        self.page, self.uses = page, uses
        self.places = {word.span.start: at for at, word in enumerate(page.words)}
        self.translated = _translated([word.tag for word in page.words])

    def distant(self, form: str, near: Set[str]) -> Iterator[Rival]:
        """Distant rivals that the page uses time and again, and in the company of the word."""
        known = {rival.candidate.lemma for rival in rivals(form, "")} | lemmas(form)
        often = self.uses.often_near(near, _OFTEN) - known
        for reading in readings(form) if often else ():
            held = distant(reading, often)
            for lemma in sorted(held):
                yield Rival(self.uses.form(lemma, self.page.words), reading, held[lemma], distant=True)

    def evidence(self, form: str, rival: Rival, near: Set[str]) -> tuple[float, ...]:
        """All that is known of a rival but for how well it fits."""
        candidate, likeness, kin = rival.candidate, rival.likeness, rival.kin
        weight = candidate.weight
        return (
            log(weight / (1 - weight)) if weight else 0.0,
            1.0 if candidate.synonym else 0.0,
            1.0 if " " in rival.form else 0.0,
            *self._said(rival.form, near),
            common(rival.form) - common(form),
            likeness,
            1.0 if kin else 0.0,
            0.0 if weight else 1.0,
            0.0 if weight or likeness or kin else 1.0,
        )

    def _said(self, form: str, near: Set[str]) -> tuple[float, float]:
        """How much oftener than English the page uses a word, and how much of this company it gives it."""
        if form not in self.uses.forms:
            return 0.0, 0.0
        return max(0.0, self.uses.burst(form)), self.uses.company(form, near)


def _translated(tags: Sequence[float]) -> float:
    """How surely a text reads as machine-translated, as a logarithm of odds; a short one tells little."""
    return log_odds(tags) * len(tags) / (len(tags) + _FEW)


def mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / max(1, len(held))


def gains(word: Word, found: Sequence[Rival], wanted: Floats) -> list[float]:
    """How much better than a word each of its rivals fits."""
    fits = sense.network().vectors((word.text.lower(), *(rival.form for rival in found))) @ wanted
    found_gains: list[float] = (fits[1:] - fits[0]).tolist()
    return found_gains


@lru_cache(maxsize=65536)
def common(form: str) -> float:
    return min(commonness(part) for part in form.split(" "))
