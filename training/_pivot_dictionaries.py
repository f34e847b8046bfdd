"""Readers of free dictionaries: each yields (foreign word, English gloss, part of speech or nothing)."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits
from xml.etree import ElementTree

from _pivot_words import Entry, foreign_words, part_of_speech

_DIGITS = {digit: value for value, digit in enumerate(ascii_uppercase + ascii_lowercase + digits + "+/")}
_DACCO = {"nouns": "NOUN", "verbs": "VERB", "adjectives": "ADJ", "adverbs": "ADV"}
_MUELLER = {"_n.": "NOUN", "_v.": "VERB", "_a.": "ADJ", "_adv.": "ADV"}


def freedict(path: Path) -> Iterator[Entry]:
    """A FreeDict dictionary as packaged for dictd, named after its two languages."""
    for text in _dictd(path):
        head, *body = text.splitlines()
        word = re.sub(r"/.*/|<.*?>", "", head).strip()
        tag = re.search(r"<([A-Za-z]+)", head)
        if not word or (tag and tag[1].lower() == "pn"):
            continue
        for meaning, pos in _numbered(body, part_of_speech(tag[1]) if tag else None):
            if "-eng-" in path.name:
                yield from ((foreign, word.lower(), pos) for foreign in foreign_words(meaning))
            else:
                yield word, meaning.lower(), pos


def _numbered(body: list[str], pos: str | None) -> Iterator[tuple[str, str | None]]:
    """The numbered lines of an entry, or its first: what follows each may be a definition or an example."""
    numbered = [line for line in body if re.match(r"\s*(?:[IVX]+\.|\d+\.|<)", line)]
    for line in numbered or [line for line in body if line.strip()][:1]:
        tag = re.search(r"<([A-Za-z]+)>", line)
        pos = (part_of_speech(tag[1]) or pos) if tag else pos
        meaning = re.sub(r"^\s*(?:[IVX]+\.\s*)?(?:<[^>]*>\s*)?(?:\d+\.\s*)?(?:[a-z]\.\s+)?", "", line).strip()
        if not meaning.startswith(('"', "-", "Note:", "Synonym", "see:")):
            yield meaning, pos


def mueller(path: Path) -> Iterator[Entry]:
    """Mueller's English-Russian dictionary: senses ``1)``, tags ``_n.``, examples behind the translations."""
    for text in _dictd(path):
        word, _, body = text.partition("\n")
        pos = None
        for part in re.split(r"(_(?:n|v|a|adv)\.)|\d+\)|\b[а-я]\)", re.sub(r"\s+", " ", body)):
            if part in _MUELLER:
                pos = _MUELLER[part]
            elif part and pos:
                russian = re.split(r"[A-Za-z]", re.sub(r"_[^ ]+|\[[^\]]*\]|\([^)]*\)", " ", part))[0]
                # The last word may belong to an example.
                listed = russian if len(russian) >= len(part.strip()) else russian.rpartition(";")[0]
                yield from ((foreign, word.lower().strip(), pos) for foreign in foreign_words(listed))


def _dictd(path: Path) -> Iterator[str]:
    """The entries of a dictd file by its index, whose numbers are in base 64."""
    text = gzip.decompress(path.read_bytes())
    index = path.with_name(path.name.removesuffix(".dict.dz") + ".index").read_text(encoding="utf-8")
    for line in index.splitlines():
        word, start, length = line.split("\t")[:3]
        if not word.startswith("00"):
            at = _number(start)
            yield text[at : at + _number(length)].decode(errors="replace")


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 64 + _DIGITS[letter]
    return value


def edict(path: Path) -> Iterator[Entry]:
    """Jim Breen's EDICT: ``word [kana] /(tags) (1) gloss/gloss/``."""
    for line in path.read_text(encoding="euc-jp", errors="ignore").splitlines():
        head, _, glosses = line.partition("/")
        pos = None
        for gloss in glosses.split("/"):
            tags = re.match(r"\(((?:n|v|adj|adv|exp)[^)]*)\)", gloss)
            if tags:
                pos = next(filter(None, map(part_of_speech, re.split("[,-]", tags[1]))), None)
            if gloss and not gloss.startswith(("EntL", "(P)")):
                yield head.split(" ")[0].split(";")[0], gloss, pos


def cedict(path: Path) -> Iterator[Entry]:
    """CC-CEDICT: ``traditional simplified [pinyin] /gloss/gloss/``; names have capitals in their pinyin."""
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        parts = re.match(r"\S+ (\S+) \[([a-z][^\]]*)\] /(.*)/", line)
        for gloss in parts[3].split("/") if parts else ():
            if not re.match(r"CL:|variant |surname |see |old variant|abbr\.|used in", gloss):
                yield parts[1], gloss, None


def ding(path: Path) -> Iterator[Entry]:
    """The German-English list of TU Chemnitz: ``word {f}; word | plural :: gloss; gloss | plural``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        german, found, english = line.partition(" :: ")
        if found and not line.startswith("#"):
            words, glosses = german.split("|")[0], english.split("|")[0]
            tag = re.search(r"\{(f|m|n|pl|vt|vi|vr|adj|adv)[;,}]", words)
            for word in foreign_words(words):
                yield word, glosses, part_of_speech(tag[1]) if tag else None


def dacco(path: Path) -> Iterator[Entry]:
    """DACCO, English and Catalan: a folder of XML files for each direction."""
    for file in sorted(path.glob("*.dic")):
        for entry in ElementTree.parse(file).getroot().iter("Entry"):
            word = (entry.text or "").strip()
            for part in (each for each in entry if each.tag in _DACCO):
                for translation in part.iter("translation"):
                    text, pos = (translation.text or "").replace("/", ";"), _DACCO[part.tag]
                    if path.name == "cateng":
                        yield word, text, pos
                    else:
                        yield from ((foreign, word, pos) for foreign in foreign_words(text))
