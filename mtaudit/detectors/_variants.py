"""One word in British and American spelling, or one brand in two kinds of capitals, on one page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mtaudit.detectors._quoted import Quoted
from mtaudit.lexicons.british import american
from mtaudit.lexicons.english import commonness
from mtaudit.model import Document, Finding, Rule, Span, Suggestion

_STYLE = "style/inconsistent-style"

VARIANT = Rule("consistency/variant", _STYLE, "minor", "A word in British and in American spelling", status="preview")
CAPITALS = Rule("consistency/capitals", _STYLE, "minor", "A name in two kinds of capitals")

_COMMON = 2.8
_BRAND = re.compile(r"(?<![\w./@-])[A-Z][a-z]+(?:[A-Z]+[a-z]*)+(?![\w/@-]|\.\w)")


def variants(document: Document) -> Iterator[Finding]:
    """Yield the second spelling of a word that the page writes both ways outside quotations."""
    words = {word for word in document.vocabulary if word.islower() and len(word) > 4}
    quoted: Quoted | None = None
    for british in words:
        for other in american(british):
            if other in words and min(commonness(british), commonness(other)) >= _COMMON:
                quoted = quoted or Quoted(document)
                yield from _variant(document, quoted, f"{british}|{other}")


def _variant(document: Document, quoted: Quoted, spellings: str) -> Iterator[Finding]:
    places = [
        Span(*match.span())
        for match in re.finditer(rf"\b(?:{spellings})\b", document.flat)
        if match.start() not in quoted
    ]
    first = next(iter(places), None)
    other = next((place for place in places if first and document.slice(place) != document.slice(first)), None)
    if first and other:
        word = document.slice(first)
        yield Finding(VARIANT, other, f"The page also writes “{word}”.", (Suggestion(word),), (first,))


def capitals(document: Document) -> Iterator[Finding]:
    """Yield the rarer form of a name with a capital inside that also stands with other capitals."""
    forms: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    inner = {match[0].lower() for match in _BRAND.finditer(document.flat)}
    if not inner:
        return
    for match in re.finditer(r"(?<![\w./@-])[A-Z]\w{3,}(?![\w/@-]|\.\w)", document.flat):
        if match[0].lower() in inner and not match[0].isupper():
            forms[match[0].lower()][match[0]].append(Span(*match.span()))
    for each in forms.values():
        if len(each) > 1:
            best = max(each, key=lambda form: (len(each[form]), sum(map(str.isupper, form))))
            wrong = next(form for form in each if form != best)
            message = f"The page also writes “{best}”."
            yield Finding(CAPITALS, each[wrong][0], message, (Suggestion(best),), (each[best][0],))
