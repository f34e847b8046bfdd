"""A headline and the text under it, as words that can be compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from mtaudit.lexicons.english import classes, commonness
from mtaudit.model import Document, Segment, Span

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:[’'-][^\W_]+)*|[.,;:!?()“”\"‘’|–—-]")
_SMALL = re.compile(r"[’']s$|\.")
_ENDING = re.compile(r"(?:ing|ed|es|s|d)$")
_FUNCTION_WORD = 6.2
_SHORTEST = 3


class Word(NamedTuple):
    """A word as it stands, its place, and its letters small and without stops or possessive ending."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))

    @property
    def low(self) -> str:
        """The word in small letters: "U.S." and "US" are one."""
        return _low(self.text)

    @property
    def is_content(self) -> bool:
        """Whether the word says something: no function word, no mark."""
        if not self.low[:1].isalnum():
            return False
        return self.text.isupper() or (len(self.low) >= _SHORTEST and commonness(self.low) < _FUNCTION_WORD)

    @property
    def is_noun(self) -> bool:
        """Whether the word is a noun first of all, and no name."""
        return self.text.islower() and classes(self.low)[:1] in ("n", "s")


@dataclass(frozen=True)
class Page:
    """A document, sentence by sentence as words."""

    document: Document

    @cached_property
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence."""
        return tuple(tuple(words(self.document, each.span)) for each in self.document.sentences)


@dataclass(frozen=True)
class Heading:
    """A headline with the paragraphs under it."""

    page: Page
    block: Segment
    body: tuple[Segment, ...]

    @property
    def document(self) -> Document:
        """The document that it heads."""
        return self.page.document

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words and marks of the headline."""
        return tuple(words(self.document, self.block.span))

    @cached_property
    def sentences(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each sentence of the body."""
        every = self.document.sentences
        start, end = (bisect_left(every, at, key=_start) for at in (self.body[0].span.start, self.body[-1].span.end))
        return self.page.sentences[start:end]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of all words of the body."""
        found = {word.low for sentence in self.sentences for word in sentence}
        return frozenset(word[:size] for word in found for size in range(_SHORTEST, 14)) | found

    def supports(self, word: Word) -> bool:
        """Whether the body has a word that begins alike."""
        return stem(word.low) in self.stems


def headings(document: Document) -> Iterator[Heading]:
    """The headlines that have paragraphs under them, each wording once; the first one has the whole page."""
    headlines = [block for block in document.blocks if block.kind == "headline"]
    paragraphs = [block for block in document.blocks if block.kind == "paragraph"]
    page = Page(document)
    seen: set[str] = set()
    for number, block in enumerate(headlines):
        end = headlines[number + 1].span.start if 0 < number < len(headlines) - 1 else len(document.text)
        first, last = (bisect_left(paragraphs, at, key=_start) for at in (block.span.end, end))
        below = paragraphs[first:last]
        text = document.slice(block.span).lower()
        if below and text not in seen:
            yield Heading(page, block, tuple(below))
        seen.add(text)


def _start(block: Segment) -> int:
    return block.span.start


def words(document: Document, span: Span) -> Iterator[Word]:
    """The words and marks of a stretch of text."""
    for match in _TOKEN.finditer(document.flat, *span):
        yield Word(match[0], match.start())


@lru_cache(maxsize=32768)
def _low(text: str) -> str:
    return text if text[0].isdigit() else _SMALL.sub("", text).lower()


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """The beginning of a word that its forms share."""
    bare = _ENDING.sub("", word) if len(word) > _SHORTEST else word
    return bare[: max(_SHORTEST + 1, len(bare) - 2)]
