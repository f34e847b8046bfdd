"""Apple's .strings: the value of each pair is a unit."""

from __future__ import annotations

import re
from pathlib import Path

from mtaudit.model import Document
from mtaudit.readers._languages import is_english
from mtaudit.readers._units import Escape, Units, backslashed

SUFFIXES = (".strings",)

_PAIR = re.compile(
    r'/\*(?P<note>.*?)\*/|//[^\n]*|(?:"(?P<key>(?:[^"\\]|\\.)*)"|(?P<bare>[\w.-]+))\s*=\s*"(?P<value>(?:[^"\\]|\\.)*)"\s*;',
    re.DOTALL,
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r"}


def _meant(match: re.Match[str]) -> str:
    body = match[0][1:]
    return chr(int(body[1:], 16)) if len(body) > 1 else _SIMPLE.get(body, body)


ESCAPE = Escape(re.compile(r"\\(?:[uU][0-9a-fA-F]{4}|.)", re.DOTALL), _meant)


def read(raw: str, name: str) -> Document:
    """Units in the order of the file."""
    units = Units(raw)
    for match in _PAIR.finditer(raw):
        if match["value"] is not None:
            target = units.text(*match.span("value"), ESCAPE)
            units.close_unit("", target, match["key"] or match["bare"] or "")
    return units.document(name, "strings")


def is_walked(path: Path) -> bool:
    """A walk takes those called by English, and the base of all languages."""
    return path.parent.name == "Base.lproj" or is_english(path)


def encode(text: str) -> str:
    """How a .strings file writes a text."""
    return backslashed(text)
