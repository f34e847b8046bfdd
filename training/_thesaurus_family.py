"""Words of one family, which share how they begin: systems take one derivative for another, a historian for history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from mtaudit.detectors._spellings import distance
from mtaudit.lexicons.english import commonness

#: So many letters, and such a share of either word, are shared; of the other word one letter less.
_LEAST, _SHARE = 4, 0.5
#: So many of a family are kept: the commonest, where a shared letter counts as half a Zipf unit.
MOST = 6
_LETTER = 0.5


class Families:
    """Lemmas by their first letters."""

    def __init__(self, lemmas: Iterable[tuple[str, str]]) -> None:
        self._by_start: dict[tuple[str, str], list[str]] = defaultdict(list)
        for lemma, pos in lemmas:
            self._by_start[lemma[:_LEAST], pos].append(lemma)

    def of(self, lemma: str, pos: str) -> list[str]:
        """The best lemmas of the family; what differs by one letter is another spelling, or no relation."""
        found = []
        for other in self._by_start.get((lemma[:_LEAST], pos), ()) if len(lemma) >= _LEAST else ():
            shared = _shared(lemma, other)
            if shared >= max(_LEAST, _SHARE * len(lemma), _SHARE * len(other) - 1) and distance(lemma, other) > 1:
                found.append((-commonness(other) - _LETTER * shared, other))
        return [other for _, other in sorted(found)[:MOST]]


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
