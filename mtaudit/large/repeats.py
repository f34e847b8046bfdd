"""Which units of a large file share their source and differ in the translation, or the reverse: by hashes alone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from mtaudit.model import Segment

_MASK = (1 << 64) - 1
#: The hashes are compared in so many lots, so that little is held at a time.
_LOTS = 16


class Repeats:
    """Takes the units in order; then tells of each, by its number, whether it belongs to a group that differs."""

    def __init__(self, sides: Callable[[Segment], tuple[str, str]]) -> None:
        """``sides`` gives what is compared of a unit: its source and its translation."""
        self._sides = sides
        self._sources, self._targets = array("Q"), array("Q")

    def add(self, units: Iterable[Segment]) -> None:
        """The next units."""
        for unit in units:
            source, target = self._sides(unit) if unit.source and unit.target.strip() else ("", "")
            self._sources.append(hash(source) & _MASK)
            self._targets.append(hash(target) & _MASK)

    def __contains__(self, number: int) -> bool:
        sources, targets = self._differing
        return self._sources[number] in sources or self._targets[number] in targets

    def __bool__(self) -> bool:
        return any(self._differing)

    @cached_property
    def _differing(self) -> tuple[frozenset[int], frozenset[int]]:
        by_source = frozenset(_differing(self._sources, self._targets))
        return by_source, frozenset(_differing(self._targets, self._sources))


def _differing(keys: array[int], others: array[int]) -> Iterator[int]:
    """The keys that stand beside different others."""
    for lot in range(_LOTS):
        seen: dict[int, int] = {}
        for key, other in zip(keys, others, strict=True):
            if key % _LOTS == lot and seen.setdefault(key, other) != other:
                yield key
