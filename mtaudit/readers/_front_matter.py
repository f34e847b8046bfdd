"""The front matter of a Markdown file, YAML or TOML: where it ends, and which of its strings are prose.

Read line by line and not by a YAML or TOML library: what a translation engine has been through often is neither any
more, and the place of each string is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.readers._builder import Builder

_OPENING = expression(r"(---|\+\+\+)[ \t]*$", re.MULTILINE)
_CLOSING = {
    "---": expression(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": expression(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
_KEY = r"""(?P<key>(?P<q>["']?)\w[\w .-]{0,60}(?P=q)[ \t]*%s)"""
_LINE = r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+)*)(?:%s[ \t]*)?(?P<value>.*)"
_LINES = {"---": expression(_LINE % _KEY % r":(?=[ \t\n])"), "+++": expression(_LINE % _KEY % "=")}
_LINE_START = expression(r"^(?=.)", re.MULTILINE)

_SCALAR_MARK = expression(r"[|>][+-]?\d?[+-]?[ \t]*(?:#.*)?")
_QUOTED = expression(r"""("{3}|'{3}|["'])(?P<inner>.*?)(?:\1[ \t]*(?:#[^"']*)?)?""", re.DOTALL)
_COMMENT = expression(r"[ \t]#.*")
_ADDRESSED = expression(r"#[ \t]*(mtaudit:.*)")
_ESCAPE = expression(r"""\\(["\\/])|'(')""")


class _Line(NamedTuple):
    indent: int
    starts: bool  # whether a key or a dash begins a value here
    content: int
    start: int  # behind the key
    end: int


def end_of_front_matter(raw: str) -> int:
    """Where the front matter of a file ends, 0 for none."""
    opening = _OPENING.match(raw)
    closing = _CLOSING[opening[1]].search(raw, opening.end()) if opening else None
    if not opening or not closing:
        return 0
    # Between two thematic breaks stands prose, and no key.
    first = next(_lines(raw, opening.end(), closing.start(), opening[1]), None)
    return closing.end() if first is None or first.starts or raw[first.start] in "#[" else 0


def read_front_matter(builder: Builder, end: int) -> None:
    """Pass the strings on that are prose; keys, dates, paths and lists of words are none."""
    opening = _OPENING.match(builder.raw)
    if not opening:
        return
    closing = builder.raw.rfind("\n", 0, end)
    comments = list(_ADDRESSED.finditer(builder.raw, opening.end(), closing))
    for value in _values(_lines(builder.raw, opening.end(), closing, opening[1]), builder.raw):
        while comments and comments[0].start() < value[0].start:
            _comment(builder, comments.pop(0))
        builder.open_aside()
        _copy(builder, value)
        builder.close_aside()
    for left in comments:
        _comment(builder, left)


def _comment(builder: Builder, match: re.Match[str]) -> None:
    builder.comment(match[1], *match.span())


def _lines(raw: str, start: int, end: int, fence: str) -> Iterator[_Line]:
    for at in _LINE_START.finditer(raw, start, end):
        match = _LINES[fence].match(raw, at.start(), end)
        if match and match["value"].strip() + (match["key"] or ""):
            value_start, value_end = match.span("value")
            yield _Line(
                len(match["indent"]),
                bool(match["key"] or match["dashes"]),
                match.end("indent"),
                value_start,
                value_end - len(match["value"]) + len(match["value"].rstrip()),
            )


def _values(lines: Iterator[_Line], raw: str) -> Iterator[list[_Line]]:
    """Each value with the lines it runs over."""
    value: list[_Line] = []
    scalar: int | None = None
    for line in lines:
        inside = scalar is not None and line.indent > scalar
        if not inside and (line.starts or raw[line.start] in "#["):
            if value:
                yield value
            value, scalar = [], None
            if not line.starts:
                continue
        marked = line.starts and not inside and _SCALAR_MARK.fullmatch(raw, line.start, line.end)
        if marked:
            scalar = line.indent
        elif line.start < line.end:
            value.append(line._replace(start=line.content) if inside else line)
    if value:
        yield value


def _copy(builder: Builder, value: list[_Line]) -> None:
    raw, start, end = builder.raw, value[0].start, value[-1].end
    quoted = _QUOTED.fullmatch(raw, start, end)
    if quoted:
        start, end = quoted.span("inner")
    elif len(value) == 1 and (comment := _COMMENT.search(raw, start, end)):
        end = comment.start()
    done = start
    for line in value:
        first, last = max(line.start, start), min(line.end, end)
        line_end = raw.find("\n", done, first)
        if builder.size and line_end >= 0:
            builder.copy(line_end, line_end + 1)
        _copy_line(builder, first, last, escaped=bool(quoted))
        done = last


def _copy_line(builder: Builder, start: int, end: int, *, escaped: bool) -> None:
    for match in _ESCAPE.finditer(builder.raw, start, end) if escaped else ():
        builder.copy(start, match.start())
        builder.put(match[1] or match[2], match.start(), 2)
        start = match.end()
    builder.copy(start, end)
