"""Blocks and sentences that a document already had, word for word or nearly, in time linear in its length."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mtaudit.model import MASK, Document, Segment, Span

_CODE = re.compile(rf"{MASK}|```|[{{}}=;]|\w\(\)|_\w|\bSELECT\b|\b(?:git|pip|npm|sudo) \w")
_WORD = re.compile(r"[^\W_]+")
# Shorter headings ("Example") and sentences recur in good texts; next to each other they do not.
_FEWEST_WORDS = {"headline": 5, "paragraph": 12, "sentence": 12}
_FEWEST_NEIGHBOUR_WORDS = {"headline": 3, "paragraph": 6, "sentence": 6}
#: How far back a near copy is looked for, in units of its kind.
_NEIGHBOURS = 2
_NEAR = 0.8
_NEAR_LENGTH = 0.7
_FEWEST_NEAR = 8
_SENTENCE_GAP = 1
_STANZA = 4
_QUOTES = ("“", '"', "«", "‘")
_KINDS = {
    "headline": "headline",
    "paragraph": "paragraph",
    "item": "paragraph",
    "caption": "paragraph",
    "sentence": "sentence",
}


class Duplicate(NamedTuple):
    """A unit that stands again: headline, paragraph or sentence, its first place and this one."""

    kind: str
    first: Span
    again: Span


@dataclass(frozen=True)
class _Unit:
    text: str
    span: Span

    @cached_property
    def length(self) -> int:
        return self.text.count(" ") + 1

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text.casefold()))

    @cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.words)

    @property
    def comparable(self) -> bool:
        """Whether it is prose of the page's own: code cannot be compared, quotations may be repeated on purpose."""
        return not self.text.startswith(_QUOTES) and not _CODE.search(self.text)


def duplicates(document: Document) -> Iterator[Duplicate]:
    """Every unit that the document already had; a sentence only where its whole block is not one."""
    repeated = []
    verse = _verse(document)
    for found in _among(document, (block for block in document.blocks if block.span not in verse)):
        repeated.append(found.again)
        yield found
    left_out = {*repeated, *verse}
    bodies = [block for block in document.blocks if block.kind in ("paragraph", "item") and block.span not in left_out]
    yield from _among(document, _inside(document.sentences, bodies))


def _among(document: Document, segments: Iterable[Segment]) -> Iterator[Duplicate]:
    """Equal units anywhere, and nearly equal ones close by."""
    first: dict[str, Span] = {}
    recent: dict[str, deque[_Unit]] = {}
    for segment in segments:
        kind = _KINDS.get(segment.kind)
        if kind is None:
            continue
        unit = _Unit(document.slice(segment.span), segment.span)
        if unit.length < _FEWEST_NEIGHBOUR_WORDS[kind]:
            continue
        neighbours = recent.setdefault(kind, deque(maxlen=_NEIGHBOURS))
        copied = first.get(_key(unit.text)) if unit.length >= _FEWEST_WORDS[kind] else None
        copied = copied or next(
            (each.span for each in neighbours if _close(kind, each, unit) and _near(kind, each, unit)), None
        )
        if copied and unit.comparable:
            yield Duplicate(kind, copied, unit.span)
        elif not copied:
            first[_key(unit.text)] = unit.span
        neighbours.append(unit)


def _key(text: str) -> str:
    """What two copies have in common: not case, not the mark at the end."""
    return text.rstrip(".!?…").casefold()


def _close(kind: str, one: _Unit, other: _Unit) -> bool:
    """Sentences are neighbours only within a paragraph."""
    return kind != "sentence" or other.span.start - one.span.end <= _SENTENCE_GAP


def _near(kind: str, one: _Unit, other: _Unit) -> bool:
    fewest = _FEWEST_NEIGHBOUR_WORDS[kind]
    if min(one.length, other.length) < fewest or not _NEAR_LENGTH <= one.length / other.length <= 1 / _NEAR_LENGTH:
        return False
    if one.words == other.words:  # such a pair stands together only by mistake
        return True
    if kind == "paragraph" or len(one.words) < _FEWEST_NEAR or _figures(one) != _figures(other):
        return False  # instructions and lists run parallel: "one third of the way ...", "two thirds of the way ..."
    if len(one.distinct & other.distinct) < _NEAR * _NEAR * max(len(one.distinct), len(other.distinct)):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= _NEAR


def _figures(unit: _Unit) -> list[str]:
    return [word for word in unit.words if word.isdigit()]


def _verse(document: Document) -> set[Span]:
    """Lines that stand in a stanza, where repeating is meant."""
    verse: set[Span] = set()
    stanza: list[Segment] = []
    for block in document.blocks:
        if stanza and _gap(document, stanza[-1], block).count("\n") != 1:
            stanza = []
        stanza.append(block)
        if len({document.slice(each.span) for each in stanza[-_STANZA:]}) >= _STANZA:
            verse.update(each.span for each in stanza)
    return verse


def _gap(document: Document, one: Segment, following: Segment) -> str:
    return document.text[one.span.end : following.span.start].replace("\r\n", "\n").replace("\r", "\n")


def _inside(sentences: Iterable[Segment], blocks: Sequence[Segment]) -> Iterator[Segment]:
    """The sentences that lie in one of the blocks, both being in order."""
    ahead = iter(blocks)
    block = next(ahead, None)
    for sentence in sentences:
        while block and block.span.end <= sentence.span.start:
            block = next(ahead, None)
        if block and block.span.start <= sentence.span.start:
            yield sentence
