"""Subtitles, SRT and WebVTT: the text of the cues, joined where a sentence runs on, without times, tags and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from mtaudit.expressions import expression
from mtaudit.model import Document, Span
from mtaudit.readers._builder import Builder

SUFFIXES = (".srt", ".vtt")

_TIMES = expression(
    r"^[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}.*$", re.MULTILINE
)
_BLANK = expression(r"\n[ \t]*(?:\n|$)")
_TOKEN = expression(r"</?[A-Za-z][^<>\n]*>|<\d[\d:.]*>|\{\\?[^{}\n]*\}|(?P<entity>&(?:[a-zA-Z]{2,10}|#\d{1,6});)")
_SENTENCE_END = expression(r"""[.!?…♪:][”"'’)\]]*\s*$""")


def read(raw: str, name: str) -> Document:
    """A block is what the cues say up to the end of a sentence, so that no sentence is cut by the clock."""
    builder = Builder(raw, raw)
    end = 0
    for cue in _cues(raw):
        if builder.size and builder.last not in " \n":
            builder.put("\n", end, cue.start - end)
        _add(cue, builder)
        end = cue.end
        if _SENTENCE_END.search(raw, max(cue.start, cue.end - 8), cue.end):
            builder.close_block("paragraph")
    builder.close_block("paragraph")
    return builder.document(name, "subtitles")


def _cues(raw: str) -> Iterator[Span]:
    """The text of each cue: from the line after its times to the next blank line, or the next times."""
    times = [match.span() for match in _TIMES.finditer(raw)]
    for (_, start), after in zip(times, [*(start for start, _ in times[1:]), len(raw)], strict=True):
        blank = _BLANK.search(raw, start + 1, after)
        text = raw[start + 1 : blank.start() if blank else after]
        if text.strip():
            yield Span(start + 1, start + 1 + len(text.rstrip()))


def _add(cue: Span, builder: Builder) -> None:
    at = cue.start
    for match in _TOKEN.finditer(builder.raw, *cue):
        builder.copy(at, match.start())
        if match["entity"]:
            builder.put(unescape(match[0]), match.start(), len(match[0]))
        at = match.end()
    builder.copy(at, cue.end)


def encode(text: str) -> str:
    """How a cue writes a text."""
    return text.replace("&", "&amp;").replace("<", "&lt;")
