"""The evidence about a suspicious word: what else fits, how much better, and what the document says."""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import exp, log, log1p
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.detectors._sense_choices import Choice, Whole, common, gains, listed, mean
from mtaudit.detectors._sense_reading import Page, Word, hidden
from mtaudit.detectors._sense_usage import Usage, around
from mtaudit.detectors._sense_vocabulary import called_for
from mtaudit.detectors._sense_words import Rival, rivals, unlisted_rivals

if TYPE_CHECKING:
    from mtaudit.engines.sense import Floats

#: The names of what is known of a suspect, in the order of ``Suspect.evidence``.
EVIDENCE = (
    "sense", "common", "own_uses", "own_sense", "capital", "first", "rivals", "translated",
    "all", "best", "seen", "unseen", "weight", "used", "company", "commoner",
)  # fmt: skip
#: What tells besides whether the first rival is right, in the order of ``lead``.
LEAD = ("margin", "share")
#: A rival further before the next one than this counts no more for it.
_FAR = 5.0
#: So many of them are of the word by itself.
_ALONE = 8
#: So much of the evidence for a rival is looked at where it is the best.
_OF_BEST = 8
#: The score of what is never marked.
NEVER = -99.0
#: A system that knows no better writes a common word: a rarer one than this is a term.
_RARE = 3.2
#: How much it counts against the surest rule that the first rival may not be right.
_DOUBT = 0.6
#: By how much a word may reach more than is to be expected once it is hidden; one in a hundred reaches more.
_SPARE = 0.5


class Suspect(NamedTuple):
    """A suspicious word, its rivals, best first, and all the evidence.

    Rivals that no dictionary lists may be proposed, but are no evidence that a word is wrong: many are true synonyms.
    """

    word: Word
    choices: tuple[Choice, ...]
    evidence: tuple[float, ...]


class Weights(NamedTuple):
    """What a unit of evidence counts for: for a rival, for a wrong word, and for the first rival of one being right.

    The two of a suspect have a constant at the end. ``unseen`` has a constant and what "seen" counts for: what is to be
    expected where the word is hidden.
    """

    rival: tuple[float, ...]
    suspect: tuple[float, ...]
    right: tuple[float, ...]
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
    whole = Whole(page, uses)
    found = [_suspect(at, whole, source, weights) for at in numbers]
    if limits:
        found = [suspect for suspect in found if _may_reach(suspect, weights, limits)]
    unseen = hidden(page, [suspect.word for suspect in found])
    pairs = [(_with_unseen(each, wanted, weights.rival), wanted) for each, wanted in zip(found, unseen, strict=True)]
    return [
        _with_unlisted(suspect, whole, wanted, weights.rival)
        for suspect, wanted in pairs
        if not limits or _may_reach(suspect, weights, limits, 0.0)
    ]


def again(suspect: Suspect, weights: Sequence[float]) -> Suspect:
    """A suspect with its rivals weighed anew."""
    choices = [choice._replace(score=weighed(choice.evidence, weights)) for choice in suspect.choices]
    choices.sort(key=lambda choice: -choice.score)
    return suspect._replace(choices=tuple(choices), evidence=_with_choices(suspect.evidence, choices))


def _with_unseen(suspect: Suspect, wanted: Floats, weights: Sequence[float]) -> Suspect:
    """A suspect with what fits where it is hidden, instead of what was to be expected."""
    found = gains(suspect.word, [choice.rival for choice in suspect.choices], wanted)
    choices = [
        choice._replace(evidence=(choice.evidence[0], gain, *choice.evidence[2:]))
        for choice, gain in zip(suspect.choices, found, strict=True)
    ]
    return again(suspect._replace(choices=tuple(choices)), weights)


def _with_unlisted(suspect: Suspect, whole: Whole, wanted: Floats, weights: Sequence[float]) -> Suspect:
    """A suspect with the rivals that no dictionary lists, too."""
    word = suspect.word
    near = around(whole.places[word.span.start], whole.page.words)
    found = _unlisted(suspect, wanted, near)
    columns = zip(found, gains(word, found, word.wanted), gains(word, found, wanted), strict=True)
    more = [
        Choice(rival, (seen, unseen, *whole.evidence(word.text.lower(), rival, near)), 0.0)
        for rival, seen, unseen in columns
    ]
    return again(suspect._replace(choices=(*suspect.choices, *more)), weights)


def _unlisted(suspect: Suspect, wanted: Floats, beside: Set[str]) -> list[Rival]:
    """What a thesaurus has, the family, and what the sentence calls for, seen and hidden, and has not close by."""
    form = suspect.word.text.lower()
    near = unlisted_rivals(form)
    known = {form, *(choice.rival.form for choice in suspect.choices), *(rival.form for rival in near)}
    called = called_for(form, suspect.word.wanted + wanted, known)
    return [*near, *(rival for rival in called if rival.candidate.lemma not in beside)]


def _may_reach(suspect: Suspect, weights: Weights, limits: Limits, spare: float = _SPARE) -> bool:
    """Whether a word may be marked, or would be with so much more."""
    if _is_term(suspect, spare):
        return False
    score = _score(suspect, weights)
    return score >= limits.score - spare or score - _doubt(suspect, weights) >= limits.sure - spare


def score(suspect: Suspect, weights: Weights) -> float:
    """How much speaks for a wrong word, in natural logarithms of odds."""
    return NEVER if _is_term(suspect) else _score(suspect, weights)


def sure(suspect: Suspect, weights: Weights) -> float:
    """How much speaks for a wrong word, less a part of what its first rival falls short of being surely right."""
    return NEVER if _is_term(suspect) else _score(suspect, weights) - _doubt(suspect, weights)


def _score(suspect: Suspect, weights: Weights) -> float:
    return weighed((*suspect.evidence, 1.0), weights.suspect)


def _doubt(suspect: Suspect, weights: Weights) -> float:
    """How far the first rival is from surely right: a part of the logarithm of its chance, turned positive."""
    return _DOUBT * log1p(exp(-weighed((*lead(suspect), 1.0), weights.right)))


def lead(suspect: Suspect) -> tuple[float, float]:
    """How far the first rival is before the second, and before all of them together, listed or not."""
    scores = [choice.score for choice in suspect.choices]
    first, *others = scores
    share = first - log(sum(exp(min(30.0, score)) for score in scores))
    return min(_FAR, first - max(others, default=first - _FAR)), share


def _is_term(suspect: Suspect, spare: float = 0.0) -> bool:
    """Whether a word is too rare to be a system's choice, and nothing fits clearly better: a term of its trade."""
    return common(suspect.word.text.lower()) < _RARE and listed(suspect.choices)[0].score < -spare


def _may_be(word: Word, source: str) -> bool:
    """Whether another word may have been meant; capitals inside a word are a name's or an acronym's."""
    return word.text[1:].islower() and bool(rivals(word.text.lower(), source))


def _suspect(at: int, whole: Whole, source: str, weights: Weights) -> Suspect:
    """A suspect before its word is hidden."""
    word = whole.page.words[at]
    form = word.text.lower()
    near = around(at, whole.page.words)
    found = (*rivals(form, source), *whole.distant(form, near))
    start, slope = weights.unseen
    choices = []
    for rival, gain in zip(found, gains(word, found, word.wanted), strict=True):
        evidence = (gain, start + slope * gain, *whole.evidence(form, rival, near))
        choices.append(Choice(rival, evidence, weighed(evidence, weights.rival)))
    choices.sort(key=lambda choice: -choice.score)
    return Suspect(word, tuple(choices), _evidence(at, whole, choices))


def _evidence(at: int, whole: Whole, choices: Sequence[Choice]) -> tuple[float, ...]:
    page, word = whole.page, whole.page.words[at]
    form = word.text.lower()
    own = [page.words[other].sense for other in whole.uses.elsewhere(at, form)]
    alone = (
        word.sense,
        common(form),
        log1p(len(own)),
        mean(own) if own else word.sense,
        float(word.text[0].isupper()),
        float(at == 0 or page.words[at - 1].window != word.window),
        log1p(len(choices)),
        whole.translated,
    )
    return _with_choices(alone, choices)


def _with_choices(evidence: Sequence[float], choices: Sequence[Choice]) -> tuple[float, ...]:
    """The evidence of a word by itself, then that of its best listed rival and of all of those."""
    known = listed(choices)
    best = known[0]
    seen, unseen, weight, _, _, used, company, commoner = best.evidence[:_OF_BEST]
    all_ = log(1 + sum(exp(min(20.0, choice.score)) for choice in known))
    return (*evidence[:_ALONE], all_, best.score, seen, unseen, weight, used, company, commoner)


def weighed(evidence: Sequence[float], weights: Sequence[float]) -> float:
    """The sum of all the evidence, each as much as it counts for."""
    return sum(value * weight for value, weight in zip(evidence, weights, strict=True))
