"""HTML to tags and comments with their places, in time linear in its length whatever is left unclosed.

Neither tree-sitter-html nor the standard library's parser manages that: unclosed comments make both quadratic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.readers._elements import RAW_TEXT

# A quoted value must be followed by what may follow one, and a bare "<" is in no tag: so a lost quotation mark or ">"
# costs one tag and not the text up to the next.
_TAG = expression(
    r"""<(/?)([a-zA-Z][\w:.-]*+)(?=[\s/>])"""
    r"""((?:[^<>=]++|=\s*+"[^"]*+"(?=[\s/>?])|=\s*+'[^']*+'(?=[\s/>?])|=){0,300}+)>"""
)
_BROKEN_END_TAG = expression(r"</\s{0,9}([a-zA-Z][\w:-]{0,40})?\s{0,9}>")
_MARK = expression(r"<[a-zA-Z/!?]")
_ATTRIBUTE = expression(r"""([^\s"'<>/=]+)\s*+(?:=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


class Token(NamedTuple):
    """A tag or, without a name, a comment; the attributes are the range ``attributes`` to ``end``."""

    start: int
    end: int
    name: str = ""
    closing: bool = False
    attributes: int = 0


class Value(NamedTuple):
    """The value of an attribute and the range where it stands."""

    text: str
    start: int
    end: int


def tokens(source: str) -> Iterator[Token]:
    """The tags and comments in order; a "<" that begins none is text."""
    finder = _Finder(source)
    at = 0
    while mark := _MARK.search(source, at):
        token = _token(finder, mark.start())
        if token is None:
            at = mark.start() + 1
            continue
        yield token
        at = token.end
        if token.name in RAW_TEXT and not token.closing:
            at = max(at, finder.find(_end_tag(token.name), at))


def attributes(source: str, token: Token) -> dict[str, Value]:
    """The attributes of a tag by their names in lower case; of two with one name the first counts."""
    found: dict[str, Value] = {}
    for match in _ATTRIBUTE.finditer(source, token.attributes, token.end - 1):
        group = match.lastindex or 1
        if group > 1:
            found.setdefault(match[1].lower(), Value(match[group], match.start(group), match.end(group)))
    return found


def self_closing(source: str, token: Token) -> bool:
    """Whether a tag ends in "/>"."""
    return source.startswith("/>", token.end - 2)


def comment_text(source: str, token: Token) -> str:
    """What a comment says, "" for a token that is none."""
    comment = not token.name and source.startswith("<!--", token.start) and source.endswith("-->", 0, token.end)
    return source[token.start + 4 : token.end - 3] if comment else ""


class _Finder:
    """Searches a text forwards and never a second time for what is not there."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._missing: set[re.Pattern[str]] = set()

    def find(self, pattern: re.Pattern[str], at: int, *, end: bool = False) -> int:
        """Where the next match starts (or ends); -1 for nowhere."""
        match = None if pattern in self._missing else pattern.search(self.source, at)
        if match is None:
            self._missing.add(pattern)
            return -1
        return match.end() if end else match.start()


_COMMENT_END = expression(r"--!?>")
_INSTRUCTION_END = expression(r"\?>")
_TAG_END = expression(">")


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return expression(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _token(finder: _Finder, at: int) -> Token | None:
    source = finder.source
    if source[at + 1] in "!?":
        end = -1
        if source.startswith("<!--", at):
            end = finder.find(_COMMENT_END, at + 2, end=True)
        elif source[at + 1] == "?":
            end = finder.find(_INSTRUCTION_END, at + 1, end=True)
        # One that is never closed ends where a browser would end a broken one, lest the rest of the file be lost.
        end = end if end >= 0 else finder.find(_TAG_END, at, end=True)
        return Token(at, end) if end >= 0 else None
    if match := _TAG.match(source, at):
        return Token(at, match.end(), match[2].lower(), match[1] == "/", match.start(3))
    if broken := _BROKEN_END_TAG.match(source, at):
        return Token(at, broken.end(), (broken[1] or "").lower(), closing=True, attributes=broken.end())
    return None
