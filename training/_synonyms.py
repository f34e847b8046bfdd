"""Synonyms from WordNet, stem to stem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtaudit.detectors._spun_words import stem

_NEAR = frozenset("@ ~ &".split())


def read(wordnet: Path) -> dict[str, dict[str, float]]:
    """How near each pair of stems is: 1 in one synset, less in neighbouring ones."""
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for part in ("noun", "verb", "adj"):
        synsets = dict(_synsets(wordnet / f"data.{part}"))
        for members, neighbours in synsets.values():
            _join(near, members, members, 1.0)
            for each in neighbours:
                if each in synsets:
                    _join(near, members, synsets[each][0], 0.3)
    return near


def _synsets(path: Path) -> Iterator[tuple[str, tuple[list[str], list[str]]]]:
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        after = 4 + 2 * int(fields[3], 16)
        members = [re.sub(r"\(.*", "", field).lower() for field in fields[4:after:2]]
        pointers = fields[after + 1 : after + 1 + 4 * int(fields[after])]
        near = [target for kind, target in zip(pointers[::4], pointers[1::4], strict=True) if kind in _NEAR]
        yield fields[0], ([stem(word) for word in members if word.isalpha()], near)


def _join(near: dict[str, dict[str, float]], some: list[str], others: list[str], weight: float) -> None:
    for word in some:
        for other in others:
            if word != other:
                near[word][other] = max(weight, near[word].get(other, 0.0))
