"""Writes the file of the pivot table; ``mtaudit.senses._table`` reads it and describes it."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path
from typing import NamedTuple

from mtaudit.senses._table import (
    BLOCK,
    HIGHEST,
    LAYOUT,
    LEAST_MARK,
    MOST_SHARED,
    PARTS,
    SHARED,
    STEP,
    SYNONYM,
)

Lemma = tuple[str, str]
Foreign = tuple[str, str]
#: A candidate, its weight, and whether it is a synonym.
Candidate = tuple[Lemma, float, bool]


class Entry(NamedTuple):
    """A lemma's candidates with their weights and whether they are synonyms, and its foreign words."""

    candidates: list[Candidate]
    words: set[Foreign]


def write(path: Path, entries: dict[Lemma, Entry]) -> None:
    """Write all entries; each candidate must be an entry itself."""
    if sys.byteorder != "little":
        raise SystemExit("the table is written on a little-endian machine")
    sections = {name: array(kind) for name, kind in LAYOUT.sections.items()}
    ordered = sorted(entries, key=_key)
    numbers = {lemma: number for number, lemma in enumerate(ordered)}
    words = _ordered({word for entry in entries.values() for word in entry.words})
    word_numbers = {word: number for number, word in enumerate(words)}
    for lemma in ordered:
        sections["row_starts"].append(len(sections["row_lemmas"]))
        sections["link_starts"].append(len(sections["link_low"]))
        for other, weight, synonym in entries[lemma].candidates:
            sections["row_lemmas"].append(numbers[other])
            sections["row_marks"].append(_mark(weight) | synonym * SYNONYM)
        for number in sorted(word_numbers[word] for word in entries[lemma].words):
            sections["link_low"].append(number & 0xFFFF)
            sections["link_high"].append(number >> 16)
    sections["row_starts"].append(len(sections["row_lemmas"]))
    sections["link_starts"].append(len(sections["link_low"]))
    sections["lemmas"], sections["lemma_starts"] = _joined(map(_key, ordered))
    sections["words"], starts = _joined(_shortened([word.encode() for _, word in words]))
    sections["word_starts"] = array("I", [*starts[:-1:BLOCK], starts[-1]])
    firsts: dict[str, int] = {}
    for number, (language, _) in enumerate(words):
        firsts.setdefault(language, number)
    sections["languages"] = array("B", "\n".join(f"{code} {first}" for code, first in firsts.items()).encode())
    path.write_bytes(LAYOUT.packed(sections))


def _ordered(words: set[Foreign]) -> list[Foreign]:
    """The words by language: those of which the table has most come first, and are shown first."""
    counts = Counter(language for language, _ in words)
    return sorted(words, key=lambda word: (-counts[word[0]], word))


def _key(lemma: Lemma) -> bytes:
    return f"{lemma[0]}/{PARTS[lemma[1]]}".encode()


def _shortened(words: list[bytes]) -> Iterator[bytes]:
    """Each word without what it shares with the one before it in its block, and how many bytes that is before it."""
    for number, word in enumerate(words):
        before = words[number - 1] if number % BLOCK else b""
        pairs = enumerate(zip(before, word, strict=False))
        shared = next((at for at, (one, other) in pairs if one != other), min(len(before), len(word)))
        shared = min(shared, MOST_SHARED)
        yield bytes([SHARED + shared]) + word[shared:]


def _mark(weight: float) -> int:
    return max(0, min(LEAST_MARK, round((HIGHEST - log(weight / (1 - weight))) / STEP)))


def _joined(texts: Iterable[bytes]) -> tuple[array[int], array[int]]:
    """Texts, each with a line feed, and where they start."""
    pool, starts = array("B"), array("I", [0])
    for text in texts:
        pool.frombytes(text + b"\n")
        starts.append(len(pool))
    return pool, starts
