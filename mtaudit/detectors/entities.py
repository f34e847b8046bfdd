"""Names and acronyms that are not those of the source.

What it finds
    With a source in Latin letters at hand: a name or an acronym of one or two letters more, less or other than the one
    in the source ("Gorbatchew" for Gorbatchov, "NTAO" for NATO), while the source's own form is nowhere in the
    translation.

Why it matters
    A misspelt name is what readers and the named see first, and searches do not find it.

Example
    Source: Die Lage in Kandahar. Before: The situation in Khandar. After: The situation in Kandahar.

Limits
    Names that English writes in another way (Praha, Moskva) are left alone, as are endings that the grammar of the
    source adds. Names in other scripts are not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtaudit.detectors._spellings import distance
from mtaudit.expressions import expression
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

NAME = Rule(
    "entities/name", "accuracy/entity", "major", "A name that the source spells in another way", evidence="source"
)
ACRONYM = Rule("entities/acronym", "accuracy/entity", "major", "An acronym of other letters", evidence="source")

RULES = (NAME, ACRONYM)
COMPARES = True

_NAME = expression(r"\b[^\W\d_a-z][^\W\d_A-Z]{3,}\b")
_ACRONYM = expression(r"\b[A-Z]{3,6}\b")
_LEAST_LETTERS = 6


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every name and acronym that is nearly, and nowhere exactly, one of the source."""
    for pair in document.pairs:
        if any(char.isascii() and char.isupper() for char in pair.source):
            yield from _names(pair, document)
            yield from _acronyms(pair, document)


def _names(pair: Segment, document: Document) -> Iterator[Finding]:
    theirs = _found(_NAME, pair.source)
    text = document.flat[pair.span.start : pair.span.end]
    mine = _found(_NAME, text)
    lost = [name for name in theirs if not any(_same(name, each) for each in mine)]
    new = {name for name in mine if not any(_same(each, name) for each in theirs) and _is_no_word(name)}
    if not lost or not new:
        return
    for match in _NAME.finditer(text):
        near = [name for name in lost if match[0] in new and _is_slip(match[0], name)]
        if len(near) == 1:
            yield _finding(NAME, pair, match, near[0])


def _acronyms(pair: Segment, document: Document) -> Iterator[Finding]:
    theirs = set(_ACRONYM.findall(pair.source))
    text = document.flat[pair.span.start : pair.span.end]
    mine = set(_ACRONYM.findall(text))
    for match in _ACRONYM.finditer(text):
        is_new = match[0] not in theirs and _is_no_word(match[0])  # USSR is no slip of URSS
        near = [each for each in theirs - mine if sorted(each) == sorted(match[0])] if is_new else []
        if len(near) == 1 and not text.isupper():
            yield _finding(ACRONYM, pair, match, near[0])


def _finding(rule: Rule, pair: Segment, match: re.Match[str], right: str) -> Finding:
    span = Span(pair.span.start + match.start(), pair.span.start + match.end())
    return Finding(rule, span, f"The source has “{right}” here.", (Suggestion(right),))


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {match[0] for match in pattern.finditer(text)}


def _is_no_word(name: str) -> bool:
    return not commonness(name.lower())


def _same(source: str, name: str) -> bool:
    """Whether two forms are one name: but for accents, and for endings that a language adds."""
    one, other = _plain(source), _plain(name)
    short = min(len(one), len(other))
    return one[:short] == other[:short] and abs(len(one) - len(other)) <= max(4, short // 2)


def _is_slip(name: str, source: str) -> bool:
    """Whether a name is one or two letters away from the source's, with the same start and length enough to tell."""
    one, other = _plain(name), _plain(source)
    if min(len(one), len(other)) < _LEAST_LETTERS or one[0] != other[0]:
        return False
    return 0 < distance(one, other) <= (1 if len(one) < 2 * _LEAST_LETTERS - 2 else 2)


def _plain(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(char))
