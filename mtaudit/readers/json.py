"""JSON of messages, and ARB: every string value that is prose; keys that begin with "@" describe others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtaudit.errors import ReadError
from mtaudit.model import Document, Span
from mtaudit.readers._languages import is_english
from mtaudit.readers._units import HALVES, Escape, Units

SUFFIXES = (".arb", ".json")

_TOKEN = re.compile(r'"(?P<string>(?:[^"\\\x00-\x1f]|\\.)*)"|[{}\[\],:]|[^\s{}\[\],:"]+')
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def _meant(match: re.Match[str]) -> str:
    body = match[0][1:]
    if body[0] == "u":
        return str(json.loads(f'"{match[0]}"'))
    return _SIMPLE.get(body, body)


ESCAPE = Escape(re.compile(rf"{HALVES}|\\(?:u[0-9a-fA-F]{{4}}|.)"), _meant)


class _Value(NamedTuple):
    key: str
    span: Span


def read(raw: str, name: str) -> Document:
    """Units in the order of the file. Raises ReadError for what is no JSON."""
    try:
        json.loads(raw)
    except ValueError as error:
        raise ReadError(f"is no JSON: {error}") from error
    except RecursionError as error:
        raise ReadError("is no JSON of messages: it is nested too deeply") from error
    units = Units(raw)
    for value in _values(raw):
        target = units.text(*value.span, ESCAPE)
        units.close_unit("", target, value.key)
    return units.document(name, "json")


def is_walked(path: Path) -> bool:
    """A walk takes ARB files and JSON that is called by English; any other JSON is data."""
    return is_english(path)


def encode(text: str) -> str:
    """How a string of JSON writes a text."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _values(raw: str) -> Iterator[_Value]:
    """The strings that are values, each with the path of keys to it; none of those under a key with "@"."""
    path: list[str] = []
    key = ""
    tokens = list(_TOKEN.finditer(raw))
    for number, token in enumerate(tokens):
        if token[0] in "{[":
            path.append(key)
            key = ""
        elif token[0] in "}]":
            path.pop()
        elif token["string"] is not None:
            if number + 1 < len(tokens) and tokens[number + 1][0] == ":":
                key = token["string"]
            elif not any(each.startswith("@") for each in (*path, key)):
                yield _Value(".".join(filter(None, [*path, key])), Span(*token.span("string")))
