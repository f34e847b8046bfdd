"""A document as the network reads it: windows of whole sentences, and what it says of each word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.engines import sense
from mtaudit.engines._wordpiece import WORD
from mtaudit.model import Document, Span

if TYPE_CHECKING:
    from mtaudit.engines._wordpiece import Pieces
    from mtaudit.engines.sense import Answer, Floats

#: About as many words as the network saw at a time.
_WORDS = 80
#: How many characters to each side of a hidden word are enough.
_REACH = 130


class Window(NamedTuple):
    """A run of sentences of one block, and its pieces."""

    start: int
    text: str
    pieces: Pieces


class Word(NamedTuple):
    """A word on the page, where it stands in its window, and what the network says of it."""

    span: Span
    text: str
    window: int
    piece: int
    sense: float
    tag: float
    wanted: Floats


class Page(NamedTuple):
    """A document read: its windows and its words, both in order, and if that was asked how badly each word is put."""

    windows: tuple[Window, ...]
    words: tuple[Word, ...]
    bad: tuple[float, ...] | None


def read(document: Document, bad: bool = False) -> Page:
    """Read a document, and say how badly it is put if so wished; raises EngineError where the network cannot run."""
    texts = tuple(_windows(document))
    page = _last.get(texts)
    if page is None or (bad and page.bad is None):
        page = _read(texts, bad)
        _last.clear()
        _last[texts] = page
    return page


def chance(logit: float) -> float:
    """The probability that a logarithm of odds stands for."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


#: The last document: several detectors read the same.
_last: dict[tuple[tuple[int, str], ...], Page] = {}


def _read(texts: tuple[tuple[int, str], ...], bad: bool) -> Page:
    network = sense.network()
    windows = tuple(Window(start, text, network.cutter.pieces(text)) for start, text in texts)
    words = []
    badly: list[float] = []
    for number, answer in enumerate(network.ask([window.pieces for window in windows], bad)):
        found = list(_words(number, windows[number], answer))
        words += found
        if answer.bad is not None:
            badly += map(float, answer.bad[[word.piece for word in found]])
    return Page(windows, tuple(words), tuple(badly) if bad else None)


def _words(number: int, window: Window, answer: Answer) -> Iterator[Word]:
    for match in WORD.finditer(window.text):
        piece = window.pieces.first.get(match.start(), sense.LONGEST)
        if piece < len(answer.sense):
            span = Span(window.start + match.start(), window.start + match.end())
            values = float(answer.sense[piece]), float(answer.tag[piece]), answer.wanted[piece]
            yield Word(span, match[0], number, piece, *values)


def hidden(page: Page, words: Sequence[Word]) -> list[Floats]:
    """For each word the vector that would fit in its place, when the network does not see it."""
    network = sense.network()
    texts = []
    places = []
    for word in words:
        window = page.windows[word.window]
        start, text = _around(window.text, word.span.start - window.start)
        at = word.span.start - window.start - start
        pieces = network.cutter.pieces(text, at)
        texts.append(pieces)
        places.append(pieces.first[at])
    return [answer.wanted[place] for place, answer in zip(places, network.ask(texts), strict=True)]


def _around(text: str, at: int) -> tuple[int, str]:
    """The part of a window close to a place, from word to word, and where it begins."""
    start = text.rfind(" ", 0, max(0, at - _REACH)) + 1
    end = text.find(" ", at + _REACH)
    return start, text[start : end if end > 0 else len(text)]


def _windows(document: Document) -> Iterator[tuple[int, str]]:
    """Runs of sentences that fit the network, in order; headings and cells are too short to judge."""
    held: list[Span] = []
    block = None
    inside = iter(document.blocks)
    for sentence in document.sentences:
        span = sentence.span
        while block is None or span.start >= block.span.end:
            if held:
                yield _joined(document, held)
                held = []
            block = next(inside)
        for part in _parts(document, span):
            if held and _count(document, Span(held[0].start, part.end)) > _WORDS:
                yield _joined(document, held)
                held = []
            held.append(part)
    if held:
        yield _joined(document, held)


def _joined(document: Document, held: Sequence[Span]) -> tuple[int, str]:
    return held[0].start, document.flat[held[0].start : held[-1].end]


def _count(document: Document, span: Span) -> int:
    return document.flat.count(" ", span.start, span.end) + 1


def _parts(document: Document, span: Span) -> Iterator[Span]:
    """A sentence that is too long, in parts."""
    if _count(document, span) <= _WORDS:
        yield span
        return
    start = span.start
    spaces = [match.start() for match in re.finditer(" ", document.flat[span.start : span.end])]
    for at in spaces[_WORDS - 1 :: _WORDS]:
        yield Span(start, span.start + at)
        start = span.start + at + 1
    if start < span.end:
        yield Span(start, span.end)
