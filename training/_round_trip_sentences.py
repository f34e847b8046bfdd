"""The sentences of clean prose that Apertium can be given."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtaudit.segment import split

#: What share of a set is used, where it is not all: old books, speech and manuals write an English of their own.
_SHARES = {"pg_books": 0.0, "us_speeches": 0.4, "peps": 0.3, "postgresql_doc": 0.4, "gnome_help": 0.5}
_SENTENCE = re.compile(r"[A-Z][\w ,.;:?!'\"“”()%$—–/&-]+[.?!][\"”)]?", re.ASCII)
# Apertium writes these another way, which is no fault.
_WRITTEN_OUT = re.compile(
    r"n't\b|'(?:re|ve|ll|m|d)\b|\b(?:s?he|it|that|there|here|what|who|where|how|let)'s\b|\bU\.S\.", re.IGNORECASE
)
_FEWEST, _MOST = 6, 45


class Sentence(NamedTuple):
    """A sentence, and the set and record it is of."""

    text: str
    set: str
    id: str


def sentences(prose: Path, chance: random.Random) -> list[Sentence]:
    """The usable sentences, each once, in chance order."""
    found: dict[str, Sentence] = {}
    with lzma.open(prose, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if chance.random() < _SHARES.get(record["set"], 1.0):
                for text in _usable(record["text"].replace("’", "'")):
                    found.setdefault(text, Sentence(text, record["set"], record["id"]))
    order = list(found.values())
    chance.shuffle(order)
    return order


def _usable(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        for start, end in split(paragraph):
            sentence = " ".join(paragraph[start:end].split())
            fits = _FEWEST <= sentence.count(" ") + 1 <= _MOST and _SENTENCE.fullmatch(sentence)
            if fits and not _WRITTEN_OUT.search(sentence):
                yield sentence
