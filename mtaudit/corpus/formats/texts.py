"""A folder of texts: each file is a record, read by the reader of its suffix; its path is its id."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtaudit.corpus.records import Bad, Batch, Columns, Limits, Row, chosen
from mtaudit.decode import decode
from mtaudit.errors import ReadError
from mtaudit.files import suffixes

#: Those of the readers: a table holds records, and is none.
SUFFIXES: tuple[str, ...] = ()


def check(path: Path, columns: Columns) -> None:
    """A text has no columns."""


def walk(folder: Path) -> Iterator[str]:
    """The files below a folder in order, by their paths from there, without hidden ones and links to folders."""
    pending = [""]
    while pending:
        below = pending.pop()
        entries = sorted(os.scandir(folder / below), key=lambda entry: entry.name)
        visible = [entry for entry in entries if not entry.name.startswith(".")]
        names = [(each, f"{below}/{each.name}" if below else each.name) for each in visible]
        yield from (name for each, name in names if each.is_file())
        pending += [name for each, name in reversed(names) if each.is_dir(follow_symlinks=False)]


def is_text(name: str) -> bool:
    """Whether a file is a text by itself."""
    suffix = Path(name).suffix.lower()
    return suffix in suffixes() and suffix not in (".csv", ".tsv")


def batches(path: Path, columns: Columns, limits: Limits) -> Iterator[Batch]:
    """The names and contents of the texts; how many there are nobody knows before."""
    held: list[tuple[str, bytes | str]] = []
    length = 0
    for name in filter(is_text, walk(path)):
        content = _content(path / name)
        if held and (len(held) == limits.rows or length + len(content) > limits.size):
            yield Batch(held, len(held), 0.0)
            held, length = [], 0
        held.append((name, content))
        length += len(content)
    if held:
        yield Batch(held, len(held), 1.0)


def rows(payload: Any, columns: Columns) -> Iterator[Row | Bad]:
    """A row for each text."""
    for name, content in payload:
        if isinstance(content, str):
            yield Bad(content, b"", name)
            continue
        try:
            yield Row(decode(content, "").text, id=name, name=name)
        except ReadError as error:
            yield Bad(str(error), content[:1000], name)


def split(payload: Any) -> Iterator[Any]:
    """Each text by itself."""
    yield from ([each] for each in payload)


def copy(path: Path, target: Path, wanted: Iterator[bool], columns: Columns) -> None:
    """A folder with the wanted texts."""
    target.mkdir(parents=True, exist_ok=True)
    for name in chosen(filter(is_text, walk(path)), wanted):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path / name, target / name)


def _content(path: Path) -> bytes | str:
    """What a file holds, or why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
