"""XML of any size in windows of whole elements: the open tags around them are written again in each window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from mtaudit.errors import ReadError
from mtaudit.readers._windows import Window
from mtaudit.readers._xml import local_name

_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def xml_windows(blocks: Iterable[str], names: frozenset[str], size: int) -> Iterator[Window]:
    """Windows of about a size, cut before elements of these names; raises ReadError for what is no XML."""
    scan = _Scan(names, size)
    for block in blocks:
        yield from scan.feed(block)
    yield from scan.feed("", is_last=True)


class _Scan:
    """Follows the tags of a file, and holds what of it is in no window yet."""

    def __init__(self, names: frozenset[str], size: int) -> None:
        self._names = names
        self._size = size
        self._held = bytearray()
        self._base = 0
        self._open: list[tuple[str, str]] = []
        self._head = ""
        self._depth = 0
        self._cut: list[Window] = []
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._refuse

    def feed(self, block: str, *, is_last: bool = False) -> list[Window]:
        """The windows that are whole with this block."""
        data = block.encode()
        self._held += data
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise ReadError(f"is no well-formed XML: {reason} at line {error.lineno}") from error
        found, self._cut = self._cut, []
        return [*found, Window(self._head, self._held.decode())] if is_last else found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex - self._base
        if not self._depth and local_name(name) not in self._names:
            tag = _TAG.match(self._held, at)
            self._open.append((name, tag[0].decode() if tag else f"<{name}>"))
            return
        if not self._depth and at >= self._size:
            self._take(at)
        self._depth += 1

    def _end(self, name: str) -> None:
        if self._depth:
            self._depth -= 1
        else:
            self._open.pop()

    def _take(self, end: int) -> None:
        tail = "".join(f"</{name}>" for name, _ in reversed(self._open))
        self._cut.append(Window(self._head, self._held[:end].decode(), tail))
        self._head = "".join(tag for _, tag in self._open)
        del self._held[:end]
        self._base += end

    def _refuse(self, name: str, *_: object) -> None:
        raise ReadError(f"declares the entity '{name}': such files are not read")
