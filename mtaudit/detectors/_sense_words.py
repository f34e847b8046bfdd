"""Forms of words: what each may be, and what may stand in its place by table and thesaurus, in the same form."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from mtaudit.detectors._spun_words import FUNCTION_WORDS
from mtaudit.inflection import base_forms, plural_phrase, verb_phrases
from mtaudit.lexicons.british import is_one_word
from mtaudit.lexicons.english import classes, commonness
from mtaudit.senses import Candidate, Near, Neighbour, candidates, distant_candidates, nearness, neighbours

#: Words commoner than this carry grammar, not sense, but for some nouns.
COMMON = 6.0
#: So many candidates are weighed by the sentence; the last of them seldom win.
_MOST = 90
#: How much commoner a noun is than its plural when it has hardly any.
_UNCOUNTABLE = 1.5
#: What is never proposed, whatever the dictionaries say.
_UNFIT = frozenset(
    "arse ass asshole balls bastard bitch boob bugger cock cocksucker cunt dick fag fuck jackass knob pecker penis"
    " peter phallus piss prick pussy putz schlong shag shit slut tit tits twat wank whore".split()
)
#: So many of the best candidates lead on to distant ones.
_STEPS = 25
#: What each letter of the word classes stands for: a part of speech, and the number of a form.
KINDS = {"n": ("NOUN", 0), "s": ("NOUN", 1), "v": ("VERB", 0), "z": ("VERB", 1), "d": ("VERB", 2), "e": ("VERB", 3)}
KINDS |= {"g": ("VERB", 4), "a": ("ADJ", 0), "r": ("ADV", 0), "h": ("NOUN", 0)}
_LETTERS = {"NOUN": frozenset("nh"), "VERB": frozenset("v")}


class Reading(NamedTuple):
    """What a form may be: its lemma, part of speech, and the number of the form among those of the lemma."""

    lemma: str
    pos: str
    number: int


class Rival(NamedTuple):
    """A word that may have been meant, in the form of the word that stands there.

    A ``distant`` one is only the candidate of a candidate: the page has to speak for it. ``likeness`` is how near a
    thesaurus has the two, ``kin`` whether both are of one family.
    """

    form: str
    reading: Reading
    candidate: Candidate
    distant: bool = False
    likeness: float = 0.0
    kin: bool = False

    @property
    def listed(self) -> bool:
        """Whether the pivot table has it for the word, or for a candidate of the word."""
        return self.candidate.weight > 0


@lru_cache(maxsize=16384)
def readings(form: str) -> tuple[Reading, ...]:
    """What a form in small letters may be, the likelier first; nothing for words that carry no sense."""
    if len(form) < 3 or (commonness(form) >= COMMON and not _is_common_noun(form)):
        return ()
    kinds = list(dict.fromkeys(KINDS[letter] for letter in classes(form) if letter in KINDS))
    if ("VERB", 2) in kinds and "e" not in classes(form):
        kinds.append(("VERB", 3))
    own = [Reading(form, pos, number) for pos, number in kinds if not number]
    found = own + [
        reading for reading in starmap(Reading, base_forms(form)) if reading[1:] in kinds and _is_word(reading)
    ]
    return tuple(sorted(found, key=lambda reading: kinds.index(reading[1:])))


def _is_common_noun(form: str) -> bool:
    """Whether one of the commonest words still has a sense that another word may share: time, day, people."""
    return classes(form)[:1] in ("n", "s") and form not in FUNCTION_WORDS


def _is_word(reading: Reading) -> bool:
    """Whether the lemma is a word of its own."""
    return not _LETTERS[reading.pos].isdisjoint(classes(reading.lemma))


@lru_cache(maxsize=65536)
def forms(lemma: str, pos: str) -> tuple[str, ...]:
    """The forms of a word or a phrase: singular and plural, the five of a verb, else one."""
    if pos == "NOUN":
        return lemma, plural_phrase(lemma) or lemma
    return tuple(verb_phrases(lemma)) if pos == "VERB" else (lemma,)


@lru_cache(maxsize=512)
def rivals(form: str, source: str) -> tuple[Rival, ...]:
    """What may have been meant by a form in small letters, best first."""
    best: dict[str, Rival] = {}
    own = {reading.lemma for reading in readings(form)}
    for reading in readings(form):
        near = nearness(reading.lemma, reading.pos)
        for candidate in candidates(reading.lemma, reading.pos, source or None, _MOST):
            if is_unfit(candidate.lemma, own):
                continue
            other = _in_form(candidate.lemma, reading)
            held = best.get(other)
            if held is None or candidate.weight > held.candidate.weight:
                best[other] = _rival(other, reading, candidate, near.get(candidate.numbers[1]))
    best.pop(form, None)
    return tuple(sorted(best.values(), key=lambda rival: -rival.candidate.weight)[:_MOST])


def _rival(form: str, reading: Reading, candidate: Candidate, near: Near | Neighbour | None) -> Rival:
    return Rival(form, reading, candidate, False, near.likeness, near.kin) if near else Rival(form, reading, candidate)


@lru_cache(maxsize=512)
def unlisted_rivals(form: str) -> tuple[Rival, ...]:
    """What may have been meant by a thesaurus or by the word's family alone."""
    known = {form, *(rival.form for rival in rivals(form, ""))}
    own = {reading.lemma for reading in readings(form)}
    found: dict[str, Rival] = {}
    for reading in readings(form):
        for near in neighbours(reading.lemma, reading.pos):
            if not is_unfit(near.candidate.lemma, own):
                other = _in_form(near.candidate.lemma, reading)
                if other not in known and other not in found:
                    found[other] = _rival(other, reading, near.candidate, near)
    return tuple(found.values())


def is_unfit(lemma: str, own: Set[str]) -> bool:
    """Whether a lemma is never proposed for a word with these lemmas: obscene, or one of them in whatever spelling."""
    return lemma in own or lemma in _UNFIT or any(is_one_word(lemma, each) for each in own)


def distant(reading: Reading, wanted: Set[str]) -> Mapping[str, Candidate]:
    """Those of some lemmas that are candidates of the best candidates of a word."""
    return distant_candidates(reading.lemma, reading.pos, wanted, _STEPS)


def _in_form(lemma: str, reading: Reading) -> str:
    """The form that is wanted, but for nouns that have hardly a plural: "equipment" for "tools"."""
    form = forms(lemma, reading.pos)[reading.number]
    if reading.pos == "NOUN" and reading.number and commonness(form) + _UNCOUNTABLE < commonness(lemma):
        return lemma
    return form
