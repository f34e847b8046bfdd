"""The input of a run: which files it has, how to know them again, and the chunks that they are cut into."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from mtaudit import registry
from mtaudit.corpus.formats import texts
from mtaudit.corpus.records import Chunk, Columns, Format, Limits, Part
from mtaudit.errors import ReadError

_FORMATS = "corpus.formats"
_TEXTS = "texts"


class Stamp(NamedTuple):
    """What tells whether an input is still the same: a digest of the names, sizes and times of its files."""

    files: int
    bytes: int
    digest: str


def format_of(name: str) -> str:
    """The format of a file that holds records, by its name; "" for any other."""
    lower = name.lower()
    known = ((each, plugin(each).SUFFIXES) for each in registry.names(_FORMATS))
    return next((each for each, suffixes in known if suffixes and lower.endswith(suffixes)), "")


def plugin(name: str) -> Format:
    """The module of a format."""
    return cast(Format, registry.plugin(_FORMATS, name))


def parts(path: Path, columns: Columns) -> list[Part]:
    """The files of an input in order, the texts of a folder as one; raises ReadError for what cannot be audited."""
    if not path.exists():
        raise ReadError(f"{path}: there is no such file or folder")
    found = _of_folder(path) if path.is_dir() else _of_file(path)
    if not found:
        raise ReadError(f"{path} holds no texts, and no files of {_suffixes()}")
    for part in found:
        plugin(part.format).check(part.path, columns)
    return found


def _of_file(path: Path) -> list[Part]:
    name = format_of(path.name)
    if not name:
        raise ReadError(f"{path} is no folder and no file of {_suffixes()}")
    return [Part(name, path, path.name, path.stat().st_size)]


def _of_folder(path: Path) -> list[Part]:
    found = []
    size = 0
    for name in texts.walk(path):
        format_ = format_of(name)
        if format_:
            found.append(Part(format_, path / name, name, (path / name).stat().st_size))
        elif texts.is_text(name):
            size += (path / name).stat().st_size + 1
    return [*found, Part(_TEXTS, path, "", size)] if size else found


def _suffixes() -> str:
    return ", ".join(suffix for name in registry.names(_FORMATS) for suffix in plugin(name).SUFFIXES)


def stamp(found: list[Part]) -> Stamp:
    """The files of an input as they are now."""
    digest = hashlib.sha256()
    count = size = 0
    for name, file in _files(found):
        status = file.stat()
        digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
        count, size = count + 1, size + status.st_size
    return Stamp(count, size, digest.hexdigest())


def _files(found: list[Part]) -> Iterator[tuple[str, Path]]:
    for part in found:
        if part.format == _TEXTS:
            yield from ((name, part.path / name) for name in filter(texts.is_text, texts.walk(part.path)))
        else:
            yield part.name, part.path


class Piece(NamedTuple):
    """A chunk, and how much of the input it is the end of (0 to 1)."""

    chunk: Chunk
    share: float


def pieces(found: list[Part], columns: Columns, limits: Limits) -> Iterator[Piece]:
    """All chunks in order; the same for the same input, columns and limits."""
    total = sum(part.size for part in found) or 1
    number = first = before = 0
    for part in found:
        for batch in plugin(part.format).batches(part.path, columns, limits):
            chunk = Chunk(number, first, batch.size, part.format, part.name, batch.payload)
            yield Piece(chunk, (before + batch.share * part.size) / total)
            number, first = number + 1, first + batch.size
        before += part.size
