"""Writes corrections and notes into a large file, window by window, beside it first."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mtaudit import atomic
from mtaudit.audit import read_text, reader_of
from mtaudit.edit import Edit
from mtaudit.errors import FixError
from mtaudit.files import stamp
from mtaudit.fix import MOST_ROUNDS, edits
from mtaudit.large.audit import audit_large
from mtaudit.large.file import LargeFile
from mtaudit.large.found import Offset
from mtaudit.large.windows import windows
from mtaudit.model import Finding
from mtaudit.notes import noted, without_notes
from mtaudit.settings import Settings


def fix_large(file: LargeFile, name: str, settings: Settings, *, unsafe: bool = False) -> int:
    """Apply the corrections as ``fix`` does, in the file itself; how many."""
    count = 0
    with _room(file) as folder:
        current = file
        for number in range(MOST_ROUNDS):
            round_ = edits(audit_large(current, name, settings), unsafe=unsafe)
            if not round_:
                if count:
                    _write(file.stamp.path, current.blocks(), file)
                return count
            count += len(round_)
            current = _copy(file, Path(folder) / f"{number}{file.stamp.path.suffix}", _edited(current, round_))
    raise FixError(f"{name}: the corrections do not settle")


def note_large(file: LargeFile, name: str, settings: Settings, *, remove: bool = False) -> int:
    """Write the findings into the file as notes, in place of those of an earlier run; how many."""
    with _room(file) as folder:
        bare = _copy(file, Path(folder) / f"bare{file.stamp.path.suffix}", _bare(file, name, settings))
        found = () if remove else audit_large(bare, name, settings).findings
        after = _copy(file, Path(folder) / f"noted{file.stamp.path.suffix}", _noted(bare, name, settings, found))
        if not _same(file, after):
            _write(file.stamp.path, after.blocks(), file)
        return len(found)


def _room(file: LargeFile) -> AbstractContextManager[str]:
    return TemporaryDirectory(prefix=".mtaudit-", dir=file.stamp.path.resolve().parent)


def _copy(file: LargeFile, path: Path, text: Iterable[str]) -> LargeFile:
    _write(path, text, file, durable=False)
    return replace(file, stamp=stamp(path))


def _write(path: Path, text: Iterable[str], like: LargeFile, *, durable: bool = True) -> None:
    atomic.write(path, _encoded(text, like), durable=durable)


def _encoded(text: Iterable[str], like: LargeFile) -> Iterator[bytes]:
    encoder = codecs.getincrementalencoder(like.encoding)()
    yield like.mark
    for piece in text:
        yield encoder.encode(piece)
    yield encoder.encode("", final=True)


def _edited(file: LargeFile, changes: Iterable[Edit]) -> Iterator[str]:
    """The text with disjoint edits made, which are in order."""
    at = 0
    for edit in changes:
        yield from _stretches(file, at, edit.span.start)
        yield edit.text
        at = edit.span.end
    yield from _stretches(file, at, file.characters)


def _stretches(file: LargeFile, start: int, end: int, size: int = 1 << 16) -> Iterator[str]:
    for at in range(start, end, size):
        yield file.stretch(at, min(end, at + size))


def _bare(file: LargeFile, name: str, settings: Settings) -> Iterator[str]:
    for window in windows(file, name, settings):
        yield without_notes(window.body, reader_of(name))


def _noted(file: LargeFile, name: str, settings: Settings, found: tuple[Finding, ...]) -> Iterator[str]:
    at, offset = 0, Offset()
    for window in windows(file, name, settings):
        document = read_text(window.text, name)
        inside = []
        back = Offset(-offset.text)
        while at < len(found) and found[at].span.start < offset.text + len(document.text):
            inside.append(back.placed(found[at]))
            at += 1
        text = noted(document, tuple(inside), file.encoding)
        yield text[len(window.head) : len(text) - len(window.tail)]
        offset = offset.after(document, window)


def _same(one: LargeFile, other: LargeFile) -> bool:
    sizes = one.stamp.size == other.stamp.size
    return sizes and all(a == b for a, b in zip(one.blocks(), other.blocks(), strict=False))
