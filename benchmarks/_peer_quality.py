"""What the programs find of what people marked, and what they say of clean prose."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import _records
from _measures import Hit, is_right, overlap
from _peers import Peer
from _records import Record
from _runs import run

#: So many words or records of a set are enough; the sets are cut evenly.
_CLEAN_WORDS = 60_000
_MOST = 1000
_ALL = ("real_cases", _records.PAGES, "seed", "tortured_phrases", "gec_jfleg")
SETS = (*_ALL, "gec_cweb", "mlqe_pe", "clean_prose")


class Quality(NamedTuple):
    """What a program reached on a set: counts of marks, of those found and rightly corrected, and of its findings."""

    marks: int
    found: int
    known: int
    right: int
    hits: int
    inside: int
    words: int
    #: Marks and those found, by kind.
    kinds: dict[str, tuple[int, int]]


def records(data: Path, name: str, part: float) -> list[Record]:
    """The records of a set that are measured, or a part of them."""
    found = list(_records.read(data, name))
    if name == "clean_prose":
        step = sum(len(each.text.split()) for each in found) / _CLEAN_WORDS
    else:
        step = 1.0 if name in _ALL else max(1.0, len(found) / _MOST)
    step /= part
    return [found[int(number * step)] for number in range(int(len(found) / step))] or found[:1]


def write(folder: Path, sets: Mapping[str, Iterable[Record]]) -> dict[str, list[str]]:
    """A file a text; their names, by set."""
    folder.mkdir()
    names: dict[str, list[str]] = {}
    for name, texts in sets.items():
        names[name] = []
        for number, record in enumerate(texts):
            names[name].append(f"{name}-{number}.txt")
            (folder / names[name][-1]).write_text(record.text + "\n", encoding="utf-8")
    return names


def hits(peer: Peer, folder: Path, files: Iterable[str], environment: dict[str, str]) -> dict[str, list[Hit]]:
    """The findings of a program in the files of a folder, all in one run, by the file's name."""
    done = run(folder, *peer.command, *(str(folder / file) for file in files), environment=environment)
    return {Path(file).name: of for file, of in peer.read(done.output).items()} if done else {}


def quality(texts: list[Record], found: list[list[Hit]]) -> Quality:
    """How good these findings are."""
    judged = [each for record, of in zip(texts, found, strict=True) for each in _judged(record, of)]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for kind, is_found, _, _ in judged:
        kinds[kind].append(is_found)
    return Quality(
        len(judged),
        sum(each[1] for each in judged),
        sum(each[2] for each in judged),
        sum(each[3] for each in judged),
        sum(map(len, found)),
        sum(
            any(overlap(hit, mark) for mark in record.marks)
            for record, of in zip(texts, found, strict=True)
            for hit in of
        ),
        sum(len(record.text.split()) for record in texts),
        {kind: (len(flags), sum(flags)) for kind, flags in kinds.items()},
    )


class Units(NamedTuple):
    """Units of a localisation file with findings: of pofilter, of mtaudit, of both; and CPU seconds of each."""

    file: str
    theirs: int
    ours: int
    both: int
    seconds: tuple[float, float]


def units(data: Path) -> Iterator[Units]:
    """mtaudit, previews included, beside pofilter, on the localisation files of the data folder."""
    import pofilter

    for file in sorted((data / "locale_fixtures/files").iterdir()):
        if file.suffix in (".po", ".xlf"):
            begin = time.process_time()
            try:
                theirs = set(pofilter._pofilter(file))
            except ValueError:  # XLIFF 2, which it does not read
                continue
            middle = time.process_time()
            ours = set(pofilter._mtaudit(file))
            seconds = middle - begin, time.process_time() - middle
            yield Units(file.name, len(theirs), len(ours), len(theirs & ours), seconds)


def _judged(record: Record, found: list[Hit]) -> Iterator[tuple[str, bool, bool, bool]]:
    """Each mark: its kind, whether it was found, whether the right text is known, whether it was proposed first."""
    for mark in record.marks:
        over = [hit for hit in found if overlap(hit, mark)]
        known = mark.right is not None
        yield mark.kind, bool(over), known, known and any(is_right(record.text, mark, hit, 1) for hit in over)
