"""XLIFF 1.2 and 2.x: each target is a unit beside its source; what may not be translated is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from mtaudit.errors import LanguageError, ReadError
from mtaudit.model import Document
from mtaudit.readers import _inline
from mtaudit.readers._units import Units
from mtaudit.readers._windows import Window
from mtaudit.readers._xml import Element, Event, elements
from mtaudit.readers._xml_windows import xml_windows

SUFFIXES = (".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".mxliff")

_UNITS = frozenset({"trans-unit", "unit"})
#: States (1.2 and 2.x) of a target that nobody translated yet.
_UNTRANSLATED = frozenset({"new", "needs-translation", "initial"})


class _Pair(NamedTuple):
    key: str
    source: Element
    target: Element | None
    state: str


def read(raw: str, name: str) -> Document:
    """Units in the order of the file. Raises ReadError for no XLIFF, or one that translates into another language."""
    units = Units(raw)
    translated = [True]
    language = ""
    for each in elements(raw, _UNITS):
        if isinstance(each, Element):
            if translated[-1] and each.attributes.get("translate") != "no":
                _take(each, units)
        elif each.kind == "start":
            translated.append(_is_translated(each, translated[-1]))
            language = each.attributes.get("target-language") or each.attributes.get("trgLang") or language
            _check(each, language, is_first=len(translated) == 2)
        else:
            translated.pop()
    return units.document(name, "xliff")


def windows(blocks: Iterable[str], name: str, size: int) -> Iterator[Window]:
    """A file in runs of units."""
    return xml_windows(blocks, _UNITS, size)


def encode(text: str) -> str:
    """How XML writes a text."""
    return escape(text, quote=False)


def _is_translated(tag: Event, inherited: bool) -> bool:
    return inherited if "translate" not in tag.attributes else tag.attributes["translate"] != "no"


def _check(tag: Event, language: str, *, is_first: bool) -> None:
    if is_first and tag.name != "xliff":
        raise ReadError("is no XLIFF")
    if language and not language.lower().startswith("en"):
        raise LanguageError(language)


def _take(unit: Element, units: Units) -> None:
    for note in [
        *unit.children("note"),
        *(each for notes in unit.children("notes") for each in notes.children("note")),
    ]:
        units.comment(_inline.meaning(note.content, units.raw), note.start, note.end, place=unit.start)
        units.close_block("meta")
    for pair in _pairs(unit):
        source = _inline.meaning(pair.source.content, units.raw)
        target = _inline.meaning(pair.target.content, units.raw) if pair.target else ""
        if pair.state in _UNTRANSLATED and target in ("", source):
            continue
        if pair.target and target.strip():
            _inline.add(pair.target.content, units)
            units.close_unit(source, target, pair.key)
        else:
            place = pair.target or pair.source
            units.empty_unit(place.start, place.end, source, pair.key)


def _pairs(unit: Element) -> Iterator[_Pair]:
    """The source and target of a trans-unit (1.2), or of each segment of a unit (2.x)."""
    key = unit.attributes.get("id", "")
    for holder in [unit] if unit.name == "trans-unit" else unit.children("segment"):
        sources, targets = holder.children("source"), holder.children("target")
        if sources:
            target = targets[0] if targets else None
            state = (target.attributes if target else {}).get("state") or holder.attributes.get("state", "")
            yield _Pair(key, sources[0], target, state)
