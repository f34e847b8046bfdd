"""Gathers the prose of a marked-up file, character by character with its place, into the blocks of a document."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from mtaudit.model import MASK, Comment, Document, Kind, Segment, Span
from mtaudit.readers._mask import is_prose, mask_references

_SEPARATOR = "\n\n"
_ADDRESS = "mtaudit:"


class Unit(NamedTuple):
    """What a localisation file knows of a block; as the fields of ``Segment``."""

    source: str = ""
    key: str = ""
    target: str = ""


_NO_UNIT = Unit()


@dataclass
class _Draft:
    """A block that is still growing."""

    pieces: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("I"))
    widths: dict[int, int] = field(default_factory=dict)
    comment: str = ""
    place: int | None = None


class Builder:
    """Takes ranges of a file in reading order; whoever calls it says where one block ends and of what kind it was."""

    def __init__(self, raw: str, source: str) -> None:
        """``source`` is as long as ``raw``; in it, what is no prose at first sight is masked already."""
        self.raw = raw
        self.source = source
        self._pieces: list[str] = []
        self._origin = array("I")
        self._widths: dict[int, int] = {}
        self._blocks: list[Segment] = []
        self._comments: list[Comment] = []
        self._draft = _Draft()
        self._main = self._draft
        self._asides: list[_Draft] = []

    def document(self, name: str, format_: str) -> Document:
        """What was gathered; the open block must have been closed."""
        text = "".join(self._pieces)
        blocks, comments = tuple(self._blocks), tuple(self._comments)
        return Document(name, self.raw, text, self._origin, blocks, self._widths, format_, comments=comments)

    @property
    def size(self) -> int:
        """The length of the open block."""
        return len(self._draft.origin)

    @property
    def last(self) -> str:
        """The last character of the open block, "" while it is empty."""
        return self._draft.pieces[-1][-1] if self._draft.pieces else ""

    def copy(self, start: int, end: int) -> None:
        """Prose that stands in the file as it is."""
        if start < end:
            self._draft.pieces.append(self.source[start:end])
            self._draft.origin.extend(range(start, end))

    def put(self, text: str, start: int, width: int) -> None:
        """Characters that the file writes in another way, such as an entity."""
        for offset in range(len(self._draft.origin), len(self._draft.origin) + len(text)):
            self._draft.origin.append(start)
            if width > 1:
                self._draft.widths[offset] = width
        if text:
            self._draft.pieces.append(text)

    def hide(self, start: int, end: int) -> None:
        """What stands amid prose and is none, such as code."""
        if start < end:
            self._draft.pieces.append(MASK * (end - start))
            self._draft.origin.extend(range(start, end))

    def drop_last(self) -> None:
        """Take back the last character of the open block."""
        piece = self._draft.pieces.pop()[:-1]
        if piece:
            self._draft.pieces.append(piece)
        self._draft.origin.pop()
        self._draft.widths.pop(len(self._draft.origin), None)

    def open_aside(self) -> None:
        """Begin prose that belongs elsewhere, such as the description of an image amid a paragraph."""
        self._main, self._draft = self._draft, _Draft()

    def close_aside(self) -> None:
        """End the aside; it becomes a block behind the open one if it is prose and no mere label."""
        text = "".join(self._draft.pieces)
        if is_prose(text) and not any(text == "".join(other.pieces) for other in self._asides[-2:]):
            self._asides.append(self._draft)
        self._draft = self._main

    def comment(self, text: str, start: int, end: int, place: int | None = None) -> None:
        """A comment of the file; one that speaks to mtaudit becomes a block of masks, where findings can point.

        ``place`` is where it begins to count, if that is not its end.
        """
        if text.strip().startswith(_ADDRESS):
            masks = [MASK * (end - start)]
            self._asides.append(_Draft(masks, array("I", range(start, end)), comment=text.strip(), place=place))

    def close_block(self, kind: Kind, unit: Unit = _NO_UNIT) -> None:
        """End the open block, if it holds anything, and lay the asides behind it."""
        if self._draft.pieces:
            self._commit(self._draft, kind, unit)
            self._draft = _Draft()
        for aside in self._asides:
            self._commit(aside, "meta", _NO_UNIT)
        self._asides.clear()

    def _commit(self, draft: _Draft, kind: Kind, unit: Unit) -> None:
        text = "".join(draft.pieces)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        text = mask_references(text[start:end])
        if not text or not (draft.comment or unit.source or any(map(str.isalnum, text))):
            return
        if self._blocks:
            last = len(self._origin) - 1
            after = self._origin[last] + self._widths.get(last, 1)
            self._pieces.append(_SEPARATOR)
            self._origin.extend([after] * len(_SEPARATOR))
        shift = len(self._origin)
        self._blocks.append(Segment(Span(shift, shift + len(text)), kind, *unit))
        if draft.comment:
            self._comments.append(Comment(draft.comment, self._blocks[-1].span, draft.place))
        self._pieces.append(text)
        self._origin.extend(draft.origin[start:end])
        self._widths.update((at - start + shift, width) for at, width in draft.widths.items() if start <= at < end)
