"""The evidence about a suspicious word: what else fits, how much better, and what the document says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from math import exp, log, log1p
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.detectors._sense_reading import Page, Word, chance, hidden
from mtaudit.detectors._sense_usage import Usage, around, lemmas
from mtaudit.detectors._sense_words import Rival, distant, readings, rivals
from mtaudit.engines import sense
from mtaudit.lexicons.english import commonness

if TYPE_CHECKING:
    from mtaudit.engines.sense import Floats

#: The names of what is known of a rival, in the order of ``Choice.evidence``.
RIVAL_EVIDENCE = ("seen", "unseen", "weight", "synonym", "phrase", "used", "company", "commoner")
#: The names of what is known of a suspect, in the order of ``Suspect.evidence``.
EVIDENCE = (
    "sense", "tag", "around", "page_sense", "page_tag", "common", "own_uses", "own_sense", "capital", "first", "rivals",
    "all", "best", "seen", "unseen", "weight", "used", "company", "commoner",
)  # fmt: skip
#: What tells besides whether the first rival is right, in the order of ``lead``.
LEAD = ("margin", "share")
#: A rival further before the next one than this counts no more for it.
_FAR = 5.0
#: So many of them are of the word by itself.
_ALONE = 11
#: The score of what is never marked.
NEVER = -99.0
#: A system that knows no better writes a common word: a rarer one than this is a term.
_RARE = 3.2
#: By how much a word may reach more than is to be expected once it is hidden; one in a hundred reaches more.
_SPARE = 0.5
#: How often the page must use a word for it to count as meant elsewhere.
_OFTEN = 3


class Choice(NamedTuple):
    """A rival, and what speaks for it."""

    rival: Rival
    evidence: tuple[float, ...]
    score: float


class Suspect(NamedTuple):
    """A suspicious word, its rivals, best first, and all the evidence."""

    word: Word
    choices: tuple[Choice, ...]
    evidence: tuple[float, ...]


class Weights(NamedTuple):
    """What a unit of evidence counts for: for a rival, for a wrong word, and for a right first rival.

    The two of a suspect have a constant at the end. ``unseen`` has a constant and what "seen" counts for: what is to be
    expected where the word is hidden.
    """

    rival: tuple[float, ...]
    suspect: tuple[float, ...]
    sure: tuple[float, ...]
    unseen: tuple[float, ...]


class Limits(NamedTuple):
    """From which ``score`` or which ``sure`` on a word is marked."""

    score: float
    sure: float


def suspects(
    page: Page, uses: Usage, floor: float, source: str, weights: Weights, limits: Limits | None = None
) -> list[Suspect]:
    """The words whose suspicion is over a floor, with the evidence about each; only those that may reach a limit.

    To hide a word and to read its surroundings again costs more than all the rest, and seldom changes much: it is done
    only where what is to be expected of it comes close to a limit.
    """
    numbers = [at for at, word in enumerate(page.words) if word.sense > floor and _may_be(word, source)]
    whole = _Whole(page, uses)
    found = [_suspect(at, whole, source, weights) for at in numbers]
    if limits:
        found = [suspect for suspect in found if _may_reach(suspect, weights, limits)]
    unseen = hidden(page, [suspect.word for suspect in found])
    return [_with_unseen(suspect, wanted, weights.rival) for suspect, wanted in zip(found, unseen, strict=True)]


def again(suspect: Suspect, weights: Sequence[float]) -> Suspect:
    """A suspect with its rivals weighed anew."""
    choices = [choice._replace(score=weighed(choice.evidence, weights)) for choice in suspect.choices]
    choices.sort(key=lambda choice: -choice.score)
    return suspect._replace(choices=tuple(choices), evidence=_with_choices(suspect.evidence, choices))


def _with_unseen(suspect: Suspect, wanted: Floats, weights: Sequence[float]) -> Suspect:
    """A suspect with what fits where it is hidden, instead of what was to be expected."""
    gains = _gains(suspect.word, [choice.rival for choice in suspect.choices], wanted)
    choices = [
        choice._replace(evidence=(choice.evidence[0], gain, *choice.evidence[2:]))
        for choice, gain in zip(suspect.choices, gains, strict=True)
    ]
    return again(suspect._replace(choices=tuple(choices)), weights)


def _may_reach(suspect: Suspect, weights: Weights, limits: Limits) -> bool:
    """Whether a word may be marked once it was hidden."""
    if _is_term(suspect, _SPARE):
        return False
    score, sure = _scores(suspect, weights)
    return score >= limits.score - _SPARE or sure >= limits.sure - _SPARE


def score(suspect: Suspect, weights: Weights) -> float:
    """How much speaks for a wrong word, in natural logarithms of odds."""
    return NEVER if _is_term(suspect) else _scores(suspect, weights)[0]


def sure(suspect: Suspect, weights: Weights) -> float:
    """How much speaks for a wrong word whose first rival was meant, in natural logarithms of odds."""
    return NEVER if _is_term(suspect) else _scores(suspect, weights)[1]


def _scores(suspect: Suspect, weights: Weights) -> tuple[float, float]:
    score = weighed((*suspect.evidence, 1.0), weights.suspect)
    return score, weighed((*suspect.evidence, *lead(suspect), 1.0), weights.sure)


def lead(suspect: Suspect) -> tuple[float, float]:
    """How far the first rival is before the second, and before all of them together."""
    first, *others = (choice.score for choice in suspect.choices)
    share = first - log(sum(exp(min(30.0, choice.score)) for choice in suspect.choices))
    return min(_FAR, first - max(others, default=first - _FAR)), share


def _is_term(suspect: Suspect, spare: float = 0.0) -> bool:
    """Whether a word is too rare to be a system's choice, and nothing fits clearly better: a term of its trade."""
    return _common(suspect.word.text.lower()) < _RARE and suspect.choices[0].score < -spare


def _may_be(word: Word, source: str) -> bool:
    """Whether another word may have been meant; capitals inside a word are a name's or an acronym's."""
    return word.text[1:].islower() and bool(rivals(word.text.lower(), source))


class _Whole:
    """A page with its usage, and the means of what the network says of its words."""

    def __init__(self, page: Page, uses: Usage) -> None:
        self.page, self.uses = page, uses
        self.sense = _mean(chance(word.sense) for word in page.words)
        self.tag = _mean(chance(word.tag) for word in page.words)
        held: dict[int, list[float]] = {}
        for word in page.words:
            held.setdefault(word.window, []).append(chance(word.tag))
        self.around = {window: _mean(values) for window, values in held.items()}

    def distant(self, form: str, near: Set[str]) -> Iterator[Rival]:
        """Distant rivals that the page uses time and again, and in the company of the word."""
        known = {rival.candidate.lemma for rival in rivals(form, "")} | lemmas(form)
        often = self.uses.often_near(near, _OFTEN) - known
        for reading in readings(form) if often else ():
            held = distant(reading, often)
            for lemma in sorted(held):
                yield Rival(self.uses.form(lemma, self.page.words), reading, held[lemma], distant=True)

    def said(self, form: str, near: Set[str]) -> tuple[float, float]:
        """How much oftener than English the page uses a word, and how much of this company it gives it."""
        if form not in self.uses.forms:
            return 0.0, 0.0
        return max(0.0, self.uses.burst(form)), self.uses.company(form, near)


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / max(1, len(held))


def _suspect(at: int, whole: _Whole, source: str, weights: Weights) -> Suspect:
    """A suspect before its word is hidden."""
    word = whole.page.words[at]
    form = word.text.lower()
    near = around(at, whole.page.words)
    found = (*rivals(form, source), *whole.distant(form, near))
    common = _common(form)
    start, slope = weights.unseen
    choices = []
    for rival, gain in zip(found, _gains(word, found, word.wanted), strict=True):
        evidence = (
            gain,
            start + slope * gain,
            *_known(rival),
            *whole.said(rival.form, near),
            _common(rival.form) - common,
        )
        choices.append(Choice(rival, evidence, weighed(evidence, weights.rival)))
    choices.sort(key=lambda choice: -choice.score)
    return Suspect(word, tuple(choices), _evidence(at, whole, choices))


def _gains(word: Word, found: Sequence[Rival], wanted: Floats) -> list[float]:
    """How much better than a word each of its rivals fits."""
    fits = sense.network().vectors((word.text.lower(), *(rival.form for rival in found))) @ wanted
    gains: list[float] = (fits[1:] - fits[0]).tolist()
    return gains


def _known(rival: Rival) -> tuple[float, float, float]:
    weight = rival.candidate.weight
    return log(weight / (1 - weight)), float(rival.candidate.synonym), float(" " in rival.form)


def _evidence(at: int, whole: _Whole, choices: Sequence[Choice]) -> tuple[float, ...]:
    page, word = whole.page, whole.page.words[at]
    form = word.text.lower()
    own = [page.words[other].sense for other in whole.uses.elsewhere(at, form)]
    alone = (
        word.sense,
        word.tag,
        whole.around[word.window],
        whole.sense,
        whole.tag,
        _common(form),
        log1p(len(own)),
        _mean(own) if own else word.sense,
        float(word.text[0].isupper()),
        float(at == 0 or page.words[at - 1].window != word.window),
        log1p(len(choices)),
    )
    return _with_choices(alone, choices)


def _with_choices(evidence: Sequence[float], choices: Sequence[Choice]) -> tuple[float, ...]:
    """The evidence of a word by itself, then that of its best rival and of all of them."""
    best = choices[0]
    seen, unseen, weight, _, _, used, company, commoner = best.evidence
    all_ = log(1 + sum(exp(min(20.0, choice.score)) for choice in choices))
    return (*evidence[:_ALONE], all_, best.score, seen, unseen, weight, used, company, commoner)


@lru_cache(maxsize=65536)
def _common(form: str) -> float:
    return min(commonness(part) for part in form.split(" "))


def weighed(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """The sum of all the evidence, each as much as it counts for."""
    return sum(value * weight for value, weight in zip(evidence, weights, strict=True))
