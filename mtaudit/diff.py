"""Unified diffs that ``patch`` can apply; pure."""

from __future__ import annotations

import difflib
import re

from mtaudit.model import Document

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f"\\]')
_NO_FINAL_LINE_END = "\\ No newline at end of file\n"


def changed(document: Document, after: str) -> str:
    """The change to a document's file, whose first line begins with the byte order mark if it has one."""
    mark = "\ufeff" * document.bom
    return unified(mark + document.raw, mark + after, document.name)


def unified(before: str, after: str, name: str) -> str:
    """The change from one text to another as a unified diff, "" for none; lines end at LF only."""
    lines = difflib.unified_diff(_lines(before), _lines(after), _quoted(f"a/{name}"), _quoted(f"b/{name}"), n=3)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_FINAL_LINE_END}" for line in lines)


def _quoted(path: str) -> str:
    """A path as git writes it: one with a line end or a control is quoted, so that it stays on its line."""
    if not _UNSAFE.search(path):
        return path
    octets = path.encode("utf-8", "surrogateescape")
    return (
        '"'
        + "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in octets)
        + '"'
    )


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
