"""Source that was not translated, or not all of it.

What it finds
    With the source at hand: a translation that is empty, a copy of the source, a word of the source left as it was
    ("the vanaema said"), a translation out of all proportion to its source, and sentences that only one side has.

Why it matters
    What is missing cannot be seen in the translation alone.

Example
    Source: Die Datei wurde gelöscht. Before: (nothing). After: The file was deleted.

Limits
    Names, and words that English has as well, look the same in both languages and are left alone. How long a
    translation may be is learnt from the document's own pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from mtaudit.expressions import expression
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document, Finding, Rule, Segment, Span
from mtaudit.settings import Settings

_OMISSION, _UNTRANSLATED = "accuracy/omission", "accuracy/untranslated"

EMPTY = Rule("coverage/empty", _OMISSION, "critical", "Nothing was translated", evidence="source")
COPIED = Rule("coverage/copied", _UNTRANSLATED, "major", "The source stands here untranslated", evidence="source")
WORD = Rule("coverage/word", _UNTRANSLATED, "major", "A word of the source", evidence="source")
LENGTH = Rule(
    "coverage/length", _OMISSION, "major", "Out of proportion to its source", status="preview", evidence="source"
)
MISSING = Rule("coverage/missing", _OMISSION, "major", "A part of the source is missing", evidence="source")
ADDED = Rule(
    "coverage/added", "accuracy/addition", "minor", "Nothing of the source", status="preview", evidence="source"
)

RULES = (EMPTY, COPIED, WORD, LENGTH, MISSING, ADDED)
COMPARES = True

_WORD = expression(r"(?<![\w./@#&’'-])[^\W\dA-Z_]{4,}(?![\w/@’'-]|\.\w)")
_ANY_WORD = expression(r"[^\W\d_]{2,}")
_CAPITAL_BEFORE = expression(r"(?:^|[^.!?] )[^\W\d_a-z]\w+ (?:\w+ )?$")
_OPENING = expression(r"""[«„‘'(\[]$""")
_TWO_WORDS = expression(r"(?=\b(\w+) (\w+))")
_FEWEST_WORDS = 2
#: Pairs from which the usual proportion is learnt, characters of the shorter side, and how far one may be off.
_FEWEST_PAIRS, _LEAST_LENGTH, _TOO_FAR = 10, 30, 3.0
_SHOWN = 60
_COMMON = 2.5


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every gap between the source and its translation."""
    usual = _usual(document)
    for pair in document.pairs:
        if not pair.source:
            yield Finding(ADDED, pair.span, "Nothing in the source stands opposite.")
        elif not pair.target.strip():
            if not _is_english(pair.source):  # a file of British English keeps what it takes over empty
                yield Finding(EMPTY, pair.span, f"Not translated: “{_short(pair.source)}”.")
        elif _is_copy(pair):
            yield Finding(COPIED, pair.span, "This is the source, untranslated.")
        else:
            yield from _words(pair, document)
            yield from _length(pair, usual)
    for missing in document.missing:
        yield Finding(MISSING, missing.after, f"Behind this, the source goes on: “{_short(missing.source)}”.")


def _is_copy(pair: Segment) -> bool:
    """Whether a translation repeats its source, and that is no English."""
    words = [word for word in _ANY_WORD.findall(pair.source) if word.islower()]
    same = pair.source.strip() == pair.target.strip()
    return same and len(words) >= _FEWEST_WORDS and not _is_english(pair.source)


def _is_english(text: str) -> bool:
    """Whether most words of a text are English ones."""
    words = [word.lower() for word in _ANY_WORD.findall(text)]
    return sum(commonness(word) >= _COMMON for word in words) * 2 > len(words)


def _words(pair: Segment, document: Document) -> Iterator[Finding]:
    text = document.flat[pair.span.start : pair.span.end]
    theirs = {word for word in _own_words(pair.source) if not _in_phrase(word, pair.source, text)}
    for match in _WORD.finditer(text) if theirs else ():
        if match[0] in theirs and not commonness(match[0]) and not _is_named(text, match.start(), match.end()):
            span = Span(pair.span.start + match.start(), pair.span.start + match.end())
            yield Finding(WORD, span, f"“{match[0]}” is a word of the source.")


def _own_words(source: str) -> Iterator[str]:
    """The words of a source in Latin letters that are its language's own: no quotations, names of species or titles."""
    letters = [char for char in source if char.isalpha()]
    if sum("LATIN" in name(char, "") for char in letters) * 2 > len(letters):
        yield from (
            each[0]
            for each in _WORD.finditer(source)
            if each[0].islower() and not _is_named(source, each.start(), each.end())
        )


def _in_phrase(word: str, source: str, text: str) -> bool:
    """Whether a neighbour came along: two words together are a title, or a phrase of a third language."""
    neighbours = re.findall(rf"(?:\w+ )?\b{word}\b(?: \w+)?", source)
    pairs = (pair for each in neighbours for pair in _TWO_WORDS.findall(each))
    return any(" ".join(pair) in text for pair in pairs)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a word stands behind a word with a capital, as in "Elephas sumatranus", or in quotation marks."""
    quoted = text[:start].count('"') % 2 or text[max(0, start - 40) : start].rfind("“") > text[:start].rfind("”")
    return bool(_CAPITAL_BEFORE.search(text[:start]) or _OPENING.search(text[:start]) or quoted)


def _usual(document: Document) -> float:
    """The proportion of translation to source that half of the pairs reach; 0 where there are too few to say."""
    long = [pair for pair in document.pairs if min(len(pair.source), len(pair.target)) >= _LEAST_LENGTH]
    if len(long) < _FEWEST_PAIRS:
        return 0.0
    from statistics import median

    return median(len(pair.target) / len(pair.source) for pair in long)


def _length(pair: Segment, usual: float) -> Iterator[Finding]:
    if not usual or max(len(pair.source) * usual, len(pair.target)) < _LEAST_LENGTH * 2:
        return
    proportion = max(len(pair.target), 1) / (len(pair.source) * usual)
    if proportion < 1 / _TOO_FAR or proportion > _TOO_FAR:
        much = "long" if proportion > 1 else "short"
        yield Finding(LENGTH, pair.span, f"Far too {much} for its source: “{_short(pair.source)}”.")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"
