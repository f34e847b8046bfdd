"""A text file that is never held whole: its text comes in blocks, or a stretch of it at a time."""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from mtaudit import registry
from mtaudit.audit import reader_of
from mtaudit.decode import encoding_of, undecodable
from mtaudit.edit import line_end
from mtaudit.errors import ReadError
from mtaudit.files import Stamp, stamp
from mtaudit.model import LINE_END
from mtaudit.settings import Settings

#: A file of so many bytes is not held whole, if its format can be cut.
LARGE = 4_000_000
_BLOCK = 1 << 16


@dataclass(frozen=True)
class LargeFile:
    """A file as it was when it was opened, and its encoding."""

    stamp: Stamp
    encoding: str
    mark: bytes = b""

    def blocks(self) -> Iterator[str]:
        """Its text, piece by piece. Raises ReadError for what is no text in its encoding."""
        return (text for text, _ in _blocks(self))

    @property
    def characters(self) -> int:
        """How long the text is."""
        return _index(self).characters

    @property
    def line_starts(self) -> array[int]:
        """Where each line begins."""
        return _index(self).lines

    @property
    def line_end(self) -> str:
        """What ends its lines."""
        return line_end(" ".join(_index(self).ends))

    def stretch(self, start: int, end: int) -> str:
        """A range of its text."""
        places = _index(self).places
        pieces = []
        number = bisect_right(places, start) - 1
        while number < len(places) and places[number] < end:
            at = places[number]
            pieces.append(_block(self, number)[max(0, start - at) : end - at])
            number += 1
        return "".join(pieces)

    def text(self) -> str:
        """All of it, for whoever cannot do with less."""
        return "".join(self.blocks())


def opened(path: Path, settings: Settings) -> LargeFile | None:
    """A file that is too large to be held whole and can be cut, else None; raises OSError."""
    found = stamp(path)
    if found.size < LARGE or not hasattr(registry.plugin("readers", reader_of(path.name)), "windows"):
        return None
    with path.open("rb") as stream:
        mark, encoding = encoding_of(stream.read(4096), settings.encoding)
    return LargeFile(found, encoding, mark)


@dataclass
class _Index:
    """Where the blocks of a file begin, in characters, where its lines do, and which line ends it has."""

    places: array[int] = field(default_factory=lambda: array("Q"))
    states: list[tuple[int, tuple[bytes, int]]] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("Q", (0,)))
    ends: set[str] = field(default_factory=set)
    characters: int = 0


@lru_cache(maxsize=2)
def _index(file: LargeFile) -> _Index:
    index = _Index()
    held = ""
    for text, state in _blocks(file):
        index.places.append(index.characters)
        index.states.append(state)
        index.characters += len(text)
        text = held + text
        held = "\r" if text.endswith("\r") else ""  # an LF may follow
        _add_lines(index, text[: len(text) - len(held)], index.characters - len(text))
    _add_lines(index, held, index.characters - len(held))
    return index


def _add_lines(index: _Index, text: str, start: int) -> None:
    for match in LINE_END.finditer(text):
        index.lines.append(start + match.end())
        index.ends.add(match[0])


@lru_cache(maxsize=4)
def _block(file: LargeFile, number: int) -> str:
    place, state = _index(file).states[number]
    decoder = _decoder(file)
    decoder.setstate(state)
    with file.stamp.path.open("rb") as stream:
        stream.seek(place)
        data = stream.read(_BLOCK)
        return decoder.decode(data, final=len(data) < _BLOCK)


def _blocks(file: LargeFile) -> Iterator[tuple[str, tuple[int, tuple[bytes, int]]]]:
    """Each block of the text, and how to come by it again: the byte it begins at, and the state of the decoder."""
    decoder = _decoder(file)
    place = len(file.mark)
    with file.stamp.path.open("rb") as stream:
        stream.seek(place)
        while True:
            data = stream.read(_BLOCK)
            state = decoder.getstate()
            try:
                text = decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                raise undecodable(error, file.encoding, place - len(state[0])) from error
            if "\0" in text:
                raise ReadError("is a binary file")
            if text:
                yield text, (place, state)
            if not data:
                return
            place += len(data)


def _decoder(file: LargeFile) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(file.encoding)("strict")
