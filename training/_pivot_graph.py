"""The graph of English lemmas and foreign words, out of all dictionaries."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import _pivot_dictionaries
import _pivot_wiktionary
import _pivot_wordnets
from _pivot_wordnets import PARTS, WordNet, part_of_synset
from _pivot_words import meanings

Lemma = tuple[str, str]
Foreign = tuple[str, str]
#: How surely each foreign word stands for each of its lemmas.
Graph = dict[Foreign, dict[Lemma, float]]

_NOT_LATIN = frozenset("ar fa ps ur hi bn ne si km th my ta te mr ka hy el ru uk be bg mk kk he ja ko zh".split())
_LEAST_SHARE = 0.08
_LATER_SENSE, _LATER_MEANING = 0.3, 0.2


class Source(NamedTuple):
    """One dictionary: its language, its reader, its files below the folder of inputs."""

    language: str
    reader: str
    files: str


def sources(table: Path) -> list[Source]:
    """The dictionaries of ``pivot_sources.tsv``."""
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    return [Source(language, reader, files) for language, reader, files, *_ in rows]


def read(inputs: Path, chosen: list[Source], english: WordNet) -> Graph:
    """All pairs of the dictionaries; one dictionary counts once for a pair, several add up."""
    graph: Graph = defaultdict(lambda: defaultdict(float))
    for source in chosen:
        pairs: dict[tuple[Foreign, Lemma], float] = defaultdict(float)
        path = inputs / source.files
        if not path.exists():
            raise SystemExit(f"{source.files} is not below {inputs}; training/README.md says where it is had")
        for word, lemma, weight in _pairs(source, path, english):
            key = (source.language, word), lemma
            pairs[key] = max(pairs[key], weight)
        print(f"{len(pairs):8} {source.language} {source.reader} {source.files}", flush=True)
        for (foreign, lemma), weight in pairs.items():
            graph[foreign][lemma] += weight
    return graph


def _pairs(source: Source, path: Path, english: WordNet) -> Iterator[tuple[str, Lemma, float]]:
    reader = getattr(_pivot_wordnets, source.reader, None)
    found = _of_synsets(reader(path), english) if reader else _of_glosses(source, path, english)
    for foreign, lemma, weight in found:
        word = _spelling(source.language, foreign)
        if word and word.count(" ") < 3 and not (source.language in _NOT_LATIN and re.search("[A-Za-z]", word)):
            yield word, lemma, weight


def _of_synsets(entries: Iterator[tuple[str, str]], english: WordNet) -> Iterator[tuple[str, Lemma, float]]:
    """A member of a synset counts the less, the later this sense comes among its own."""
    for word, key in entries:
        pos = part_of_synset(key)
        for member in english.members.get(key, ()):
            if member.islower():
                yield word, (member, pos), 1 / (1 + _LATER_SENSE * english.senses[member, pos].index(key))


def _of_glosses(source: Source, path: Path, english: WordNet) -> Iterator[tuple[str, Lemma, float]]:
    module = _pivot_wiktionary if hasattr(_pivot_wiktionary, source.reader) else _pivot_dictionaries
    for word, gloss, tagged in getattr(module, source.reader)(path):
        for at, meaning, verb in meanings(gloss):
            if meaning[0].islower():
                shares = {"VERB": 1.0} if verb else {tagged: 1.0} if tagged else _shares(meaning, english)
                for pos, share in shares.items():
                    lemma = english.lemma(meaning, pos)
                    if lemma and share > _LEAST_SHARE:
                        yield word, (lemma, pos), share / (1 + _LATER_MEANING * at)


def _shares(word: str, english: WordNet) -> dict[str, float]:
    """The parts of speech that a word without a tag may be."""
    return english.parts(word) or dict.fromkeys((pos for pos in PARTS if english.lemma(word, pos)), 1.0)


def _spelling(language: str, word: str) -> str:
    """One spelling for what dictionaries write in several ways: vowel signs, stress marks, old fonts."""
    if language == "hu":
        word = word.replace("ô", "ő").replace("û", "ű")
    if language == "ar":
        word = re.sub("[\u064b-\u0652\u0640]", "", word)
    if language in ("ru", "uk", "be"):
        word = word.replace("\u0301", "")
    return unicodedata.normalize("NFC", word).strip()
