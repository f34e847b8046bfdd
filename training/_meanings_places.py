"""Translations with their sources, and the places in them where another word of the source may be meant."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from _sense_labels import fold

from mtaudit.audit import read_text
from mtaudit.detectors._meaning_evidence import Known, Looks, weighed
from mtaudit.detectors._meanings import places
from mtaudit.detectors._sense_reading import hidden, read
from mtaudit.detectors._source_words import UNSPACED
from mtaudit.model import Document
from mtaudit.senses import knows

#: Words that look better than this are in no evidence.
FLOOR = -3.0
SETS = ("mlqe_pe", "mqm_zhen_ted21", "diabla", "demetr_base", "mqm_zhen_news21", "mqm_zhen_news20", "mqm_bio")
#: Of these the sources, in languages that Apertium has, are translated anew: by way of Spanish, but for that itself.
APERTIUM = "apertium"
_ANEW = ("mqm_bio", "demetr_base", "diabla")
_MODES = {"es": ("spa-eng",), "fr": ("fr-es", "spa-eng"), "pt": ("pt-es", "spa-eng"), "it": ("ita-spa", "spa-eng")}
#: Of dialogues the longer turns, and so many.
_LONG, _TURNS = 9, 400
#: Two systems of those that all translated the same, and the people.
_NEWS20 = ("Human-A.0", "Human-B.0", "Online-B.1605", "OPPO.1422")
_FOLDS = 2
_HUMAN = ("ref", "Human")


class Unit(NamedTuple):
    """A source and its translation; ``human`` where people translated."""

    set: str
    language: str
    group: str
    source: str
    target: str
    human: bool


class Sample(NamedTuple):
    """A place: where it is, the word, how suspicious and how badly put it looks, and the choices."""

    set: str
    language: str
    human: bool
    form: str
    sense: float
    bad: float
    choices: tuple[Known, ...]
    context: str


def samples(data: Path, names: Sequence[str]) -> Iterator[Sample]:
    """The places of some sets, or of what Apertium makes of their sources."""
    groups: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for name in names:
        for unit in _anew(data) if name == APERTIUM else _units(data, name):
            if knows(unit.language):
                groups[unit.set, unit.language, unit.group].append(unit)
    for units in groups.values():
        yield from _samples(units)


def _records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _units(data: Path, name: str) -> Iterator[Unit]:
    """What did not teach the network, where a set did in part; each translation once."""
    seen = set()
    for record in _records(data, name):
        unit = _unit(record, name)
        taught = name == "mlqe_pe" and fold(record) > _FOLDS
        left = name == "mqm_zhen_news20" and record["system"] not in _NEWS20
        if not taught and not left and unit not in seen:
            seen.add(unit)
            yield unit


def _unit(record: dict[str, Any], name: str) -> Unit:
    language = record["lang_pair"].partition("-")[0]
    group = f"{record.get('doc', '')} {record.get('system', '')}"
    return Unit(name, language, group, _cell(record["source"]), _cell(record["mt"]), is_human(record))


def is_human(record: dict[str, Any]) -> bool:
    """Whether a person translated, and no machine."""
    return bool(record.get("human_translation")) or record.get("system", "").startswith(_HUMAN)


def _anew(data: Path) -> Iterator[Unit]:
    """The sources, translated by Apertium."""
    found: dict[str, dict[str, str]] = {language: {} for language in _MODES}
    turns = 0
    for name in _ANEW:
        for record in _records(data, name):
            language, source = record["lang_pair"].partition("-")[0], _cell(record["source"])
            if language not in _MODES or source in found[language]:
                continue
            turns += name == "diabla" and source.count(" ") + 1 >= _LONG
            if name != "diabla" or (source.count(" ") + 1 >= _LONG and turns <= _TURNS):
                found[language][source] = record.get("doc", "")
    for language, sources in found.items():
        lines = list(sources)
        for mode in _MODES[language]:
            lines = _translated(lines, mode)
        for (source, group), target in zip(sources.items(), lines, strict=True):
            yield Unit(APERTIUM, language, group, source, _cell(target), False)


def _translated(lines: Sequence[str], mode: str) -> list[str]:
    text = "\n".join(lines) + "\n"
    done = subprocess.run(["apertium", "-u", mode], input=text, capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n").split("\n")


def _cell(text: str) -> str:
    """A text as it stands in a table."""
    return " ".join(text.replace('"', "'").split())


def _samples(units: Sequence[Unit]) -> Iterator[Sample]:
    rows = "".join(f"{unit.source}\t{unit.target}\n" for unit in units)
    document = read_text(f"source\ttarget\n{rows}", "a.tsv")
    pairs = [pair for pair in document.pairs if pair.source and pair.target.strip()]
    page = read(document, bad=True)
    words = {word.span: (word, bad) for word, bad in zip(page.words, page.bad or (), strict=True) if word.sense > FLOOR}
    language = units[0].language
    found = list(places(document, pairs, language, words))
    for place, wanted in zip(found, hidden(page, [words[place.span][0] for place in found]), strict=True):
        looks = Looks(*words[place.span], wanted)
        choices = weighed(place.form, place.choices, looks, language in UNSPACED)
        context = _context(document, place.span.start)
        said = looks.word.sense, looks.bad
        yield Sample(units[0].set, language, units[0].human, place.form, *said, tuple(choices), context)


def _context(document: Document, at: int) -> str:
    return " ".join(document.flat[max(0, at - 40) : at + 50].split())
