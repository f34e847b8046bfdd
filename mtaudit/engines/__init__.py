"""Outside engines: start, ask, stop. They answer with hits and know nothing of documents or findings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """What an engine says about one place of the text it was given; offsets are code points of that text."""

    rule: str
    category: str
    start: int
    end: int
    message: str
    replacements: tuple[str, ...]
