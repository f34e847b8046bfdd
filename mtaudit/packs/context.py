"""Where a match stands: the words around it, its kind of block, quotation marks, exceptions."""

from __future__ import annotations

import re
from functools import lru_cache

from mtaudit.model import Span
from mtaudit.packs.compiled import Conditions, Words
from mtaudit.packs.haystack import Haystack

_BODY = ("paragraph", "item", "caption", "cell")
# How far a phrase of an exception may reach beyond the match.
_REACH = 80


class Surroundings:
    """What is asked about places of one document, worked out once."""

    def __init__(self, hay: Haystack) -> None:
        """Nothing is worked out before it is asked for."""
        self._hay = hay
        self._sentences: dict[int, list[Span]] = {}
        self._first: dict[Words, Span] = {}

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
        if words.within == "document":
            return self._document_holds(words, start, end)
        pattern = _any_of(words.words)
        scope = self._hay.bounds(self._hay.block(start))
        if words.within == "sentence":
            scope = self._sentence(start)
        folded = self._hay.folded
        return bool(pattern.search(folded, scope.start, start) or pattern.search(folded, end, scope.end))

    def _document_holds(self, words: Words, start: int, end: int) -> bool:
        folded = self._hay.folded
        if words not in self._first:
            self._first[words] = min((_find(folded, word, 0) for word in words.words), key=lambda span: span.start)
        first = self._first[words]
        return first.end <= start or any(_find(folded, word, end).start < len(folded) for word in words.words)

    def _sentence(self, offset: int) -> Span:
        block = self._hay.block(offset)
        if block not in self._sentences:
            from mtaudit.segment import split

            start, end = self._hay.bounds(block)
            self._sentences[block] = [Span(start + a, start + b) for a, b in split(self._hay.text[start:end])]
        spans = self._sentences[block]
        return next((span for span in spans if offset < span.end), spans[-1])

    def _in_scope(self, scope: tuple[str, ...], offset: int) -> bool:
        number = self._hay.block(offset)
        kind = self._hay.document.blocks[number].kind
        if kind == "quote" or _quoted(self._hay.text[self._hay.starts[number] : offset]):
            return "quote" in scope
        return kind in scope or (kind in _BODY and "body" in scope)

    def _excepted(self, exceptions: tuple[str, ...], start: int, end: int) -> bool:
        bounds = self._hay.bounds(self._hay.block(start))
        low, high = max(bounds.start, start - _REACH), min(bounds.end, end + _REACH)
        matches = _any_of(exceptions).finditer(self._hay.folded, low, high)
        return any(match.start() < end and start < match.end() for match in matches)


def _quoted(before: str) -> bool:
    """Whether a quotation that starts in a block is still open."""
    is_open = False
    for mark in re.findall(r"[\"“”„«»]", before):
        is_open = {"“": True, "„": True, "«": True, "”": False, "»": False}.get(mark, not is_open)
    return is_open


def _find(folded: str, word: str, start: int) -> Span:
    """The first place of a whole word from an offset on, or the end of the text."""
    stem = word.rstrip("*")
    at = folded.find(stem, start)
    while at >= 0:
        end = at + len(stem)
        if not folded[at - 1 : at].isalnum() and (stem != word or not folded[end : end + 1].isalnum()):
            return Span(at, end)
        at = folded.find(stem, end)
    return Span(len(folded), len(folded))


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, as a whole word, the longest first; a final ``*`` lets any letters follow."""
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = (rf"{re.escape(word[:-1])}\w*" if word.endswith("*") else re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")
