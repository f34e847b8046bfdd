"""What the readers of localisation files share: units with a source, escapes undone, placeholders masked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.model import MASK
from mtaudit.readers._builder import Builder, Unit

#: What programs fill in: printf, Python, ICU, Qt, Ruby and shell forms, tags, and the accelerator mark of a menu.
PLACEHOLDER = expression(
    r"""
      %(?:\([\w.]{1,60}\))?(?:\d{1,2}\$)?[-+#0]{0,3}\d{0,3}(?:\.\d{1,3})?(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGcrsaA@](?![a-z])
    | %%
    | %\d{1,2}(?!\d|[ ]|%)
    | %[A-Za-z_]\w{0,60}%
    | \$\{[^{}]{0,200}\}
    | \{\{[^{}]{0,200}\}\}
    | \#\{[^{}]{0,200}\}
    | %\{[^{}]{0,200}\}
    | \{[\w.,:\[\]!# -]{0,80}\}
    | </?[A-Za-z][^<>]{0,500}>
    | &(?:[a-zA-Z]{2,10}|\#\d{1,6});
    """,
    re.VERBOSE,
)
#: The head of a message whose words depend on a count (ICU).
COUNTED = expression(r"\{\s*[\w.]{1,60}\s*,\s*(?:plural|select|selectordinal)\s*,\s*(?:offset:\d+\s*)?")
_CASE = expression(r"(?:=\d+|[\w-]{1,40})\s*\{")


class Escape(NamedTuple):
    """How a format writes what it cannot write plainly: what to look for, and what is meant."""

    pattern: re.Pattern[str]
    meant: Callable[[re.Match[str]], str]


def hidden(text: str) -> str:
    """The text with placeholders and the syntax of counted messages masked, character by character."""
    if COUNTED.search(text):
        text = _counted(text)
    return PLACEHOLDER.sub(lambda match: MASK * len(match[0]), text) if "%" in text or _OPENING.search(text) else text


_OPENING = expression(r"[{<&]")


def _counted(text: str) -> str:
    """ICU messages: "{n, plural, one {# file} other {# files}}" keeps "# file" and "# files"."""
    masked = list(text)
    for head in COUNTED.finditer(text):
        at = head.end()
        _hide(masked, head.start(), at)
        while case := _CASE.match(text, at):
            end = _closing(text, case.end())
            _hide(masked, case.start(), case.end())
            _hide(masked, end, end + 1)
            at = end + 1
            while at < len(text) and text[at].isspace():
                at += 1
        _hide(masked, at, at + text.startswith("}", at))
    return "".join(masked)


def _closing(text: str, at: int) -> int:
    """Where the brace closes that was opened before ``at``; the end of the text for one that never closes."""
    depth = 1
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)


def _hide(masked: list[str], start: int, end: int) -> None:
    end = min(end, len(masked))
    masked[start:end] = MASK * (end - start)


#: A character beyond U+FFFF as JSON and Java write it: two halves of a surrogate pair are one character.
HALVES = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"


def backslashed(text: str) -> str:
    """A text as it stands between double quotes in PO and .strings files, and in C."""
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n").replace("\t", r"\t")


class Units(Builder):
    """A builder for files of strings: each of them is a block of its own."""

    def __init__(self, raw: str) -> None:
        super().__init__(raw, raw)

    def text(self, start: int, end: int, escape: Escape | None = None) -> str:
        """Add a stretch of a string to the open unit; returns what is meant, placeholders and all."""
        raw = self.raw[start:end]
        masked = hidden(raw)
        meant = []
        at = 0
        for match in escape.pattern.finditer(raw) if escape else ():
            self._plain(masked, start, at, match.start())
            char = escape.meant(match) if escape else ""
            if masked[match.start()] == MASK:
                self.hide(start + match.start(), start + match.end())
            else:
                self.put(char, start + match.start(), match.end() - match.start())
            meant += [raw[at : match.start()], char]
            at = match.end()
        self._plain(masked, start, at, len(raw))
        return "".join([*meant, raw[at:]])

    def _plain(self, masked: str, start: int, at: int, end: int) -> None:
        """Copy prose and hide placeholders."""
        for match in _RUNS.finditer(masked, at, end):
            put = self.hide if match[0][0] == MASK else self.copy
            put(start + match.start(), start + match.end())

    def close_unit(self, source: str, target: str, key: str) -> None:
        """End the unit."""
        self.close_block("unit", Unit(source, key, target))

    def empty_unit(self, start: int, end: int, source: str, key: str) -> None:
        """A translation that is not there: its place is masked, so that a finding can point at it."""
        if source.strip() and start < end:
            self.hide(start, end)
            self.close_unit(source, "", key)


_RUNS = expression(f"{MASK}+|[^{MASK}]+")
