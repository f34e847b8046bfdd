"""What a DOCX report carries unseen, so that it can be read back: the files, and what is proposed where."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from mtaudit.decisions import fingerprint
from mtaudit.errors import ReadError
from mtaudit.model import MASK, Document, Segment, Span

#: Who comments and changes.
AUTHOR = "mtaudit"
#: The version of these notes; another form of them needs another number.
VERSION = 1

#: How the bookmarks begin that stand where no block goes on.
END = "mtaudit_end_"

#: An invisible character that holds a bookmark in its place where a proposed deletion would take it along.
ANCHOR = "\u200b"

_BLOCK = "mtaudit_block_"
_TAG = "{urn:mtaudit:docx}notes"
_LARGEST = 200_000_000
#: What XML cannot hold, and the carriage return, which it does not keep.
_UNSAYABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Mark:
    """A finding that can be taken back: ``span`` is of ``Document.text``, ``correction`` what is proposed."""

    rule: str
    span: Span
    correction: str | None


@dataclass(frozen=True)
class Notes:
    """What is known of one file; ``sight`` is the fingerprint of its prose as it was read."""

    path: str
    raw: str
    sight: str
    marks: tuple[Mark, ...]


def notes(document: Document, marks: Iterable[Mark]) -> Notes:
    """The notes on a document."""
    return Notes(document.name, document.raw, fingerprint(document.text), tuple(marks))


def block_name(file: int, block: int) -> str:
    """The bookmark of a block; both are counted from 0."""
    return f"{_BLOCK}{file}_{block}"


def is_block(name: str) -> bool:
    """Whether a bookmark is that of a block."""
    return name.startswith(_BLOCK)


def is_anchored(block: Segment, marks: Iterable[Mark]) -> bool:
    """Whether a block begins with a proposed change, so that its bookmark needs an anchor."""
    return any(mark.correction is not None and mark.span.start == block.span.start for mark in marks)


def shown(document: Document, span: Span) -> str:
    """The prose under a span as the file shows it, one character for one."""
    text = document.slice(span)
    if MASK in text:
        places = zip(text, range(*span), strict=True)
        text = "".join(document.raw[document.origin[at]] if char == MASK else char for char, at in places)
    return sayable(text)


def sayable(text: str) -> str:
    """A text with a dot for each character that the file cannot hold."""
    return _UNSAYABLE.sub("·", text)


def pack(files: Iterable[Notes]) -> bytes:
    """The notes as a part of a DOCX file."""
    data = [
        [each.path, each.raw, each.sight, [[mark.rule, *mark.span, mark.correction] for mark in each.marks]]
        for each in files
    ]
    packed = zlib.compress(json.dumps([VERSION, data]).encode())
    root = ElementTree.Element(_TAG)
    root.text = base64.b64encode(packed).decode()
    part: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return part


def unpack(part: bytes) -> tuple[Notes, ...] | None:
    """The notes in a part, None if it is another's; raises ReadError if they do not hold."""
    try:
        root = ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return None
    if root.tag != _TAG:
        return None
    try:
        version, data = json.loads(_inflated(base64.b64decode(root.text or "", validate=True)))
        if version != VERSION:
            raise ReadError("was written by another version of mtaudit; make the report anew")
        return tuple(_notes(*each) for each in data)
    except (binascii.Error, zlib.error, ValueError, TypeError) as error:
        raise ReadError("has lost what mtaudit noted in it") from error


def _notes(path: str, raw: str, sight: str, marks: list[Any]) -> Notes:
    return Notes(path, raw, sight, tuple(Mark(rule, Span(start, end), text) for rule, start, end, text in marks))


def _inflated(data: bytes) -> bytes:
    """The unpacked notes; what would grow without end is refused."""
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(data, _LARGEST)
    if unpacking.unconsumed_tail:
        raise ValueError("too large")
    return text
