"""TMX: the English variant of each translation unit, beside the variant of the language it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from mtaudit.errors import ReadError
from mtaudit.model import Document
from mtaudit.readers import _inline
from mtaudit.readers._units import Units
from mtaudit.readers._windows import Window
from mtaudit.readers._xml import Element, elements
from mtaudit.readers._xml_windows import xml_windows

SUFFIXES = (".tmx",)

_UNITS = frozenset({"tu"})


def read(raw: str, name: str) -> Document:
    """Units in the order of the file; those without an English variant are left alone. Raises ReadError for no TMX."""
    units = Units(raw)
    for number, each in enumerate(elements(raw, _UNITS)):
        if isinstance(each, Element):
            _take(each, units)
        elif not number and each.name != "tmx":
            raise ReadError("is no TMX")
    return units.document(name, "tmx")


def windows(blocks: Iterable[str], name: str, size: int) -> Iterator[Window]:
    """A file in runs of units."""
    return xml_windows(blocks, _UNITS, size)


def encode(text: str) -> str:
    """How XML writes a text."""
    return escape(text, quote=False)


def _take(unit: Element, units: Units) -> None:
    variants = {_language(each): each for each in unit.children("tuv")}
    english = next((each for language, each in variants.items() if language.startswith("en")), None)
    source = next((each for language, each in variants.items() if not language.startswith("en")), None)
    for segment in english.children("seg") if english else ():
        sources = source.children("seg") if source else []
        text = _inline.meaning(sources[0].content, units.raw) if sources else ""
        target = _inline.meaning(segment.content, units.raw)
        if target.strip():
            _inline.add(segment.content, units)
            units.close_unit(text, target, unit.attributes.get("tuid", ""))
        else:
            units.empty_unit(segment.start, segment.end, text, unit.attributes.get("tuid", ""))


def _language(variant: Element) -> str:
    return (variant.attributes.get("xml:lang") or variant.attributes.get("lang") or "").lower()
