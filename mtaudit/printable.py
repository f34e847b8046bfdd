"""Foreign text made fit for a terminal: nothing in it may move the cursor, colour or turn round a line."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def printable(text: str) -> str:
    """A line with a dot for each control or direction character, and a space for a tab."""
    return _UNPRINTABLE.sub(lambda match: " " if match[0] == "\t" else "·", text)


def counted(number: int, noun: str) -> str:
    """So many of something: "1 note", "2 notes"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def printable_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(printable, text.split("\n")))
