"""How far apart WordNet has two lemmas: in one synset, next to it, one step after that, or derived."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from pathlib import Path

from _pivot_wordnets import PARTS, _lines, part_of_synset, synset

_UP, _DOWN = frozenset({"@", "@i"}), frozenset({"~", "~i"})
#: Similar adjectives, verbs of one group, what causes and what entails, what else to see.
_SIMILAR = frozenset("& ^ $ *".split())
_DERIVED = frozenset({"+", "\\", "<"})
_NEXT = ((_UP,), (_DOWN,), (_SIMILAR,))
_AFTER = ((_UP, _DOWN), (_UP, _UP), (_DOWN, _DOWN), (_SIMILAR, _SIMILAR))
#: More synsets than this are no neighbourhood.
_MOST = 3000

Step = Set[str]


class Relations:
    """WordNet's synsets and what each points at."""

    def __init__(self, folder: Path) -> None:
        """Read the files of Princeton WordNet."""
        self._members: dict[str, list[str]] = {}
        self._targets: dict[str, list[tuple[str, str]]] = {}
        self._synsets: dict[tuple[str, str], list[str]] = defaultdict(list)
        for part in PARTS.values():
            for fields in _lines(folder / f"data.{part}"):
                self._read(fields)

    def _read(self, fields: list[str]) -> None:
        key, end = synset(fields[0], fields[2]), 4 + 2 * int(fields[3], 16)
        self._members[key] = [re.sub(r"\(.*", "", word).lower() for word in fields[4:end:2]]
        pointers = fields[end + 1 : end + 1 + 4 * int(fields[end])]
        triples = zip(pointers[::4], pointers[1::4], pointers[2::4], strict=True)
        self._targets[key] = [(kind, synset(offset, letter)) for kind, offset, letter in triples]
        for word in self._members[key]:
            self._synsets[word, part_of_synset(key)].append(key)

    def of(self, lemma: str, pos: str) -> tuple[Set[str], Set[str], Set[str], Set[str]]:
        """The synonyms of a lemma, what is next to its synsets, what comes after that, and what derives."""
        own = self._synsets.get((lemma, pos), [])
        return (
            self._all(own),
            self._reached(own, _NEXT),
            self._reached(own, _AFTER),
            self._reached(own, ((_DERIVED, _DERIVED),)),
        )

    def _reached(self, own: list[str], ways: Iterable[tuple[Step, ...]]) -> Set[str]:
        found: set[str] = set()
        for way in ways:
            keys = set(own)
            for step in way:
                keys = {target for key in keys for kind, target in self._targets[key] if kind in step}
            if len(keys) <= _MOST:
                found |= self._all(keys)
        return found

    def _all(self, keys: Iterable[str]) -> set[str]:
        return {word for key in keys for word in self._members[key]}
