"""The words of spun terms, learnt from aligned pairs: how telling each is, and what it stands for."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from zlib import crc32

import _phrase_pairs
from _background import Background
from _phrase_pairs import Pair, content

from mtaudit.detectors import _spun_windows as spun_windows
from mtaudit.detectors._spun_words import UNSEEN, Lexicon, Spun, count_level, form, key, pack, probability_level, stem

_ORIGINALS = 7
_SYNONYMS = 3
#: A pair met less often is no more than chance, and left out of the table.
_OFTEN = 2
#: Rare words prove no more than words of this probability.
_RARE = 1e-6


class Pairs:
    """The pairs of a lexicon in training: as in the shipped table, with one set of the prose left out on demand."""

    def __init__(self, background: Background, terms: Counter[int]) -> None:
        """Look up in a background and in counted terms."""
        self.background, self.terms, self.without = background, terms, ""

    def get(self, hashed: int) -> int:
        """The value that the table would hold."""
        count = self.background.count(hashed, self.without)
        return (count_level(count) if count >= _OFTEN else 0) | count_level(self.terms.get(hashed, 0)) << 4


class Words:
    """The words of a lexicon in training."""

    def __init__(self, background: Background) -> None:
        """Take every word that the background has."""
        self._levels = {
            crc32(word.encode()): probability_level(background.probability(word))
            for word in {*background.words, *background.book_words}
            if background.probability(word) > UNSEEN
        }

    def get(self, hashed: int) -> int:
        """The value that the table would hold."""
        return self._levels.get(hashed, 0)

    def packed(self) -> bytes:
        """The table itself."""
        return pack(self._levels)


@dataclass
class Sources:
    """What is learnt from, besides the pairs."""

    background: Background
    words: Words
    synonyms: Mapping[str, Mapping[str, float]]
    #: Prose to tell spun terms from, with the name of its set.
    sample: Sequence[tuple[str, str]] = ()


def lexicon(pairs: Sequence[Pair], sources: Sources) -> Lexicon:
    """All but the weights, from pairs."""
    counts = _phrase_pairs.align(pairs)
    changed, kept = _changed(counts)
    rights: Counter[str] = Counter(stem(word) for pair in pairs for word in content(pair.right))
    spun = dict(_spun(changed, kept, sources))
    spun.update(_with_synonyms(spun, rights, sources))
    forms = _forms(pairs, spun, sources)
    telling = {word: entry.weight for word, entry in sorted(spun.items()) if entry.weight > 0}
    return Lexicon(spun, telling, forms, Pairs(sources.background, _terms(pairs)), sources.words)


def _changed(counts: Mapping[str, Counter[str]]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    changed: dict[str, Counter[str]] = defaultdict(Counter)
    kept: Counter[str] = Counter()
    for word, originals in counts.items():
        for original, count in originals.items():
            if stem(original) == stem(word):
                kept[stem(word)] += count
            elif count > 0.1:
                changed[stem(word)][stem(original)] += count
    return changed, kept


def _spun(changed: Mapping[str, Counter[str]], kept: Counter[str], sources: Sources) -> Iterator[tuple[str, Spun]]:
    total = sum(originals.total() for originals in changed.values())
    for word, originals in changed.items():
        share = (originals.total() + 0.05) / (total + 500)
        weight = math.log(share / (sources.background.probability(word) + _RARE))
        size = originals.total() + kept[word] + 0.7
        best = sorted(originals.items(), key=lambda each: (-each[1], each[0]))[:_ORIGINALS]
        logs = tuple((original, round(math.log(count / size), 2)) for original, count in best)
        yield word, Spun(round(max(weight, 0.0), 2), round(originals.total(), 1), round(kept[word] / size, 3), logs)


def _with_synonyms(spun: Mapping[str, Spun], rights: Counter[str], sources: Sources) -> Iterator[tuple[str, Spun]]:
    """The spun words, and words that no pair has, with those synonyms that terms are made of."""
    for word, related in sources.synonyms.items():
        known = spun.get(word, Spun(0.0, 0.0, 1.0, ()))
        have = {original for original, _ in known.originals}
        scores = {each: near * math.sqrt(rights[each]) for each, near in related.items() if each in rights}
        share = (0.15 if word in spun else 0.4) / (sum(scores.values()) + 2)
        new = sorted((each for each in scores.items() if each[0] not in have), key=lambda each: (-each[1], each[0]))
        logs = tuple((original, round(math.log(score * share), 2)) for original, score in new[:_SYNONYMS])
        if logs:
            yield word, replace(known, originals=known.originals + logs)


def _forms(pairs: Iterable[Pair], spun: Mapping[str, Spun], sources: Sources) -> dict[str, dict[str, str]]:
    """The commonest word of each inflection of each original, under "*" the commonest of all."""
    needed = {original for entry in spun.values() for original, _ in entry.originals}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        seen_here = Counter(content(pair.right))
        for word, count in seen_here.items():
            seen[stem(word)][word] += 20 * count
    for word, count in sources.background.surface.items():
        if stem(word) in needed:
            seen[stem(word)][word] += min(count, 10)
    forms = {}
    for root in sorted(needed & set(seen)):
        ranked = sorted(seen[root].items(), key=lambda each: (-each[1], each[0]))
        table = {form(word): word for word, _ in reversed(ranked)}
        forms[root] = {"*": ranked[0][0], **table}
    return forms


def _terms(pairs: Iterable[Pair]) -> Counter[int]:
    found: Counter[int] = Counter()
    for pair in pairs:
        words = spun_windows.words(pair.expected)
        for first, second in pairwise(words):
            if second.link is not None:
                found[key(first.stem, second.link, second.stem)] += 1
    return found
