"""Plain text: blank lines part the blocks; headlines, list items and hard line breaks are told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import MASK, Document, Kind, Segment, Span
from mtaudit.readers._mask import mask

SUFFIXES = (".txt", ".text")

# A file whose lines are longer than this is not hard-wrapped: each of its line ends is meant.
_WIDEST_WRAP = 130
_LONGEST_HEADLINE = 140
_MOST_HEADLINE_WORDS = 20

# Backticks mark code in plain text too; LaTeX's ``quotes'' are none.
_CODE = re.compile(r"```[^`]{1,4000}```|(?<!`)(`{1,2})(?=[^\s`])[^`\r\n]{1,160}(?<=\S)\1(?!`)")
_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_BULLET = re.compile(r"(?:[-*•‣▪·–—]|\(?\d{1,3}[.)]|[a-zA-Z][.)])[ \t\u00a0]+(?=\S)")
_SENTENCE_END = re.compile(r"""[.!?…:;,]["'”’»)\]]*$""")
_HEADLINE_START = re.compile(r"""["'“‘«(\[¿¡#$€£]*[A-Z\d\u00c0-\u00de\u0400-\u042f]""")


def read(raw: str, name: str) -> Document:
    """Every line of the file is prose, less the code and the URLs in it."""
    text = mask(_CODE.sub(lambda code: MASK * len(code[0]), raw) if "`" in raw else raw)
    lines = [Span(match.start(), match.end()) for match in _LINE.finditer(text) if match[0].strip()]
    return Document(name, raw, text, range(len(raw)), tuple(_blocks(text, lines)), format="plain")


def _blocks(text: str, lines: list[Span]) -> Iterator[Segment]:
    width = max((line.end - line.start for line in lines if " " in text[line.start : line.end]), default=0)
    for number, group in enumerate(_joined(text, lines, width if width <= _WIDEST_WRAP else 0)):
        span = _stripped(text, Span(group[0].start, group[-1].end))
        yield Segment(span, _kind(text[span.start : span.end], len(group), first=number == 0))


def _joined(text: str, lines: list[Span], width: int) -> Iterator[list[Span]]:
    """Groups of lines that are one block."""
    group: list[Span] = []
    for line in lines:
        if group and not _continues(text, group[-1], line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a line end inside a block is only a wrap: no blank line, and the next word did not fit."""
    if len(_LINE_END.findall(text, line.end, following.start)) != 1:
        return False
    this, following_text = text[line.start : line.end].strip(), text[following.start : following.end].strip()
    if this == following_text or _BULLET.match(following_text):
        return False
    if following_text[0].islower() and not re.search(r"[.!?:]$", this):
        return True
    return line.end - line.start + 1 + len(following_text.split()[0]) > width > 0


def _kind(block: str, lines: int, *, first: bool) -> Kind:
    if _BULLET.match(block):
        return "item"
    short = len(block) <= _LONGEST_HEADLINE and len(block.split()) <= _MOST_HEADLINE_WORDS
    if lines > 1 + first or not short or not _HEADLINE_START.match(block):
        return "paragraph"
    if block.endswith(("?", "!")):
        return "headline" if first else "paragraph"
    return "paragraph" if _SENTENCE_END.search(block) else "headline"


def _stripped(text: str, span: Span) -> Span:
    block = text[span.start : span.end]
    return Span(span.start + len(block) - len(block.lstrip()), span.end - len(block) + len(block.rstrip()))
