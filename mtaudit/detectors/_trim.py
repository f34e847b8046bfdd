"""Cuts an engine's span down to the words that change, so that complaints about one place meet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r"\s+|[\w'’]+|[^\w\s]")


def trim(text: str, start: int, end: int, replacements: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
    """The span without the words at its ends that every replacement keeps, and the replacements for the rest.

    Replacements are distinct, best first, and none equals the text of the span; where words are only added, the span
    keeps one word to stand on.
    """
    old = _PIECE.findall(text[start:end])
    new = [_PIECE.findall(each) for each in dict.fromkeys(replacements) if each != text[start:end]]
    if not new:
        return start, end, ()
    head = _common([old, *new], len(old) - 1)
    tail = _common([pieces[head:][::-1] for pieces in (old, *new)], len(old) - head - 1)
    while head and not _words(old[head : len(old) - tail]):
        head -= 1
    while tail and not _words(old[head : len(old) - tail]):
        tail -= 1
    return (
        start + sum(map(len, old[:head])),
        end - sum(map(len, old[len(old) - tail :])),
        tuple("".join(pieces[head : len(pieces) - tail]) for pieces in new),
    )


def _common(rows: list[list[str]], most: int) -> int:
    """How many pieces all rows begin with, at most ``most``, and leaving no row empty."""
    count = 0
    for pieces in zip(*rows, strict=False):
        if count == most or len(set(pieces)) > 1:
            break
        count += 1
    return count


def _words(pieces: list[str]) -> bool:
    return any(not piece.isspace() for piece in pieces)
