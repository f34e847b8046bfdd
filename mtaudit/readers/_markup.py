"""The open elements at a place of a file: what is prose there, of what kind, and where blocks end."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.model import MASK, Kind
from mtaudit.readers._builder import Builder
from mtaudit.readers._elements import BLOCKS, CODE, ENDED_BY, KINDS, SILENT, VOID
from mtaudit.readers._tokens import Token, Value, attributes, comment_text, self_closing, tokens

_SPACE = " \t\n\f\r"
_LEADING = expression(r"[ \t\n\f\r]*")
_SPECIAL = expression(r"[ \t\n\f\r]{2,}|&(?:#\d{1,9};?|#[xX][\da-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")

_NOT_TRANSLATED = frozenset({"notranslate", "no-translate", "skiptranslate"})
_TELLING = expression(
    r"\b(?:lang|translate|alt|title|aria-label|placeholder|content|notranslate|no-translate|skiptranslate)\b",
    re.IGNORECASE,
)
_PROSE_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder")
_PROSE_META = frozenset({"description", "title", "og:title", "og:description", "twitter:title", "twitter:description"})
# The language of a whole page is no sign: systems leave it as the source had it.
_PAGE = frozenset({"html", "body"})

# Why a text is not audited; more than one reason may hold.
_IS_CODE, _IS_FOREIGN, _IS_KEPT, _IS_SILENT = 1, 2, 4, 8


class _Element(NamedTuple):
    name: str
    kind: Kind
    veil: int
    block: int  # the place on the stack of the innermost block, this one included, or -1
    code: int  # the place of the outermost code since that block, or -1


_OUTSIDE = _Element("", "paragraph", 0, -1, -1)


class Markup:
    """The stack of open elements; passes prose on to the builder and masks the rest."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._stack: list[_Element] = []
        self._places: dict[str, list[int]] = {}
        self._after_break = -1

    @property
    def hidden(self) -> bool:
        """Whether what stands here is not audited."""
        return self._top.veil > 0

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    def part(self) -> None:
        """End a block of prose."""
        self._builder.close_block(self._top.kind)
        self._after_break = -1

    def open(self, name: str, given: dict[str, Value] | None = None) -> None:
        """An element begins."""
        block = name in BLOCKS
        if block:
            self.part()
            self._end_implied(name)
        above, place = self._top, len(self._stack)
        code = place if above.code < 0 and not block and name in CODE | SILENT else above.code
        self._places.setdefault(name, []).append(place)
        self._stack.append(
            _Element(
                name,
                KINDS.get(name, above.kind),
                _veil(name, above.veil, given or {}),
                place if block else above.block,
                -1 if block else code,
            )
        )

    def close(self, name: str) -> None:
        """An element ends, and with it what was left open inside; an inline one ends no block."""
        if name in BLOCKS:
            self.part()
        places = self._places.get(name)
        if places and (name in BLOCKS or places[-1] > self._top.block):
            self.close_to(places[-1])

    def close_to(self, depth: int) -> None:
        """Elements end until only so many are open."""
        while len(self._stack) > depth:
            self._places[self._stack.pop().name].pop()

    def feed(self, source: str, base: int = 0) -> None:
        """A stretch of HTML that stands at ``base`` in the file."""
        end = 0
        for token in tokens(source):
            self._flow(source, base, end, token.start)
            end = token.end
            if token.name and not (token.name == "title" and self.hidden):
                self._tag(source, base, token)
            elif comment := comment_text(source, token):
                self._builder.comment(comment, base + token.start, base + token.end)
        self._flow(source, base, end, len(source))

    def text(self, start: int, end: int) -> None:
        """Characters of the file that are prose as they are, unless the elements around say otherwise."""
        if not self.hidden:
            self._builder.copy(start, end)
        else:
            self.mask(start, end)

    def reference(self, text: str, start: int, end: int) -> None:
        """The same for characters that the file writes in another way."""
        if not self.hidden:
            self._builder.put(text, start, end - start)
        else:
            self.mask(start, end)

    def mask(self, start: int, end: int) -> None:
        """Characters amid prose that are none."""
        if not self._top.veil & _IS_SILENT:
            self._builder.hide(start, end)

    def thing(self, start: int, end: int) -> None:
        """Something that stands in a sentence like one character, such as an image."""
        if not self._top.veil & _IS_SILENT:
            self._builder.put(MASK, start, end - start)

    def line_break(self, start: int, end: int) -> None:
        """A line break that is meant; two of them part blocks."""
        builder = self._builder
        if self._after_break == builder.size:
            self.part()
        while builder.last and builder.last in _SPACE:
            builder.drop_last()
        if builder.last and not self._top.veil & _IS_SILENT:
            builder.put("\n", start, end - start)
            self._after_break = builder.size

    @property
    def _top(self) -> _Element:
        return self._stack[-1] if self._stack else _OUTSIDE

    def _end_implied(self, name: str) -> None:
        if self._top.code >= 0:
            self.close_to(self._top.code)
        ended = ENDED_BY.get(name, frozenset())
        while (block := self._top.block) >= 0 and (self._stack[block].name in ended or self._stack[block].name == "p"):
            self.close_to(block)

    def _tag(self, source: str, base: int, token: Token) -> None:
        name, start, end = token.name, base + token.start, base + token.end
        given = attributes(source, token) if _TELLING.search(source, token.attributes, token.end) else {}
        if name == "br":
            self.line_break(start, end)
        elif token.closing:
            self.close(name)
        elif name == "img":
            self.thing(start, end)
        elif name not in VOID and not self_closing(source, token):
            self.open(name, given)
        elif name in BLOCKS:
            self.part()
        if given and not self.hidden:
            self._attributes(source, base, name, given)

    def _attributes(self, source: str, base: int, tag: str, given: dict[str, Value]) -> None:
        wanted: tuple[str, ...] = _PROSE_ATTRIBUTES
        if tag == "meta":
            key = given.get("name") or given.get("property")
            wanted = ("content",) if key and key.text.lower() in _PROSE_META else ()
        for name in wanted:
            if value := given.get(name):
                self._builder.open_aside()
                self._flow(source, base, value.start, value.end)
                self._builder.close_aside()

    def _flow(self, source: str, base: int, start: int, end: int) -> None:
        """Text of HTML: references are decoded, and white space counts as one character, a line end if it holds one."""
        if start == end:
            return
        if self.hidden:
            self.mask(base + start, base + end)
            return
        builder = self._builder
        if builder.last in _SPACE:
            start = _LEADING.match(source, start, end).end()  # type: ignore[union-attr]
        for match in _SPECIAL.finditer(source, start, end):
            builder.copy(base + start, base + match.start())
            if match[0].startswith("&"):
                start = self._decode(match[0], base + match.start()) - base
            else:
                at = base + match.start() + max(match[0].find("\n"), 0)
                builder.copy(at, at + 1)
                start = match.end()
        builder.copy(base + start, base + end)

    def _decode(self, reference: str, start: int) -> int:
        """Write the character of an entity; returns where the entity ends: "&notit;" is "¬" and "it;"."""
        if reference.startswith("&#"):
            length, text = len(reference), unescape(reference)
        else:
            length = next((n for n in range(len(reference), 2, -1) if reference[1:n] in html5), 1)
            text = html5.get(reference[1:length], "&")
        self._builder.put(text, start, length)
        return start + length


def _veil(name: str, veil: int, given: dict[str, Value]) -> int:
    """Why the content of an element is not audited, given what holds around it."""
    veil |= _IS_SILENT if name in SILENT else _IS_CODE if name in CODE else 0
    if not given:
        return veil
    language = given.get("lang") or given.get("xml:lang")
    if language and name not in _PAGE:
        english = language.text.lower().split("-")[0] in ("en", "")
        veil = veil & ~_IS_FOREIGN if english else veil | _IS_FOREIGN
    translate = given["translate"].text.lower() if "translate" in given else ""
    classes = given["class"].text.lower().split() if "class" in given else []
    if translate == "no" or _NOT_TRANSLATED.intersection(classes):
        return veil | _IS_KEPT
    return veil & ~_IS_KEPT if translate == "yes" else veil
