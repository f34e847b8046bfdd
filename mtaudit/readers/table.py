"""Tables, CSV and TSV: the cells of the translation's column beside those of the source; without names, every cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from mtaudit.model import Document, Span
from mtaudit.readers._units import Escape, Units
from mtaudit.readers._windows import Window, cut

SUFFIXES = (".csv", ".tsv")

#: What a header may call the columns, in any case.
_TARGETS = (
    "target",
    "translation",
    "translated",
    "mt",
    "hypothesis",
    "english",
    "en",
    "en-us",
    "en-gb",
    "en_us",
    "text",
)
_SOURCES = ("source", "src", "original", "source_text", "source text")
_KEYS = ("id", "key", "name")

_QUOTED = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"')
ESCAPE = Escape(re.compile('""'), lambda _: '"')


def read(raw: str, name: str) -> Document:
    """Units row by row. With a header that names no column of a translation, or none at all, each cell is a unit."""
    units = Units(raw)
    rows = _rows(raw, _delimiter(raw, name))
    header = next(rows, [])
    names = [_content(raw, cell).strip().casefold() for cell in header]
    target, source, key = (_column(names, known) for known in (_TARGETS, _SOURCES, _KEYS))
    if target is None:
        for row in (header, *rows):
            for cell in row:
                _add(units, cell, "", "")
        return units.document(name, "table")
    for row in rows:
        cells = [_content(raw, cell) for cell in row]
        if target < len(row):
            texts = (cells[column] if column is not None and column < len(row) else "" for column in (source, key))
            _add(units, row[target], *texts)
    return units.document(name, "table")


def windows(blocks: Iterable[str], name: str, size: int) -> Iterator[Window]:
    """A file in runs of rows; one whose header names no column of a translation in one piece."""
    parts = iter(blocks)
    first = next(parts, "")
    while "\n" not in first and (more := next(parts, "")):
        first += more
    header = first[: first.find("\n") + 1]
    delimiter = _delimiter_of(header, name)
    if not delimiter or header.count('"') % 2:
        return iter((Window("", "".join((first, *parts))),))
    return cut(chain((first,), parts), size, partial(_end_of_rows, delimiter=delimiter), header)


def is_walked(path: Path) -> bool:
    """A walk takes no tables: most hold data."""
    return False


def encode(text: str) -> str:
    """How a quoted cell writes a text; a cell without quotes has no quotation mark in it, or only inside."""
    return text.replace('"', '""')


def _add(units: Units, cell: Span, source: str, key: str) -> None:
    is_quoted = units.raw[cell.start : cell.start + 1] == '"'
    inner = Span(cell.start + 1, cell.end - 1) if is_quoted else cell
    if units.raw[inner.start : inner.end].strip():
        target = units.text(*inner, ESCAPE if is_quoted else None)
        units.close_unit(source, target, key)
    else:
        units.empty_unit(max(0, cell.start - (cell.start == cell.end)), cell.end, source, key)


def _content(raw: str, cell: Span) -> str:
    text = raw[cell.start : cell.end]
    return text[1:-1].replace('""', '"') if text[:1] == '"' else text


def _column(names: Sequence[str], known: Sequence[str]) -> int | None:
    return next((names.index(each) for each in known if each in names), None)


def _delimiter(raw: str, name: str) -> str:
    """The tab in a TSV file; in a CSV file what parts the names of its header, else its first lines."""
    if name.lower().endswith(".tsv"):
        return "\t"
    if known := _delimiter_of(raw.partition("\n")[0], name):
        return known
    try:
        return csv.Sniffer().sniff(raw[:4096], ",;\t").delimiter
    except csv.Error:
        return ","


def _delimiter_of(header: str, name: str) -> str:
    """The comma, semicolon or tab by which a header names the column of the translation; "" if none or several do."""
    known = "\t" if name.lower().endswith(".tsv") else ",;\t"
    found = [each for each in known if each in header and _names(header, each) & set(_TARGETS)]
    return found[0] if len(found) == 1 else ""


def _names(header: str, delimiter: str) -> set[str]:
    return {name.strip().strip('"').strip().casefold() for name in header.split(delimiter)}


def _end_of_rows(text: str, delimiter: str) -> int:
    """Behind the last row that is whole: a cell whose quotation mark is open may hold any number of lines."""
    if delimiter == "\t":
        return text.rfind("\n") + 1
    cell = rf'(?:"(?:[^"]|"")*+"[^{delimiter}\n]*+|(?!")[^{delimiter}\n]*+)'
    row = re.compile(rf"(?:{cell}{delimiter})*+{cell}\n")
    end = 0
    while whole := row.match(text, end):
        end = whole.end()
    return end


def _rows(raw: str, delimiter: str) -> Iterator[list[Span]]:
    """Rows of cells, each with its quotes; in a TSV file a quotation mark is a character like any other."""
    row: list[Span] = []
    at = 0
    while at <= len(raw):
        quoted = _QUOTED.match(raw, at) if delimiter != "\t" else None
        end = quoted.end() if quoted else at
        while end < len(raw) and raw[end] not in (delimiter, "\n"):
            end += 1
        row.append(Span(at, end))
        if end == len(raw) or raw[end] == "\n":
            if any(cell.start < cell.end for cell in row):
                yield row
            row = []
        at = end + 1
