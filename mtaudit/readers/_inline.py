"""The content of an XML element that holds a string: text, tags that mark it up, and codes that only stand in it."""

from __future__ import annotations

from collections.abc import Iterable

from mtaudit.readers._units import Escape, Units
from mtaudit.readers._xml import Element, Text

#: Elements that stand for something of the original's format, or hold its code (XLIFF, TMX, Android).
_CODES = frozenset({"bpt", "ept", "it", "ph", "sub", "ut", "x", "bx", "ex", "sc", "ec", "cp", "br"})


def meaning(content: Iterable[Element | Text], raw: str, escape: Escape | None = None) -> str:
    """What a content says, with its tags as they are written."""
    pieces = []
    for each in content:
        if isinstance(each, Text):
            pieces.append(escape.pattern.sub(escape.meant, each.meaning) if escape else each.meaning)
        elif each.name in _CODES:
            pieces.append(raw[each.start : each.end])
        else:
            pieces += [raw[each.start : each.inner], meaning(each.content, raw, escape), raw[each.close : each.end]]
    return "".join(pieces)


def add(content: Iterable[Element | Text], units: Units, escape: Escape | None = None) -> None:
    """Add a content to the open unit: codes are masked, tags that mark up prose leave no trace."""
    for each in content:
        if isinstance(each, Text):
            _add_text(each, units, escape)
        elif each.name in _CODES:
            units.hide(each.start, each.end)
        else:
            add(each.content, units, escape)


def _add_text(text: Text, units: Units, escape: Escape | None) -> None:
    if text.meaning == units.raw[text.start : text.end]:
        units.text(text.start, text.end, escape)
    else:
        units.put(text.meaning, text.start, text.end - text.start)
