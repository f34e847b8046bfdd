"""XML with the place of everything in it: tags, and text with entities decoded; by expat, in one pass.

Entities that a document declares are refused, so that no small file grows into a large one, and nothing outside the
file is ever opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from xml.parsers import expat

from mtaudit.errors import ReadError
from mtaudit.expressions import expression

_TAG = expression(r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_BUFFER = 1 << 16


class Event(NamedTuple):
    """A start tag, an end tag or a stretch of text, at a range of the file; an empty element ends without a width."""

    kind: Literal["start", "end", "text"]
    start: int
    end: int
    name: str = ""
    attributes: dict[str, str] = {}  # noqa: RUF012 - never written to
    text: str = ""


def events(raw: str) -> Iterator[Event]:
    """The events of a document in order; names without their namespace. Raises ReadError for what is no XML."""
    return _Parse(raw).events()


class _Parse:
    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._data = raw.encode("utf-8", "surrogatepass")
        self._ascii = len(self._data) == len(raw)
        self._byte = self._place = 0
        self._found: list[Event] = []
        self._literal = False
        self._empty: list[bool] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartCdataSectionHandler = lambda: self._set_literal(True)
        parser.EndCdataSectionHandler = lambda: self._set_literal(False)
        parser.EntityDeclHandler = self._refuse

    def events(self) -> Iterator[Event]:
        try:
            for at in range(0, len(self._data), _BUFFER):
                self._parser.Parse(self._data[at : at + _BUFFER], at + _BUFFER >= len(self._data))
                yield from self._found
                self._found = []
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise ReadError(f"is no well-formed XML: {reason} at line {error.lineno}") from error

    def _here(self) -> int:
        """The code point at which the parser stands; it only moves on."""
        byte = self._parser.CurrentByteIndex
        if self._ascii:
            return byte
        self._place += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._place

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._here()
        end = self._tag_end(start)
        self._empty.append(self._raw.startswith("/", end - 2))
        self._found.append(Event("start", start, end, local_name(name), attributes))

    def _end(self, name: str) -> None:
        start = self._here()  # of an empty element expat gives the end of its only tag
        self._found.append(Event("end", start, start if self._empty.pop() else self._tag_end(start), local_name(name)))

    def _text(self, text: str) -> None:
        start = self._here()
        is_entity = self._raw[start] == "&" and not self._literal
        end = self._raw.index(";", start) + 1 if is_entity else start + len(text)
        self._found.append(Event("text", start, end, text=text))

    def _set_literal(self, literal: bool) -> None:
        """Inside CDATA nothing is an entity."""
        self._literal = literal

    def _refuse(self, name: str, *_: object) -> None:
        raise ReadError(f"declares the entity '{name}': such files are not read")

    def _tag_end(self, start: int) -> int:
        match = _TAG.match(self._raw, start)
        return match.end() if match else start


def local_name(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(":")[2]


@dataclass
class Element:
    """An element with all inside it: ``start`` to ``inner`` is its start tag, ``close`` to ``end`` its end tag."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    content: list[Element | Text] = field(default_factory=list)

    def children(self, name: str) -> list[Element]:
        """The elements of this name right inside."""
        return [each for each in self.content if isinstance(each, Element) and each.name == name]


class Text(NamedTuple):
    """A stretch of text; one whose meaning differs from what is written is an entity."""

    start: int
    end: int
    meaning: str


def elements(raw: str, names: frozenset[str]) -> Iterator[Element | Event]:
    """The outermost elements of these names, each as soon as it is whole, and the tags outside them, in order.

    Raises as ``events`` does.
    """
    path: list[Element] = []
    for event in events(raw):
        if event.kind == "start" and (path or event.name in names):
            path.append(Element(event.name, event.attributes, event.start, event.end))
        elif event.kind == "text" and path:
            path[-1].content.append(Text(event.start, event.end, event.text))
        elif event.kind == "end" and path:
            element = path.pop()
            element.close, element.end = event.start, event.end
            if path:
                path[-1].content.append(element)
            else:
                yield element
        elif event.kind != "text":
            yield event
