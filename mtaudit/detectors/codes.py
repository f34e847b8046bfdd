"""Placeholders, tags and addresses that the translation lost, changed or made up.

What it finds
    With the source at hand: a placeholder (``%s``, ``{name}``, ``${x}``), a tag or an inline code that only one side
    has, an address or an option of a command that is not in the translation, and a menu's accelerator that is gone.

Why it matters
    A program fills a placeholder or crashes at it; a lost tag breaks the page.

Example
    Source: Hallo %s. Before: Hello s%. After: Hello %s.

Limits
    Order does not count, nor do placeholders of plural forms that one side need not have ("one file" for "%d Datei").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment, Span
from mtaudit.settings import Settings

_MARKUP = "design-and-markup/markup-tag"

LOST = Rule("codes/lost", _MARKUP, "critical", "A placeholder of the source is missing", evidence="source")
EXTRA = Rule("codes/extra", _MARKUP, "critical", "A placeholder that the source does not have", evidence="source")
TAG = Rule("codes/tag", _MARKUP, "major", "Tags that are not those of the source", evidence="source")
ADDRESS = Rule("codes/address", "accuracy/omission", "major", "An address of the source is missing", evidence="source")
OPTION = Rule("codes/option", _MARKUP, "major", "An option of a command is missing", evidence="source")
ACCELERATOR = Rule("codes/accelerator", _MARKUP, "minor", "The key of a menu's entry is missing", evidence="source")

ESCAPE = Rule("codes/escape", _MARKUP, "major", "A backslash that the source does not have", evidence="source")

RULES = (LOST, EXTRA, TAG, ADDRESS, OPTION, ACCELERATOR, ESCAPE)
COMPARES = True

_ADDRESS = expression(r"https?://[^\s<>\"'“”()]+[^\s<>\"'“”().,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OPTION = expression(r"(?<![\w-])--[a-z][a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")
_ENTITY = expression(r"&(?:[a-zA-Z]{2,10}|#\d{1,6});")
_ATTRIBUTES = expression(r"\s[^<>]*?(?=/?>)")
_ACCELERATOR = expression(r"(?<![&\w])&(?=\w)(?!\w+;)|(?<!\w)_(?=\w+(?:\s|$|\.{3}|…))")
_LONGEST_MENU = 40
#: What a translation may have more or less of: a per cent sign in words, a count that is one.
_FREE = frozenset({"%%", "%d", "%i", "{0}", "{n}", "{count}", "%n"})


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what only one side of each pair holds."""
    for pair in document.pairs:
        if pair.source and pair.target:
            yield from _codes(pair, document)
            yield from _addresses(pair)
            yield from _options(pair)
            yield from _accelerator(pair)
            yield from _escapes(pair, document)


def _codes(pair: Segment, document: Document) -> Iterator[Finding]:
    theirs, mine = (Counter(_placeholders(text)) for text in (pair.source, pair.target))
    lost, extra = ([code for code in more if code not in _FREE] for more in (theirs - mine, mine - theirs))
    for code in lost:
        instead = f", not {extra[0]}" if extra else ""
        yield Finding(LOST, pair.span, f"The source has {code} here{instead}.")
    for code in extra if not lost else ():
        yield Finding(EXTRA, _place(pair, document, code), f"The source has no {code}.")
    tags = [Counter(_tags(text)) for text in (pair.source, pair.target)]
    if tags[0] != tags[1]:
        yield Finding(TAG, pair.span, _difference(*tags))


def _placeholders(text: str) -> Iterator[str]:
    from mtaudit.readers._units import COUNTED, PLACEHOLDER

    for match in (
        PLACEHOLDER.finditer(text) if not COUNTED.search(text) else ()
    ):  # the forms of a count are the language's
        if match[0][0] != "<" and not _ENTITY.fullmatch(match[0]):
            yield match[0]


def _tags(text: str) -> Iterator[str]:
    """Tags without their attributes, but for those by which an inline code is known."""
    from mtaudit.readers._units import PLACEHOLDER

    for match in PLACEHOLDER.finditer(text):
        if match[0][0] == "<":
            known = re.search(r"\bid=[\"'][^\"']*[\"']", match[0])
            yield _ATTRIBUTES.sub(f" {known[0]}" if known else "", match[0]).replace(" />", "/>")


def _difference(theirs: Counter[str], mine: Counter[str]) -> str:
    parts = [f"missing {' '.join((theirs - mine).elements())}"] * bool(theirs - mine)
    parts += [f"added {' '.join((mine - theirs).elements())}"] * bool(mine - theirs)
    return f"Not the tags of the source: {', '.join(parts)}."


def _place(pair: Segment, document: Document, code: str) -> Span:
    """Where a code stands in the file, or the whole unit."""
    at = document.raw_slice(pair.span).find(code)
    start = next((n for n in range(*pair.span) if document.origin[n] == document.origin[pair.span.start] + at), -1)
    return Span(start, start + len(code)) if at >= 0 and 0 <= start <= pair.span.end - len(code) else pair.span


def _escapes(pair: Segment, document: Document) -> Iterator[Finding]:
    if "\\" not in pair.source and "\\" in pair.target:
        at = document.text.find("\\", *pair.span)
        span = Span(at, at + 1) if at >= 0 else pair.span
        yield Finding(ESCAPE, span, "A backslash came in; the source has none.")


def _addresses(pair: Segment) -> Iterator[Finding]:
    for address in dict.fromkeys(_ADDRESS.findall(pair.source)):
        if address not in pair.target:
            yield Finding(ADDRESS, pair.span, f"The source has {address} here.")


def _options(pair: Segment) -> Iterator[Finding]:
    for option in dict.fromkeys(_OPTION.findall(pair.source)):
        if option not in _OPTION.findall(pair.target):
            yield Finding(OPTION, pair.span, f"The source has the option {option} here.")


def _accelerator(pair: Segment) -> Iterator[Finding]:
    if len(pair.source) <= _LONGEST_MENU and len(_ACCELERATOR.findall(pair.source)) == 1:
        mark = _ACCELERATOR.search(pair.source)
        if mark and not _ACCELERATOR.search(pair.target):
            yield Finding(ACCELERATOR, pair.span, f"The source marks a letter with “{mark[0]}”.")
