"""What in a text points to the language it was translated from."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.languages import canonical
from mtaudit.model import Document, Span, Trace

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from mtaudit.packs.library import Library

#: So many characters are looked at: a page says enough, and a book must not cost more.
MOST = 20_000

_SCRIPTS = {
    "Greek": "el",
    "Cyrillic": "ru uk",
    "Hebrew": "he",
    "Arabic": "ar fa ur ps",
    "Devanagari": "hi ne",
    "Bengali": "bn",
    "Tamil": "ta",
    "Sinhala": "si",
    "Thai": "th",
    "Georgian": "ka",
    "Khmer": "km",
    "Korean": "ko",
    "Japanese": "ja",
    "Chinese": "zh ja",
}


class Signature(NamedTuple):
    """A wording, a mark or a form of names that systems carry over from some languages."""

    kind: str
    languages: tuple[str, ...]
    what: str
    pattern: re.Pattern[str]


def traces(document: Document, packs: tuple[Path, ...] = ()) -> Iterator[Trace]:
    """All that points to a language, in the first pages of a document."""
    part = _beginning(document)
    yield from _rules(part, packs)
    yield from _signatures(part)
    yield from _foreign(part)
    yield from _scripts(part)
    yield from _places(part)


def _trace(document: Document, kind: str, span: Span, languages: tuple[str, ...], what: str) -> Trace:
    return Trace(kind, span, " ".join(document.flat[span.start : span.end].split()), languages, what)


def _beginning(document: Document) -> Document:
    """The blocks of the first pages."""
    if len(document.text) <= MOST:
        return document
    from dataclasses import replace

    blocks = (block for block in document.blocks if block.span.start < MOST)
    cut = tuple(replace(block, span=Span(block.span.start, min(block.span.end, MOST))) for block in blocks)
    return replace(document, text=document.text[:MOST], blocks=cut)


def _rules(document: Document, packs: tuple[Path, ...]) -> Iterator[Trace]:
    """The wordings that rules of the packs know as carried over."""
    from mtaudit.packs.library import library
    from mtaudit.packs.search import search

    rules = library(packs)
    for finding in search(document, rules, _telling(rules)):
        yield _trace(document, "rule", finding.span, finding.rule.pivot, finding.rule.summary)


@lru_cache(maxsize=16)
def _telling(rules: Library) -> frozenset[str]:
    """The rules that know from which languages their wordings come."""
    return frozenset(each.rule.id for each in rules.rules if each.rule.pivot and each.rule.status != "pivot")


def _signatures(document: Document) -> Iterator[Trace]:
    text = document.flat
    for block in document.blocks:
        for each in _possible(text[block.span.start : block.span.end]):
            for match in each.pattern.finditer(text, *block.span):
                if match.end() > match.start():
                    yield _trace(document, each.kind, Span(*match.span()), each.languages, each.what)


def _possible(text: str) -> Iterable[Signature]:
    """The signatures that may match in a text; one pass tells it of a text in ASCII, where RE2 and Python agree.

    A run over many texts comes to load RE2, for the packs; a short one must not wait for it.
    """
    if "re2" not in sys.modules or not text.isascii():
        return signatures()
    return (signatures()[number] for number in sorted(_in_one_pass().Match(text) or ()))


@cache
def _in_one_pass() -> Any:
    """All signatures as one automaton."""
    import re2

    found = re2.Set.SearchSet()
    for each in signatures():
        found.Add(each.pattern.pattern)
    found.Compile()
    return found


@cache
def signatures() -> tuple[Signature, ...]:
    """The signatures of the table."""
    rows = (line.split("\t") for line in _lines("signatures.tsv"))
    return tuple(Signature(kind, tuple(codes.split(",")), what, re.compile(text)) for kind, codes, what, text in rows)


def _foreign(document: Document) -> Iterator[Trace]:
    """Words left in another language, unless they are quoted, glossed or a name."""
    from mtaudit.detectors._foreign import foreign_runs, is_meant, vocabulary

    known = vocabulary(document.vocabulary)
    for run in foreign_runs(document, known) if known else ():
        if any(word.tier in ("strong", "alone") for word in run) and not is_meant(document.flat, run):
            for word in run:
                if word.languages and word.tier != "row":
                    languages = tuple(dict.fromkeys(map(canonical, word.languages)))
                    yield _trace(document, "foreign", Span(word.start, word.end), languages, "a word left in it")


def _scripts(document: Document) -> Iterator[Trace]:
    if document.text.isascii():
        return
    from mtaudit.detectors._scripts import LETTERS, may_hold, name_of

    for match in re.finditer(rf"[{LETTERS}]{{2,}}", document.flat) if may_hold(document.flat) else ():
        languages = _SCRIPTS.get(name_of(match[0][0]), "")
        if languages:
            yield _trace(document, "script", Span(*match.span()), tuple(languages.split()), "its script")


def _places(document: Document) -> Iterator[Trace]:
    text, end = document.flat, 0
    found = _names().find_matches_as_indexes(text, overlapping=True)
    for start, stop in sorted(((start, stop) for _, start, stop in found), key=lambda each: (each[0], -each[1])):
        if start >= end and not _is_part(text[start - 1 : start]) and not _is_part(text[stop : stop + 1]):
            end = stop
            yield _trace(document, "name", Span(start, stop), places()[text[start:stop]], "a name of the country")


def _is_part(char: str) -> bool:
    return char.isalnum() or char in ("-", "_")


@cache
def places() -> dict[str, tuple[str, ...]]:
    """Names of places, peoples and coins, with the languages spoken there."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("places.tsv"):
        code, names = line.split("\t")
        for name in names.split("|"):
            found[name] = (*found.get(name, ()), code)
    return found


@cache
def _names() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick(list(places()))


def _lines(name: str) -> Iterator[str]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
