"""Android's strings.xml: strings, plurals and arrays; what is not translatable is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mtaudit.model import Document
from mtaudit.readers import _inline, html
from mtaudit.readers._languages import is_english
from mtaudit.readers._units import Escape, Units
from mtaudit.readers._xml import Element, elements

SUFFIXES = (".xml",)

_SIMPLE = {"n": "\n", "t": "\t"}
_NAMES = frozenset({"string", "plurals", "string-array"})


def _meant(match: re.Match[str]) -> str:
    body = match[0][1:]
    return chr(int(body[1:], 16)) if len(body) > 1 else _SIMPLE.get(body, body)


ESCAPE = Escape(re.compile(r"\\(?:u[0-9a-fA-F]{4}|[^\n])"), _meant)


def read(raw: str, name: str) -> Document:
    """Units in the order of the file; any other XML is read as a page of tags."""
    if "<resources" not in raw:
        return html.read(raw, name)
    units = Units(raw)
    for each in elements(raw, _NAMES):
        if isinstance(each, Element) and each.attributes.get("translatable") != "false":
            for key, string in _strings(each):
                _inline.add(string.content, units, ESCAPE)
                units.close_unit("", _inline.meaning(string.content, raw, ESCAPE), key)
    return units.document(name, "android")


def is_walked(path: Path) -> bool:
    """A walk takes the strings of Android's own language, or those called by English."""
    return path.name.startswith("strings") and (path.parent.name == "values" or is_english(path))


def encode(text: str) -> str:
    """How a string of Android writes a text."""
    plain = text.replace("\\", r"\\").replace("'", r"\'").replace('"', r"\"").replace("\n", r"\n")
    return escape(plain, quote=False)


def _strings(element: Element) -> Iterator[tuple[str, Element]]:
    key = element.attributes.get("name", "")
    if element.name == "string":
        yield key, element
    for number, item in enumerate(element.children("item")):
        yield f"{key}.{item.attributes.get('quantity', number)}", item
