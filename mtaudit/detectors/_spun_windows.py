"""Windows of two or three words of a text, and the evidence in each that a spinner wrote it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from mtaudit.detectors._spun_words import ARTICLES, FUNCTION_WORDS, LINKS, UNSEEN, Anchors, Lexicon, Spun, stem
from mtaudit.expressions import expression

WORD = expression(r"[A-Za-z][A-Za-z'’]*")
_JOINS = frozenset((" ", "-", "\u2010", "\u2011"))
_WIDTH = 12
_ORIGINALS = 4
#: The most letters of a word in capitals that is taken for an acronym: no spinner knows what it stands for.
_ACRONYM = 5
#: How far, in characters, the words may stand that share a window with an anchor.
_REACH = 36
_PLAIN = 14
#: A reading seldom adds more than this to a score, and never by two more: the floor is that much below any limit.
_MOST = 3.5
_NOTHING = Spun(0.0, 0.0, 1.0, ())


class Word(NamedTuple):
    """A word of prose with its place and its stem; ``link`` is what joins it to the word before, None for nothing."""

    start: int
    end: int
    text: str
    stem: str
    link: str | None


class Reading(NamedTuple):
    """What a window may have said: the stems, and how well they explain it."""

    score: float
    stems: tuple[str, ...]


def words(text: str, offset: int = 0) -> list[Word]:
    """The content words of a stretch of prose, each with its link to the one before."""
    return _content(list(WORD.finditer(text)), text, offset)


def stretches(text: str, offset: int, anchors: Anchors) -> Iterator[list[Word]]:
    """The content words around each anchor of a block; anchors that are close share a stretch."""
    start = end = -1
    for first, last in _places(text, anchors):
        if end < 0 or first - _REACH > end:
            if end > 0:
                yield words(text[start:end], offset + start)
            start = text.rfind(" ", 0, max(0, first - _REACH)) + 1
        end = text.find(" ", last + _REACH)
        end = len(text) if end < 0 else end
    if end > 0:
        yield words(text[start:end], offset + start)


def _places(text: str, anchors: Anchors) -> Iterator[tuple[int, int]]:
    """Where the anchors stand, in any inflection."""
    # "İ" is the one letter that grows in lower case.
    low = text.replace("\u0130", "I").lower()
    done = 0
    for _, start, _ in anchors.automaton.find_matches_as_indexes(low, overlapping=True):
        if start >= done and (start == 0 or not low[start - 1].isalpha()):
            match = WORD.match(low, start)
            if match and _stem(match[0]) in anchors.stems:
                done = match.end()
                yield start, done


def windows(found: Sequence[Word], anchors: Collection[str]) -> Iterator[tuple[int, int]]:
    """The ranges of two linked words with an anchor, and of three with two."""
    held = [word.stem in anchors and not _is_acronym(word.text) for word in found]
    for i in range(1, len(found)):
        if found[i].link is None:
            continue
        if held[i] or held[i - 1]:
            yield i - 1, i + 1
        if i > 1 and found[i - 1].link is not None and held[i] + held[i - 1] + held[i - 2] > 1:
            yield i - 2, i + 1


def placeless(window: Sequence[Word]) -> tuple[Word, ...]:
    """The window as it would be anywhere: what is found out about it holds for all its like."""
    return tuple(Word(0, 0, "", word.stem, word.link if i else "") for i, word in enumerate(window))


def score(window: Sequence[Word], lexicon: Lexicon, floor: float = -math.inf) -> float:
    """How much speaks for a spinner, in natural logarithms of odds; below the floor no reading is tried."""
    if all(lexicon.pair(first.stem, second.link or "", second.stem)[0] for first, second in pairwise(window)):
        return -math.inf
    known = plain_evidence(window, lexicon)
    plain: float = sum(map(mul, lexicon.weights, known), lexicon.weights[-1])
    if plain + _MOST < floor:
        return plain
    after = lexicon.weights[_PLAIN:-1]
    return sum(map(mul, after, reading_evidence(readings(window, lexicon), window, lexicon)), plain)


def evidence(window: Sequence[Word], lexicon: Lexicon) -> tuple[float, ...]:
    """All the evidence of a window."""
    return plain_evidence(window, lexicon) + reading_evidence(readings(window, lexicon), window, lexicon)


def plain_evidence(window: Sequence[Word], lexicon: Lexicon) -> tuple[float, ...]:
    """The evidence that needs no reading: how spun the words are, and how unheard-of their company."""
    entries = [lexicon.spun.get(word.stem, _NOTHING) for word in window]
    weights = sorted([entry.weight for entry in entries], reverse=True)
    spun = sum(weight > 0 for weight in weights)
    return (
        weights[0],
        weights[1],
        sum(weights[2:]),
        float(spun > 1),
        *_company(window, lexicon),
        float(len(window) > 2),
        float(sum(bool(word.link) for word in window[1:])),
        float(spun == len(window)),
        sum(math.log1p(entry.seen) for entry in entries) / len(window),
        sum(max(weight - 3, 0) for weight in weights),
        float(sum(_is_unknown(word, lexicon) for word in window)),
    )


def reading_evidence(readings: Sequence[Reading], window: Sequence[Word], lexicon: Lexicon) -> tuple[float, ...]:
    """The evidence of the best reading: how likely it is, and how well known."""
    if not readings:
        return (-12.0, -4.0, 0.0, 0.0, 0.0, 0.0)
    best = readings[0]
    links = (word.link or "" for word in window[1:])
    counts = [
        lexicon.pair(first, link, second) for (first, second), link in zip(pairwise(best.stems), links, strict=True)
    ]
    changed = sum(stem_ != word.stem for stem_, word in zip(best.stems, window, strict=True))
    return (
        best.score / len(window),
        (best.score - _score_as_it_stands(window, lexicon)) / len(window),
        max(math.log1p(count) for count, _ in counts),
        max(math.log1p(term) for _, term in counts),
        float(any(term for _, term in counts)),
        float(changed > 1),
    )


def readings(window: Sequence[Word], lexicon: Lexicon, originals: int = _ORIGINALS) -> list[Reading]:
    """What a window may have said, best first, with so many originals for each word; as it stands is no reading."""
    beam = [Reading(0.0, ())]
    for word in window:
        options = _options(word, lexicon, originals)
        grown = [_grown(reading, option, word.link or "", lexicon) for reading in beam for option in options]
        beam = sorted(grown, reverse=True)[:_WIDTH]
    as_it_stands = tuple(word.stem for word in window)
    return [reading for reading in beam if reading.stems != as_it_stands]


def _score_as_it_stands(window: Sequence[Word], lexicon: Lexicon) -> float:
    reading = Reading(0.0, ())
    for word in window:
        reading = _grown(reading, _options(word, lexicon, 0)[-1], word.link or "", lexicon)
    return reading.score


def _is_acronym(text: str) -> bool:
    return 1 < len(text) <= _ACRONYM and text.isupper()


def _content(matches: Sequence[re.Match[str]], text: str, offset: int) -> list[Word]:
    found: list[Word] = []
    between: list[str] = []
    end, joined = 0, False
    for match in matches:
        joined = joined and text[end : match.start()] in _JOINS
        low = match[0].lower()
        if not joined:
            between = ["."]
        if low in FUNCTION_WORDS:
            between.append(low)
        else:
            found.append(Word(offset + match.start(), offset + match.end(), match[0], _stem(low), _link(between)))
            between = []
        end, joined = match.end(), True
    return found


@cache
def _stem(low: str) -> str:
    return stem(low.replace("’", "'").removesuffix("'s"))


def _link(between: Sequence[str]) -> str | None:
    """The function word between two content words, "" for none, None where they do not belong together."""
    if not between:
        return ""
    link, *rest = between
    return link if link in LINKS and (not rest or (len(rest) == 1 and rest[0] in ARTICLES)) else None


def _company(window: Sequence[Word], lexicon: Lexicon) -> tuple[float, float, float, float]:
    novelty = seen = term = expectation = 0.0
    for first, second in pairwise(window):
        count, terms = lexicon.pair(first.stem, second.link or "", second.stem)
        expected = lexicon.expected(first.stem, second.stem)
        novelty -= math.log((count + 0.3) / (expected + 0.3))
        seen += count > 0
        term += terms > 0
        expectation += math.log(expected + 0.01)
    pairs = len(window) - 1
    return novelty / pairs, seen / pairs, term, expectation / pairs


def _is_unknown(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is neither spun nor met in English: most often a name."""
    return word.stem not in lexicon.spun and lexicon.probability(word.stem) <= UNSEEN


def _options(word: Word, lexicon: Lexicon, originals: int) -> list[tuple[str, float]]:
    spun = lexicon.spun.get(word.stem, _NOTHING)
    return [*spun.originals[:originals], (word.stem, math.log(max(spun.keeps, 0.02)))]


def _grown(reading: Reading, option: tuple[str, float], link: str, lexicon: Lexicon) -> Reading:
    original, weight = option
    fit = lexicon.fit(reading.stems[-1], link, original) if reading.stems else 0.0
    return Reading(reading.score + weight + fit, (*reading.stems, original))
