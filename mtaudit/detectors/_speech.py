"""Reported speech: closing tags ("he said"), and whether what they close is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtaudit.detectors._quoted import Quoted
from mtaudit.model import Document, Segment, Span

_VERB = "said|says|added|adds|told|explained|noted|stressed|emphasi[sz]ed|continued|concluded|stated|claimed|insisted"
_TAG = re.compile(
    rf"(?P<comma>,) (?P<who>he|she|they|I|the [a-z]+(?: [a-z]+)?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){{0,2}}) "
    rf"(?P<verb>{_VERB})(?! to (?:him|her)self)(?: (?:[a-z]+|[A-Z]\w+)){{0,4}}\.?$"
)
_FIRST = re.compile(r"\b(?:I|we|We|my|My|our|Our|us)\b(?![.’'][a-z]?\b)|\b(?:I|We|we)(?=[’'])")
_PRONOUNS = ("he", "she", "they")


@dataclass(frozen=True)
class Tagged:
    """A sentence that ends in a tag: the words that are told, the tag, its speaker and verb."""

    words: Span
    tag: Span
    who: str
    verb: str
    block: int
    first_person: bool
    quoted: bool

    @property
    def by_pronoun(self) -> bool:
        """Whether only a pronoun names the speaker."""
        return self.who in _PRONOUNS


def tagged(document: Document, quoted: Quoted) -> Iterator[Tagged]:
    """The sentences that end in a tag, in order."""
    for number, sentence in _numbered(document):
        match = _TAG.search(document.flat, max(sentence.span.start, sentence.span.end - 90), sentence.span.end)
        if match and match.start() > sentence.span.start:
            words = Span(sentence.span.start, match.end("comma"))
            told = document.flat[words.start : words.end]
            yield Tagged(
                words,
                Span(match.start("who"), match.end()),
                match["who"],
                match["verb"],
                number,
                bool(_FIRST.search(told)),
                quoted.touches(sentence.span),
            )


def first_person(text: str) -> bool:
    """Whether a text speaks of I or we."""
    return bool(_FIRST.search(text))


def _numbered(document: Document) -> Iterator[tuple[int, Segment]]:
    """The sentences of paragraphs with the number of their block."""
    number = 0
    for sentence in document.sentences:
        while document.blocks[number].span.end <= sentence.span.start:
            number += 1
        if document.blocks[number].kind == "paragraph":
            yield number, sentence
