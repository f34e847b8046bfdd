"""Organisations whose names were mapped word by word.

What it finds
    A capitalised name that has the words of a known organisation, but one of them twice ("National Health and Health
    Commission"), another order ("World Organization of Health", "Fund Monetary International"), or a neighbour of a
    word in its place ("International Agency of Nuclear Energy").

Why it matters
    An organisation has one English name. Under another one a reader does not know it, or takes it for another body.

Example
    Before: "the World Organization of Health". After: "the World Health Organization".

Limits
    Only names of three words or more that count, out of 660 in a table. What English itself does to names is left
    alone: "European Human Rights Court", "the Human Rights Council of the United Nations". A real body whose name is
    made of the same words as another's is taken for it unless the table has both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

WORD_BY_WORD = Rule(
    "institutions/word-by-word",
    "accuracy/entity",
    "major",
    "The name of an organisation, word by word",
    why="An organisation has one English name; a translation of its words names no body that the reader knows.",
)
RULES = (WORD_BY_WORD,)
LOCAL = RULES

_TABLE = Path(__file__).with_name("institutions.tsv")
_FEWEST = 3
_LONGEST = 12
_SMALL = "of|for|the|and|on|in|to|against|with|without|by|de"
_SMALL_WORDS = frozenset(_SMALL.split("|"))
_GOES_ON = re.compile(r" (?:for|of|on|against) (?:the )?[A-Z]")
_NAME = re.compile(rf"[A-Z][\w'’-]*(?:,? (?:(?:{_SMALL}|&) ){{0,3}}[A-Z][\w'’-]*)+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: Words that stand for each other where a name is mapped word by word, or that English spells in two ways.
_NEIGHBOURS = (
    *("organization organisation", "health sanitation sanitary hygiene", "atomic nuclear", "penal criminal"),
    *("labor labour work", "trade commerce", "court tribunal", "center centre", "defense defence"),
    *("child children infancy childhood", "monetary currency", "council counsel", "security safety"),
    *("food feeding nutrition alimentation", "meteorological meteorology weather", "program programme"),
    *("control controlling", "prevention preventive", "european europe", "international"),
    *("cooperation co-operation", "ukraine ukrainian", "chinese china", "russia russian", "india indian"),
    *("korea korean", "turkey turkish", "doctor physician", "border frontier boundary", "refugee fugitive"),
)
#: Who owns a body may stand before or behind its name.
_OWNERS = frozenset(
    "un nation united eu european europe union american african arab chinese china russia russian ukraine ukrainian "
    "india indian iran iranian turkey turkish korea korean japan japanese german germany spanish syrian federal "
    "national state republic".split()
)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield names made of a known name's words."""
    for block in document.blocks:
        text = document.flat[block.span.start : block.span.end]
        for match in _NAME.finditer(text):
            yield from _found(match, block.span.start)


def _found(match: re.Match[str], offset: int) -> Iterator[Finding]:
    """The stretches of a capitalised phrase that are variants of a known name, from the left."""
    words = [word for word in _WORD.finditer(match[0]) if word[0].lower() not in _SMALL_WORDS]
    groups = [_group(_stem(word[0].lower().replace("’", "'"))) for word in words]
    at = 0
    while at < len(words):
        step = 1
        for end in range(min(len(words), at + _LONGEST), at + _FEWEST - 1, -1):
            start, stop = words[at].start(), words[end - 1].end()
            right = _official(match[0][start:stop], frozenset(groups[at:end]))
            if right:
                step = end - at
            if right and right != match[0][start:stop] and not _is_part(match, start, stop):
                span = Span(offset + match.start() + start, offset + match.start() + stop)
                message = f"“{match[0][start:stop]}” has the words of the {right}."
                yield Finding(WORD_BY_WORD, span, message, (Suggestion(right),))
            if right:
                break
        at += step


def _is_part(match: re.Match[str], start: int, stop: int) -> bool:
    """Whether a longer name holds the stretch: "Permanent Court ...", "... Tribunal for Rwanda"."""
    before = match.string[: match.start() + start].rpartition(" ")[0].rpartition(" ")[2]
    leads = match[0][:start].endswith(" ") and before[:1].isupper() and before.lower() not in _OWNERS | _SMALL_WORDS
    return leads or bool(_GOES_ON.match(match.string, match.start() + stop))


def _official(stretch: str, key: frozenset[str]) -> str:
    """The known name that a stretch is a variant of; the stretch itself where it is right, or holds a name that is."""
    names = _names().get(key)
    if not names:
        return ""
    plain = _plain(stretch)
    if any(f" {_plain(name)} " in f" {plain} " for name in names) or ("," in stretch and "," not in names[0]):
        return stretch
    return names[0] if len(names) == 1 and _is_foreign_order(content(stretch), stretch, names[0]) else stretch


def _is_foreign_order(words: Sequence[str], window: str, name: str) -> bool:
    """Whether English would not make this of the name: not by drawing words before their noun, nor by its owner."""
    right = content(name)
    if len(words) > len(right):
        return len(set(words)) < len(words)
    inner = [word for word in words if word not in _OWNERS]
    if inner == [word for word in right if word not in _OWNERS]:
        return _exact(window) != _exact(name)
    return _joints(window) >= _joints(name)


def _joints(name: str) -> int:
    return len(re.findall(r"\b(?:of|for|to|on)\b", name))


def _exact(name: str) -> list[str]:
    """The words that count, as written but for spelling, without the owner."""
    spelt = _WORD.findall(name.lower().replace("’", "'"))
    kept = [_stem(word) for word in spelt if word not in _SMALL_WORDS]
    return [_SPELLINGS.get(word, word) for word in kept if _group(word) not in _OWNERS]


def _plain(name: str) -> str:
    return " ".join(_SPELLINGS.get(_stem(word), _stem(word)) for word in _WORD.findall(name.lower().replace("’", "'")))


def content(name: str) -> tuple[str, ...]:
    """The words of a name that count, in order, each as the first of its neighbours."""
    words = _WORD.findall(name.lower().replace("’", "'"))
    return tuple(_group(_stem(word)) for word in words if word not in _SMALL_WORDS)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").rstrip("'")
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


_SPELLINGS = {
    "organisation": "organization",
    "centre": "center",
    "labour": "labor",
    "defence": "defense",
    "programme": "program",
    "co-operation": "cooperation",
}
_GROUPS = {_stem(word): _stem(line.split()[0]) for line in _NEIGHBOURS for word in line.split()}


def _group(word: str) -> str:
    return _GROUPS.get(word, word)


@cache
def _names() -> Mapping[frozenset[str], tuple[str, ...]]:
    """The known names by the set of their words."""
    names: dict[frozenset[str], tuple[str, ...]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        name = line.partition("\t")[0]
        key = frozenset(content(name))
        names[key] = (*names.get(key, ()), name)
    return names
