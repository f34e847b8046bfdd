"""Sentences to learn bad wording from: post-edited ones with their tags, and garbled prose."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from _sense_garbled import Garbler
from _sense_labels import fold
from _sense_pages import windows
from tokenizers import Tokenizer

#: The most pieces of a text, and of a batch.
_LONGEST = 126
_TOKENS = 1024
#: How much of each set of prose is garbled, where it is not all, and how many runs of a text.
_SHARES = {"pg_books": 0.15, "us_speeches": 0.7, "peps": 0.2, "postgresql_doc": 0.3}
_RUNS = 6


@dataclass
class Sentence:
    """A text in pieces, the first piece of each token, whether it is bad, and of which language and document."""

    language: str
    document: str
    pieces: list[int]
    first: list[int]
    bad: list[bool]


def sentences(data: Path, tokenizer: Tokenizer) -> tuple[list[Sentence], list[Sentence]]:
    """Folds 3 to 9 train; fold 2 is to tune on; the others measure and are not read."""
    parts: tuple[list[Sentence], list[Sentence]] = ([], [])
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if fold(record) > 1:
                wrong = [tag == "BAD" for tag in record["tags"]]
                found = _sentence(record["mt"], record["tokens"], wrong, tokenizer)
                found.language, found.document = record["lang_pair"], record.get("doc") or record["id"]
                parts[fold(record) == 2].append(found)
    return parts


def garbled(data: Path, garbler: Garbler, size: int, tokenizer: Tokenizer) -> Iterator[Sentence]:
    """So many pieces of garbled prose."""
    chance = garbler.chance
    with lzma.open(data / "train_prose/train_prose.jsonl.xz", "rt", encoding="utf-8") as lines:
        records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    count = 0
    for number in chance.permutation(len(records)):
        record = records[number]
        if chance.random() < _SHARES.get(record["set"], 1.0):
            runs = list(windows(record["text"], chance))
            chance.shuffle(runs)
            for run in runs[:_RUNS]:
                words, wrong = garbler.garbled(run)
                found = _sentence(" ".join(words), words, wrong, tokenizer)
                count += len(found.pieces)
                yield found
        if count > size:
            return


def _sentence(text: str, tokens: Sequence[str], wrong: Sequence[bool], tokenizer: Tokenizer) -> Sentence:
    encoding = tokenizer.encode(text)
    places = {start: at for at, (start, stop) in enumerate(encoding.offsets) if stop > start and at < _LONGEST}
    held = Sentence("", "", encoding.ids[: _LONGEST + 1], [], [])
    end = 0
    for token, bad in zip(tokens, wrong, strict=True):
        start = text.find(token, end)
        if start >= 0:
            end = start + len(token)
            first = next((places[at] for at in range(start, end) if at in places), None)
            if first is not None:
                held.first.append(first)
                held.bad.append(bad)
    return held


def side(sentence: Sentence) -> int:
    """0 or 1 by document."""
    return hashlib.sha256(f"{sentence.language}|{sentence.document}".encode()).digest()[1] % 2


def joined(single: Iterable[Sentence]) -> Iterator[Sentence]:
    """Runs of sentences of one document."""
    last: dict[tuple[str, str], Sentence] = {}
    for each in single:
        key = each.language, each.document
        held = last.get(key)
        if held and len(held.pieces) + len(each.pieces) <= _LONGEST:
            shift = len(held.pieces) - 2
            last[key] = Sentence(
                *key,
                held.pieces[:-1] + each.pieces[1:],
                held.first + [first + shift for first in each.first],
                held.bad + each.bad,
            )
        else:
            if held:
                yield held
            last[key] = each
    yield from last.values()


def batches(held: Sequence[Sentence], chance: np.random.Generator) -> Iterator[list[Sentence]]:
    """All sentences once, those of like length together, batches in chance order."""
    order = chance.permutation(len(held))
    order = order[np.argsort([len(held[at].pieces) // 6 for at in order], kind="stable")]
    groups: list[list[Sentence]] = [[]]
    for at in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(held[at].pieces) > _TOKENS:
            groups.append([])
        groups[-1].append(held[at])
    for number in chance.permutation(len(groups)):
        yield groups[number]
