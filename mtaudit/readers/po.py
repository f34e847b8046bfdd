"""Gettext PO: each msgstr is a unit, its msgid the source; fuzzy, obsolete and header entries are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mtaudit.errors import LanguageError
from mtaudit.expressions import expression
from mtaudit.model import Document, Span
from mtaudit.readers._units import Escape, Units, backslashed
from mtaudit.readers._windows import Window, cut

SUFFIXES = (".po",)

_LINE = expression(
    r"""[ \t]*(?:
        (?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*
      | (?P<flags>\#,.*) | (?P<comment>\#.*) | (?=")
    )(?:"(?P<string>(?:[^"\\\n]|\\.)*)")?""",
    re.VERBOSE,
)
_LANGUAGE = expression(r"^Language:[ \t]*([A-Za-z]\S*)", re.MULTILINE)
_GAP = expression(r"\"[ \t]*\r?\n(?=[ \t]*\r?\n)")
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def _meant(match: re.Match[str]) -> str:
    body = match[0][1:]
    if body[0] == "x":
        return chr(int(body[1:], 16))
    return _SIMPLE.get(body, chr(int(body, 8)) if body.isdigit() else body)


ESCAPE = Escape(expression(r"\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}|.)"), _meant)


@dataclass
class _Entry:
    """An entry as its lines come in: the strings of each keyword as ranges of the file."""

    strings: dict[str, list[Span]] = field(default_factory=dict)
    flags: str = ""
    comments: list[Span] = field(default_factory=list)


def read(raw: str, name: str) -> Document:
    """Units in the order of the file; the plural forms of one entry are units of their own."""
    units = Units(raw)
    for entry in _entries(raw):
        for start, end in entry.comments:
            units.comment(raw[start:end].lstrip("# "), start, end)
            units.close_block("meta")
        if "fuzzy" not in entry.flags:
            _take(entry, units)
    return units.document(name, "po")


def windows(blocks: Iterable[str], name: str, size: int) -> Iterator[Window]:
    """A file in runs of entries."""
    return cut(blocks, size, _end_of_entries)


def encode(text: str) -> str:
    """How a string of a PO file writes a text."""
    return backslashed(text)


def _end_of_entries(text: str) -> int:
    """Behind the last translation with a blank line behind it."""
    ends = [gap.end() for gap in _GAP.finditer(text)]
    return next((end for end in reversed(ends) if text.startswith("msgstr", text.rfind("\nmsg", 0, end) + 1)), 0)


def _entries(raw: str) -> Iterator[_Entry]:
    entry, keyword = _Entry(), ""
    at = 0
    for line in raw.split("\n"):
        match = _LINE.match(line)
        if match is None:  # a blank or an odd line
            keyword = ""
        elif match["string"] is None:
            if entry.strings:
                yield entry
                entry = _Entry()
            entry.flags += match["flags"] or ""
            if match["comment"]:
                entry.comments.append(Span(at + match.start("comment"), at + match.end("comment")))
            keyword = match["keyword"] or ""
        else:
            if match["keyword"]:
                keyword = match["keyword"]
                if keyword in entry.strings or (keyword == "msgctxt" and entry.strings):
                    yield entry
                    entry = _Entry()
            if keyword:
                entry.strings.setdefault(keyword, []).append(Span(at + match.start("string"), at + match.end("string")))
        at += len(line) + 1
    yield entry


def _take(entry: _Entry, units: Units) -> None:
    single, plural, context = (
        _meaning(units.raw, entry.strings.get(key, [])) for key in ("msgid", "msgid_plural", "msgctxt")
    )
    if not single:
        _check(_meaning(units.raw, entry.strings.get("msgstr", [])))
        return
    for keyword, spans in entry.strings.items():
        if keyword.startswith("msgstr"):
            source = plural if plural and keyword != "msgstr[0]" else single
            if _meaning(units.raw, spans).strip():
                target = "".join(units.text(*span, ESCAPE) for span in spans)
                units.close_unit(source, target, context or single)
            else:
                units.empty_unit(spans[0].start - 1, spans[-1].end + 1, source, context or single)


def _check(header: str) -> None:
    """Raises LanguageError where the header names another language than English."""
    language = _LANGUAGE.search(header)
    if language and not language[1].lower().startswith("en"):
        raise LanguageError(language[1])


def _meaning(raw: str, spans: list[Span]) -> str:
    return "".join(ESCAPE.pattern.sub(lambda match: _meant(match), raw[span.start : span.end]) for span in spans)
