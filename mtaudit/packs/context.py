"""Where a match stands: the words around it, its kind of block, quotation marks, exceptions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from mtaudit.model import Span
from mtaudit.packs.compiled import Conditions, Words
from mtaudit.packs.haystack import Haystack

_BODY = ("paragraph", "item", "caption", "cell", "unit")
# How far a phrase of an exception may reach beyond the match.
_REACH = 80
_QUOTE = re.compile(r"[\"“”„«»]")


class Surroundings:
    """What is asked about places of one document; each stretch of text is read once, however many ask."""

    def __init__(self, hay: Haystack) -> None:
        """Nothing is worked out before it is asked for."""
        self._hay = hay
        self._sentences: dict[int, list[int]] = {}
        self._extents: dict[tuple[Words, int], Span | None] = {}
        self._quotes: dict[int, tuple[list[int], list[bool]]] = {}

    def allow(self, rule: Conditions, start: int, end: int) -> bool:
        """Whether a match of a rule counts at this place."""
        return (
            (not rule.scope or self._in_scope(rule.scope, start))
            and not (rule.exceptions and self._excepted(rule.exceptions, start, end))
            and (rule.near is None or self.holds(rule.near, start, end))
            and (rule.not_near is None or not self.holds(rule.not_near, start, end))
        )

    def holds(self, words: Words, start: int, end: int) -> bool:
        """Whether one of the words stands around a match, and not in it."""
        scope = self._scope(words.within, start)
        key = (words, scope.start)
        if key not in self._extents:
            self._extents[key] = _extent(self._hay.folded, words.words, scope)
        extent = self._extents[key]
        return extent is not None and (extent.start <= start or extent.end >= end)

    def _scope(self, within: str, offset: int) -> Span:
        if within == "document":
            return Span(0, len(self._hay.folded))
        block = self._hay.block(offset)
        bounds = self._hay.bounds(block)
        if within == "paragraph":
            return bounds
        if block not in self._sentences:
            from mtaudit.segment import split

            spans = split(self._hay.text[bounds.start : bounds.end])
            self._sentences[block] = [bounds.start + end for _, end in spans]
        ends = self._sentences[block]
        number = bisect_right(ends, offset)
        return Span(ends[number - 1] if number else bounds.start, ends[number] if number < len(ends) else bounds.end)

    def _in_scope(self, scope: tuple[str, ...], offset: int) -> bool:
        number = self._hay.block(offset)
        kind = self._hay.document.blocks[number].kind
        if kind == "quote" or self._quoted(number, offset):
            return "quote" in scope
        return kind in scope or (kind in _BODY and "body" in scope)

    def _quoted(self, block: int, offset: int) -> bool:
        """Whether a quotation that starts in the block is still open."""
        if block not in self._quotes:
            self._quotes[block] = _quotations(self._hay.text, self._hay.bounds(block))
        places, states = self._quotes[block]
        number = bisect_left(places, offset)
        return bool(number) and states[number - 1]

    def _excepted(self, exceptions: tuple[str, ...], start: int, end: int) -> bool:
        bounds = self._hay.bounds(self._hay.block(start))
        low, high = max(bounds.start, start - _REACH), min(bounds.end, end + _REACH)
        matches = _any_of(exceptions).finditer(self._hay.folded, low, high)
        return any(match.start() < end and start < match.end() for match in matches)


def _quotations(text: str, bounds: Span) -> tuple[list[int], list[bool]]:
    """Where quotation marks stand in a block, and whether a quotation is open after each."""
    places, states = [], []
    opened = ""
    for match in _QUOTE.finditer(text, *bounds):
        opened = _after_mark(opened, match[0])
        places.append(match.start())
        states.append(bool(opened))
    return places, states


def _after_mark(opened: str, mark: str) -> str:
    """The mark that a quotation was opened by, after one more mark; "" for none."""
    if mark in "”»" or mark == opened == '"' or (opened == "„" and mark == "“"):
        return ""
    return opened if mark == '"' and opened else mark


def _extent(folded: str, words: tuple[str, ...], scope: Span) -> Span | None:
    """Where the first of the words in a range ends, and where the last of them starts."""
    firsts = [found.end for word in words if (found := _first(folded, word, scope))]
    if not firsts:
        return None
    return Span(min(firsts), max(found.start for word in words if (found := _last(folded, word, scope))))


def _first(folded: str, word: str, scope: Span) -> Span | None:
    stem = word.rstrip("*")
    at = folded.find(stem, *scope)
    while at >= 0 and not _is_whole(folded, word, at, len(stem)):
        at = folded.find(stem, at + 1, scope.end)
    return Span(at, at + len(stem)) if at >= 0 else None


def _last(folded: str, word: str, scope: Span) -> Span | None:
    stem = word.rstrip("*")
    at = folded.rfind(stem, *scope)
    while at >= 0 and not _is_whole(folded, word, at, len(stem)):
        at = folded.rfind(stem, scope.start, at + len(stem) - 1)
    return Span(at, at + len(stem)) if at >= 0 else None


def _is_whole(folded: str, word: str, at: int, length: int) -> bool:
    """Whether a find is no part of a longer word; a word that ends in ``*`` may go on."""
    if at and folded[at - 1].isalnum():
        return False
    return word.endswith("*") or not folded[at + length : at + length + 1].isalnum()


@lru_cache(maxsize=4096)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One of the phrases, the longest first, as whole words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
