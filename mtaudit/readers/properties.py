"""Java's .properties: the value of each pair is a unit; a backslash at the end of a line continues it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mtaudit.model import Document
from mtaudit.readers._languages import is_english
from mtaudit.readers._units import HALVES, Escape, Units

SUFFIXES = (".properties",)

_PAIR = re.compile(
    r"^[ \t\f]*(?![#!])(?P<key>(?:[^\s=:\\]|\\.)+)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+)(?P<value>(?:[^\\\n]|\\.)*)$",
    re.MULTILINE | re.DOTALL,
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def _meant(match: re.Match[str]) -> str:
    body = match[0][1:]
    if body.startswith("\n"):
        return ""
    return str(json.loads(f'"{match[0]}"')) if len(body) > 1 else _SIMPLE.get(body, body)


ESCAPE = Escape(re.compile(rf"{HALVES}|\\(?:u[0-9a-fA-F]{{4}}|\n[ \t\f]*|.)"), _meant)


def read(raw: str, name: str) -> Document:
    """Units in the order of the file."""
    units = Units(raw)
    for match in _PAIR.finditer(raw):
        target = units.text(*match.span("value"), ESCAPE)
        units.close_unit("", target, match["key"])
    return units.document(name, "properties")


def is_walked(path: Path) -> bool:
    """A walk takes those called by English."""
    return is_english(path)


def encode(text: str) -> str:
    """How a .properties file writes a text: in ASCII, for Java reads it as Latin-1 or as UTF-8, by its age."""
    plain = text.replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")
    return "".join(char if char.isascii() else _escaped(char) for char in plain)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
