"""What else the word of the source means that a word on the page translates, and whether that fits better."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mtaudit.detectors._meaning_evidence import Choice, Known, Looks, is_other, may_be_sure, verdict, weighed
from mtaudit.detectors._sense_usage import lemmas
from mtaudit.detectors._sense_words import readings, rivals
from mtaudit.detectors._source_words import UNSPACED, Sources
from mtaudit.detectors._spellings import distance
from mtaudit.expressions import expression
from mtaudit.model import Document, Segment, Span
from mtaudit.senses import foreign_words, shared_words

_WORD = expression(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
#: How suspicious a word must look that is only suspected.
SUSPICIOUS = 0.0
#: How many more units that have the other word agree on it, and how suspicious this one must look then.
_LEAD, _AGREED = 2, -3.0


@dataclass(frozen=True)
class Place:
    """A word on the page and what else its source word may mean."""

    span: Span
    form: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Meaning:
    """A word on the page and what fits better: surely or not, and whether other units say so."""

    place: Place
    choice: Choice
    sure: bool
    agreed: bool


def meanings(document: Document, pairs: Sequence[Segment], language: str, suspected: bool) -> Iterator[Meaning]:
    """The words for which another one fits better; those that are only suspected if so wished.

    The network reads first: to look up every word would take longer.
    """
    from mtaudit.detectors._sense_reading import hidden, read

    page = read(document, bad=True)
    words = {
        word.span: (word, bad)
        for word, bad in zip(page.words, page.bad or (), strict=True)
        if may_be_sure(word.sense, bad) or (suspected and word.sense > _AGREED)
    }
    found = list(places(document, pairs, language, words)) if words else []
    for place, wanted in zip(found, hidden(page, [words[place.span][0] for place in found]), strict=True):
        looks = Looks(*words[place.span], wanted)
        meaning = _meaning(place, looks, weighed(place.form, place.choices, looks, language in UNSPACED))
        if meaning and (meaning.sure or suspected):
            yield meaning


def _meaning(place: Place, looks: Looks, choices: Sequence[Known]) -> Meaning | None:
    """The choice that most speaks for, where that is enough; else what other units have."""
    best = max(choices, key=lambda known: known.score)
    sure = may_be_sure(looks.word.sense, looks.bad) and is_other(best) and best.score >= verdict().sure
    if sure or (looks.word.sense > SUSPICIOUS and best.score >= verdict().suspected):
        return Meaning(place, best.choice, sure, best.choice.lead >= _LEAD)
    usual = max(filter(is_other, choices), key=lambda known: (known.choice.lead, known.unseen), default=None)
    return Meaning(place, usual.choice, False, True) if usual and usual.choice.lead >= _LEAD else None


def places(document: Document, pairs: Sequence[Segment], language: str, spans: Collection[Span]) -> Iterator[Place]:
    """Those of some words whose source word may mean something else."""
    units = _Units(pairs, language)
    for number, pair in enumerate(pairs):
        text = document.flat[pair.span.start : pair.span.end]
        for match in _WORD.finditer(text):
            span = Span(pair.span.start + match.start(), pair.span.start + match.end())
            found = tuple(units.choices(number, match[0])) if span in spans else ()
            if found:
                yield Place(span, match[0], found)


class _Units:
    """The units of a document: their sources, and the words of their translations."""

    def __init__(self, pairs: Sequence[Segment], language: str) -> None:
        self._language = language
        self._sources = Sources((pair.source for pair in pairs), language)
        self._words = cache(lambda number: _words(pairs[number].target))

    def choices(self, number: int, form: str) -> Iterator[Choice]:
        """What else the word of a source means that a form translates.

        Another spelling of the form is nothing else, and what the translation has beside the form is not missing.
        """
        language = self._language
        known = {each for reading in readings(form) for each in foreign_words(reading.lemma, reading.pos, language)}
        held = self._sources.held(number, sorted(known)) if known else frozenset()
        names = {each.number: each.word for each in known}
        for rival in rivals(form, language) if held else ():
            other = _lemmas(rival.form)
            if distance(rival.form, form) > 1 and other.isdisjoint(_lemmas(form) | self._words(number)):
                for shared in sorted(shared_words(rival.candidate, language) & held)[:1]:
                    yield Choice(rival, names[shared], self._lead(number, names[shared], form, other))

    def _lead(self, number: int, foreign: str, form: str, other: frozenset[str]) -> int:
        """How many more of the other units that have the foreign word have the other word alone than this form."""
        mine = _lemmas(form)
        words = [self._words(at) for at in self._sources.holding(foreign) if at != number]
        return sum((not mine & each and bool(other & each)) - bool(mine & each) for each in words)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for form in _WORD.findall(text.lower()) for word in _lemmas(form))


@lru_cache(maxsize=65536)
def _lemmas(form: str) -> frozenset[str]:
    return lemmas(form) | {form}
