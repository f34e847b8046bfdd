"""Unified diffs that ``patch`` can apply; pure."""

from __future__ import annotations

import difflib

_NO_FINAL_LINE_END = "\\ No newline at end of file\n"


def unified(before: str, after: str, name: str) -> str:
    """The change from one text to another as a unified diff, "" for none; lines end at LF only."""
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", n=3)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_FINAL_LINE_END}" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
