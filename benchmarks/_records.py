"""The sets of the data folder as one kind of record: a text, and the spans somebody marked in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Mark:
    """A marked fault: half-open code points into the text, its kind, and the right wording where it is known."""

    start: int
    end: int
    kind: str
    right: str | None = None
    severity: str = ""


@dataclass(frozen=True)
class Record:
    """One text to audit; ``clean`` where every finding is a false alarm, ``complete`` where all faults are marked."""

    set: str
    id: str
    text: str
    marks: tuple[Mark, ...] = ()
    clean: bool = False
    complete: bool = True
    genre: str = ""


#: The beginnings of whole pages, as far as they are quoted.
PAGES = "real_pages"


def read(folder: Path, name: str) -> Iterator[Record]:
    """The records of one set of the data folder."""
    if name == "seed":
        yield from _seed(folder / name)
        return
    if name == PAGES:
        yield from _pages(folder / "real_cases" / "pages_dev.jsonl")
        return
    with (folder / name / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield _READERS.get(name, _spans)(json.loads(line), name)


def names(folder: Path) -> tuple[str, ...]:
    """The sets of a data folder that can be measured."""
    pages = (PAGES,) if (folder / "real_cases" / "pages_dev.jsonl").is_file() else ()
    known = ("real_cases", "demetr", "demetr_base", "mlqe_pe", "clean_prose")
    mqm = sorted(path.name for path in folder.glob("mqm_*"))
    return ("seed", *pages, *(name for name in (*known, *mqm) if (folder / name / "dev.jsonl").is_file()))


def _seed(folder: Path) -> Iterator[Record]:
    text = (folder / "article.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    marks = tuple(
        Mark(
            each["start"],
            each["end"],
            each["category"],
            None if each["needs_source"] else each["suggestion"],
            each["severity"],
        )
        for each in gold
    )
    yield Record("seed", "seed", text, marks)


def _pages(path: Path) -> Iterator[Record]:
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        text = data["head"]
        found = [(text.find(each["span"]), each) for each in data["errors"]]
        marks = tuple(
            Mark(start, start + len(each["span"]), each["kind"], each["right"]) for start, each in found if start >= 0
        )
        yield Record(PAGES, data["id"], text, marks, complete=False)


def _case(data: dict[str, Any], name: str) -> Record:
    start = data["text"].find(data["bad_span"])
    right = data["right_value"]
    known = None if right.startswith("(") and right != "(remove)" else right.replace("(remove)", "")
    mark = Mark(start, start + len(data["bad_span"]), data["kind"], known)
    return Record(name, data["id"], data["text"], (mark,) if start >= 0 else (), complete=False)


def _clean(data: dict[str, Any], name: str) -> Record:
    return Record(name, data["id"], data.get("text") or data["mt"], clean=True, genre=data.get("genre", ""))


def _tagged(data: dict[str, Any], name: str) -> Record:
    """Runs of BAD words as marks."""
    marks: list[Mark] = []
    end = 0
    for token, tag in zip(data["tokens"], data["tags"], strict=True):
        start = data["mt"].find(token, end)
        if start < 0:
            continue
        end = start + len(token)
        if tag == "BAD":
            marks.append(Mark(start, end, "BAD"))
    return Record(name, data["id"], data["mt"], tuple(marks), genre=data["lang_pair"])


def _spans(data: dict[str, Any], name: str) -> Record:
    marks = {
        Mark(each["start"], each["end"], each["category"], severity=each.get("severity", ""))
        for each in data["spans"]
        if each.get("side") not in ("source", "none") and each["end"] > each["start"]
    }
    marks = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
    return Record(name, data["id"], data["mt"], marks, complete=name != "demetr")


def _corrected(data: dict[str, Any], name: str) -> Record:
    """Marks where the first correction differs from the sentence; what is missing is marked at its neighbours."""
    text, words = data["mt"], list(re.finditer(r"\S+", data["mt"]))
    right = data["references"][0].split()
    marks = []
    for kind, i, j, k, m in SequenceMatcher(None, [each[0] for each in words], right, autojunk=False).get_opcodes():
        if kind == "equal" or not words:
            continue
        if i == j:  # an insertion: with the word before or after it
            i, k = (i - 1, k - 1) if i else (i, k)
            j, m = (j, m) if i < j else (j + 1, m + 1)
        marks.append(Mark(words[i].start(), words[j - 1].end(), "correction", " ".join(right[k:m])))
    return Record(name, data["id"], text, tuple(marks))


def _tortured(data: dict[str, Any], name: str) -> Record:
    """The phrase in a sentence, and after it a word that it needs about it, if any."""
    near = data["score"]["only_with"]
    text = f"It says: {data['mt']}." + (f" This is about {near[0].rstrip('*')}." if near else "")
    right = data["reference"] if "?" not in data["reference"] and "(" not in data["reference"] else None
    return Record(name, data["id"], text, (Mark(9, 9 + len(data["mt"]), "phrase", right),), complete=False)


_READERS: dict[str, Callable[[dict[str, Any], str], Record]] = {
    "real_cases": _case,
    "clean_prose": _clean,
    "demetr_base": _clean,
    "mlqe_pe": _tagged,
    "gec_jfleg": _corrected,
    "gec_cweb": _corrected,
    "tortured_phrases": _tortured,
}
