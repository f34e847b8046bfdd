"""Readers of extracts of the English Wiktionary: each yields (foreign word, English gloss, part of speech)."""

from __future__ import annotations

import gzip
import html
import re
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path

from _pivot_words import Entry, foreign_words, part_of_speech

#: Names, signs and abbreviations are no words that a system confuses.
_LEFT_OUT = frozenset("prop pn name character symbol letter prefix suffix abbr phrase proverb interj num".split())
_UNREAD = "X"


def buchmeier(path: Path) -> Iterator[Entry]:
    """An extract by Matthias Buchmeier: ``word {tag} (sense) :: translations``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        head, found, tail = line.partition(" :: ")
        tagged = re.match(r"(.+?) \{([^}]*)\}", head)
        if found and tagged and not line.startswith("#") and tagged[2] not in _LEFT_OUT:
            yield from _turned(path, tagged[1], tail, part_of_speech(tagged[2]))


def dsl(path: Path) -> Iterator[Entry]:
    """The same in Lingvo's format, UTF-16 and compressed: the word, a line with its tag, a line of translations."""
    head, pos = "", None
    for line in gzip.decompress(path.read_bytes()).decode("utf-16").splitlines():
        if not line.startswith("\t"):
            head = line.strip() or head
        elif "[m1]" not in line:
            tag = re.search(r"\[p\]<([a-z]+)", line)
            pos = part_of_speech(tag[1]) if tag and tag[1] not in _LEFT_OUT else _UNREAD
        elif pos != _UNREAD:
            text = re.sub(r"\[(p|i|c gray)\].*?\[/[a-z]+\]|\[/?[a-z0-9 ]+\]", "", line).strip()
            yield from _turned(path, head, text, pos)


def _turned(path: Path, head: str, tail: str, pos: str | None) -> Iterator[Entry]:
    """The foreign word first, whichever language the file is sorted by."""
    if path.name.startswith("en-"):
        yield from ((word, head, pos) for word in foreign_words(tail))
    else:
        yield head, tail, pos


def pages(path: Path) -> Iterator[Entry]:
    """An extract by Vuizur, as a tab file or as StarDict, with glosses in HTML."""
    for word, page in _star_dict(path) if path.name.endswith(".gz") else _tab_file(path):
        for part in re.split(r"(?=<i>[a-z]+</i><br>)", page):
            tag = re.match(r"<i>([a-z]+)</i>", part)
            pos = part_of_speech(tag[1]) if tag else None
            if pos:
                for gloss in re.findall(r"<li>(.*?)</li>", part):
                    yield word, html.unescape(re.sub(r"<[^>]*>", " ", gloss)), pos


def _tab_file(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, page = line.partition("\t")
        yield word.split("|")[0], page


def _star_dict(path: Path) -> Iterator[tuple[str, str]]:
    parts: dict[str, bytes] = {}
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file:
                parts[member.name.rpartition(".")[2]] = file.read()
    index, text, at = parts["idx"], gzip.decompress(parts["dz"]), 0
    while at < len(index):
        end = index.index(b"\0", at)
        start, length = struct.unpack(">II", index[end + 1 : end + 9])
        yield index[at:end].decode(), text[start : start + length].decode()
        at = end + 9
