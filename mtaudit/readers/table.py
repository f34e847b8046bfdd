"""Tables, CSV and TSV: the cells of the translation's column beside those of the source; without names, every cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mtaudit.model import Document, Span
from mtaudit.readers._units import Escape, Units

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
    """The tab in a TSV file; in a CSV file what parts its first lines: a comma, a semicolon or a tab."""
    if name.lower().endswith(".tsv"):
        return "\t"
    try:
        return csv.Sniffer().sniff(raw[:4096], ",;\t").delimiter
    except csv.Error:
        return ","


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
