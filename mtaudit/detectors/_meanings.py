"""What else the word of the source means that a word on the page translates, and whether that fits better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtaudit.detectors._sense_usage import lemmas
from mtaudit.detectors._sense_words import Rival, readings, rivals
from mtaudit.detectors._source_words import Sources
from mtaudit.detectors._spellings import distance
from mtaudit.expressions import expression
from mtaudit.model import Document, Segment, Span
from mtaudit.senses import foreign_words, shared_words

_WORD = expression(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
#: How many more units must have the other word for the source's: with the network's consent, and without.
AGREED, ALONE = 2, 3
#: How much better the other must fit where the network does not see the word, and how bad this one must look.
_GAIN, _BADNESS = 1.0, -1.0


@dataclass(frozen=True)
class Choice:
    """What may have been meant: by which foreign word, and how many more units have it for that."""

    rival: Rival
    foreign: str
    lead: int


@dataclass(frozen=True)
class Place:
    """A word on the page and what else its source word may mean."""

    span: Span
    form: str
    choices: tuple[Choice, ...]

    @property
    def usual(self) -> Choice:
        """What other units have most."""
        return max(self.choices, key=lambda choice: choice.lead)


def places(document: Document, pairs: Sequence[Segment], language: str) -> Iterator[Place]:
    """The words whose source word may mean something else."""
    sources = Sources((pair.source for pair in pairs), language)
    targets = [
        frozenset(word for form in _WORD.findall(pair.target.lower()) for word in _lemmas(form)) for pair in pairs
    ]
    for number, pair in enumerate(pairs):
        text = document.flat[pair.span.start : pair.span.end]
        for match in _WORD.finditer(text):
            found = tuple(_choices(match[0], number, sources, targets, language))
            if found:
                start = pair.span.start + match.start()
                yield Place(Span(start, start + len(match[0])), match[0], found)


def _choices(
    form: str, number: int, sources: Sources, targets: Sequence[frozenset[str]], language: str
) -> Iterator[Choice]:
    """What else the word of the source means that a form translates; another spelling of the form is nothing else."""
    known = {each for reading in readings(form) for each in foreign_words(reading.lemma, reading.pos, language)}
    held = sources.held(number, sorted(known)) if known else frozenset()
    names = {each.number: each.word for each in known}
    for rival in rivals(form, language) if held else ():
        for shared in sorted(shared_words(rival.candidate, language) & held)[:1]:
            if distance(rival.form, form) > 1 and not _lemmas(rival.form) & _lemmas(form):
                lead = _lead(form, rival.form, [targets[at] for at in sources.holding(names[shared]) if at != number])
                yield Choice(rival, names[shared], lead)


def _lead(form: str, other: str, targets: Sequence[frozenset[str]]) -> int:
    """How many more translations have the other word alone than this one."""
    mine, theirs = _lemmas(form), _lemmas(other)
    return sum(bool(theirs & each) and not mine & each for each in targets) - sum(bool(mine & each) for each in targets)


def fitting(document: Document, found: Sequence[Place]) -> Iterator[tuple[Place, Choice]]:
    """The places where another word fits better, by the network."""
    from mtaudit.detectors._sense_reading import hidden, read
    from mtaudit.engines.sense import network

    page = read(document)
    words = {word.span: word for word in page.words}
    known = [place for place in found if place.span in words]
    for place, wanted in zip(known, hidden(page, [words[place.span] for place in known]), strict=True):
        word = words[place.span]
        vectors = network().vectors((place.form, *(choice.rival.form for choice in place.choices)))
        seen, unseen = vectors @ word.wanted, vectors @ wanted
        gains = [
            (float(unseen[at] - unseen[0]), float(seen[at] - seen[0]), choice)
            for at, choice in enumerate(place.choices, 1)
        ]
        gain, gain_seen, best = max(gains, key=lambda each: each[0])
        if gain > _GAIN and gain_seen > 0 and word.tag > _BADNESS:
            yield place, best
        elif place.usual.lead >= AGREED and any(each > 0 for each, _, choice in gains if choice is place.usual):
            yield place, place.usual


@lru_cache(maxsize=65536)
def _lemmas(form: str) -> frozenset[str]:
    return lemmas(form) | {form}
