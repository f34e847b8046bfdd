"""Markdown: CommonMark with the extensions of GitHub, HTML within it, and YAML or TOML front matter.

Parsed by pulldown-cmark, which gives the exact range of every piece of text and is linear on any input. The inline
grammar of tree-sitter-markdown is neither: thirteen seconds for 50 kB of asterisks.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from mtaudit.model import Document
from mtaudit.readers._builder import Builder
from mtaudit.readers._dialects import common_mark
from mtaudit.readers._front_matter import end_of_front_matter, read_front_matter
from mtaudit.readers._markup import Markup

SUFFIXES = (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".qmd", ".rmd")

# The HTML element that a construct of Markdown stands for.
_ELEMENTS = {
    "Paragraph": "p",
    "Heading": "h2",
    "BlockQuote": "blockquote",
    "CodeBlock": "pre",
    "List": "ul",
    "Item": "li",
    "FootnoteDefinition": "div",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
    "Table": "table",
    "TableHead": "tr",
    "TableRow": "tr",
    "TableCell": "td",
}
# MDX knows no comments of HTML.
_COMMENT = re.compile(r"\{/\*\s*(mtaudit:[^*{}]{0,1000})\*/\}")
_AUTOLINKS = ("Autolink", "Email")
# A byte that goes on with the character before it adds none.
_BEGINS_CHARACTER = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


class _Event(NamedTuple):
    name: str
    value: Any
    start: int
    end: int


def read(raw: str, name: str) -> Document:
    """Code, link targets, tags, front-matter keys and reference definitions are no prose."""
    front_matter = end_of_front_matter(raw)
    source = common_mark(raw, front_matter)
    builder = Builder(raw, source.prose)
    read_front_matter(builder, front_matter)
    reader = _Reader(builder, [*_COMMENT.finditer(raw, front_matter)] if "{/*" in raw else [])
    for event in _events(source.shape):
        reader.take(event)
    reader.comment_before(len(raw))
    reader.markup.part()
    return builder.document(name, "markdown")


def _events(source: str) -> Iterator[_Event]:
    """What the parser sees, with ranges in characters."""
    from pyromark import Options, events_with_range

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_MATH
        | Options.ENABLE_DEFINITION_LIST
    )
    encoded = source.encode("utf-8", "replace")
    places = _places(encoded)
    for event, place in events_with_range(encoded.decode(), options=options):
        name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
        yield _Event(name, value, places[place["start"]], places[place["end"]])


def _places(encoded: bytes) -> Sequence[int]:
    """For each offset into the bytes, the offset of its character."""
    if encoded.isascii():
        return range(len(encoded) + 1)
    return array("I", accumulate(encoded.translate(_BEGINS_CHARACTER), initial=0))


class _Reader:
    """Turns the events of the parser into prose."""

    def __init__(self, builder: Builder, comments: list[re.Match[str]]) -> None:
        self._comments = comments
        self.markup = Markup(builder)
        self._builder = builder
        self._depths: list[int] = []
        self._html: list[_Event] = []
        self._images = 0
        self._in_autolink = False
        self._done = 0
        self._previous = ""
        self._handlers: dict[str, Callable[[_Event], None]] = {
            "Start": self._start,
            "End": self._end,
            "Text": self._text,
            "Code": self._mask,
            "DisplayMath": self._mask,
            "InlineMath": self._math,
            "FootnoteReference": self._mask,
            "Html": self._html.append,
            "InlineHtml": self._inline_html,
            "SoftBreak": self._line_end,
            "HardBreak": self._line_end,
            "Rule": lambda _: self.markup.part(),
        }

    def take(self, event: _Event) -> None:
        """Take the next event."""
        self.comment_before(event.end if event.name == "End" else event.start)
        handler = self._handlers.get(event.name)
        if handler:
            handler(event)
        self._previous = event.name
        if event.name not in ("Start", "End"):
            self._done = event.end

    def comment_before(self, end: int) -> None:
        """Pass on the comments of MDX up to a place; those in code are none."""
        while self._comments and self._comments[0].start() < end:
            match = self._comments.pop(0)
            if not self.markup.hidden:
                self._builder.comment(match[1], *match.span())

    def _start(self, event: _Event) -> None:
        name, value = (event.value, {}) if isinstance(event.value, str) else next(iter(event.value.items()))
        if name in _ELEMENTS:
            self.markup.open(_ELEMENTS[name])
            self._depths.append(self.markup.depth - 1)
        elif name == "HtmlBlock":
            self.markup.part()
        elif name == "Image":
            self._images += 1
            if self._images == 1:
                self.markup.thing(event.start, event.end)
                self._builder.open_aside()
        elif name == "Link" and value["link_type"] in _AUTOLINKS:
            self._mask(event)
            self._in_autolink = True

    def _end(self, event: _Event) -> None:
        name = event.value if isinstance(event.value, str) else next(iter(event.value))
        if name in _ELEMENTS:
            self.markup.part()
            self.markup.close_to(self._depths.pop())
        elif name == "HtmlBlock":
            self._feed_html()
            self.markup.part()
        elif name == "Image":
            self._images -= 1
            if not self._images:
                self._builder.close_aside()
        elif name == "Link":
            self._in_autolink = False

    def _text(self, event: _Event) -> None:
        start, end, source = event.start, event.end, self._builder.source
        if self._in_autolink or start == end:
            return
        if source[start] == "&" and event.value != source[start:end]:
            self.markup.reference(event.value, start, end)
            return
        end = min(end, start + len(event.value))
        if self._builder.last == "\n" or (self._previous == "InlineHtml" and self._builder.last == " "):
            start += len(source[start:end]) - len(source[start:end].lstrip(" \t"))
        if start > self._done and source[start - 1] == "\\":
            self.markup.reference(source[start], start - 1, start + 1)
            start += 1
        self.markup.text(start, end)

    def _math(self, event: _Event) -> None:
        """Two amounts in dollars are no formula."""
        words = [word for word in event.value.split() if len(word) > 1 and word.isalpha()]
        if words and "\\" not in event.value:
            self.markup.text(event.start, event.end)
        else:
            self._mask(event)

    def _mask(self, event: _Event) -> None:
        self.markup.mask(event.start, event.end)

    def _line_end(self, event: _Event) -> None:
        if self._builder.last != "\n":
            self.markup.text(event.end - 1, event.end)

    def _inline_html(self, event: _Event) -> None:
        self.markup.feed(self._builder.source[event.start : event.end], event.start)

    def _feed_html(self) -> None:
        """A block of HTML, with blanks for the marks of quotes and lists between its lines."""
        if not self._html:
            return
        source, start, end = self._builder.source, self._html[0].start, self._html[0].start
        pieces = []
        for event in self._html:
            pieces += [" " * (event.start - end), source[event.start : event.end]]
            end = event.end
        self._html.clear()
        self.markup.feed("".join(pieces), start)
