"""One person, body or abbreviation under two names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit._name_words import THINGS
from mtaudit.detectors._quoted import Quoted
from mtaudit.lexicons.english import classes, commonness
from mtaudit.model import Document, Span
from mtaudit.names import Name

_ABBREVIATION = re.compile(
    r"(?<![\w.&/-])(?:(?P<dotted>(?:[A-Z]\.){2,4})|(?P<broken>[A-Z](?: [A-Z]\.)+)|(?P<plain>[A-Z]{2,4}))"
    r"(?![\w&/$-]|\.\w)"
)
_EXPANDED = re.compile(
    r"(?P<words>(?:[A-Z][\w’'-]+ (?:(?:of|and|for|the|on|in|to) ){0,2}){2,8})"
    r"\((?:the )?[“\"]?(?P<short>[A-Z]{2,6})s?[”\"]?\)"
)
_BODY = re.compile(
    r"(?P<body>[A-Z]\w+[’']s [A-Z]\w+)(?: [\w-]+){0,2} (?P<person>[A-Z]\w+ [A-Z][\w-]+)|"
    r"(?P<person2>[A-Z]\w+ [A-Z][\w-]+)/(?P<body2>[A-Z]\w+[’']s [A-Z]\w+)"
)
_TAIL, _HEAD = 5, 6


class _Place(NamedTuple):
    kind: str
    form: str
    span: Span


class Twice(NamedTuple):
    """Two names of one thing: where the second stands, what the page says elsewhere, and where."""

    span: Span
    other: str
    related: tuple[Span, ...]


def abbreviations(document: Document) -> Iterator[tuple[Twice, str]]:
    """Abbreviations with, without and with half their stops: the first place where the form changes, and the count."""
    quoted = Quoted(document)
    families: dict[str, list[_Place]] = defaultdict(list)
    for match in _ABBREVIATION.finditer(document.flat):
        if match.start() not in quoted:
            letters = re.sub(r"[^A-Z]", "", match[0])
            families[letters].append(_Place(match.lastgroup or "", match[0], Span(*match.span())))
    for places in families.values():
        kinds = Counter(each.kind for each in places)
        if len(kinds) > 1 and ("broken" in kinds or min(kinds.values()) > 1):
            yield _change(places), ", ".join(f"“{form}”" for form in dict.fromkeys(each.form for each in places))


def _change(places: list[_Place]) -> Twice:
    """The first place in another form than the first one, and the form that most other places have."""
    whole = Counter("dotted" if each.kind == "broken" else each.kind for each in places)
    sound = [each for each in places if each.kind != "broken"]
    changed = [each for each in sound if each.kind != sound[0].kind]
    here = changed[0] if changed else next(each for each in places if each.kind == "broken")
    best = max((each for each in sound if each.kind != here.kind), key=lambda each: whole[each.kind])
    others = {each.kind: each.span for each in reversed(places) if each.span != here.span}
    return Twice(here.span, best.form, tuple(sorted(others.values())))


def orders(names: tuple[Name, ...]) -> Iterator[Twice]:
    """Names of two words that stand in both orders."""
    seen: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names:
        if len(name.words) == 2 and not name.bracketed and not all(map(_is_word, name.words)):
            seen[name.words[0], name.words[1]].append(name)
    for (one, other), places in seen.items():
        reverse = seen.get((other, one), [])
        if one < other and reverse:
            wrong, right = sorted((places, reverse), key=_weight)
            yield Twice(wrong[0].span, right[0].text, (right[0].span,))


def _is_word(word: str) -> bool:
    return bool(classes(word.lower())) and commonness(word.lower()) >= 3


def _weight(places: list[Name]) -> tuple[int, bool, int]:
    return len(places), any(name.titles for name in places), places[0].span.start


def expansions(document: Document) -> Iterator[Twice]:
    """Abbreviations that two different names explain."""
    known: dict[str, tuple[str, str, Span]] = {}
    for match in _EXPANDED.finditer(document.flat):
        phrase = _spelt_out(match["words"].strip(), match["short"])
        if not phrase:
            continue
        start = match.start() + match["words"].rindex(phrase)
        key = " ".join(word[:5] for word in re.findall(r"[a-z]+", phrase.lower()))
        first = known.setdefault(match["short"], (key, phrase, Span(start, start + len(phrase))))
        if first[0] != key:
            yield Twice(Span(start, start + len(phrase)), first[1], (first[2],))


def _spelt_out(words: str, short: str) -> str:
    """The end of a run of words that an abbreviation stands for, by its first letter; "" for none."""
    parts = words.split(" ")
    starts = [at for at, word in enumerate(parts) if word[0] == short[0] and len(parts) - at >= 2]
    fitting = [at for at in starts if sum(word[0].isupper() for word in parts[at:]) == len(short)]
    return " ".join(parts[fitting[-1] :]) if fitting else ""


def bodies(document: Document) -> Iterator[Twice]:
    """Two names of the body that one person belongs to, alike in their first word."""
    known: dict[tuple[str, str], tuple[str, Span]] = {}
    for match in _BODY.finditer(document.flat):
        group = "body" if match["body"] else "body2"
        body = match[group].replace("’", "'")
        person = match["person"] or match["person2"]
        if person.rpartition(" ")[2].lower() in THINGS:
            continue
        first = known.setdefault((person, body.split(" ")[0]), (body, Span(*match.span(group))))
        if first[0] != body:
            yield Twice(first[1], match[group], (Span(*match.span(group)),))


def subjects(document: Document) -> Iterator[Twice]:
    """Two sentences that differ only in how they name what they begin with."""
    tails: dict[str, tuple[str, Span]] = {}
    for sentence in document.sentences:
        words = document.flat[sentence.span.start : sentence.span.end].rstrip(".!").split(" ")
        if len(words) <= _TAIL:
            continue
        for cut in range(1, min(_HEAD, len(words) - _TAIL) + 1):
            head, tail = " ".join(words[:cut]), " ".join(words[cut:]).lower()
            span = Span(sentence.span.start, sentence.span.start + len(head))
            first = tails.setdefault(tail, (head, span))
            if first[1].start != span.start and first[0] != head and _are_names(first[0], head):
                yield Twice(first[1], head, (span,))
                break


def _are_names(one: str, other: str) -> bool:
    """Whether one is an abbreviation and the other a name in full."""
    short, long = sorted((one, other), key=len)
    return (
        short.isupper()
        and len(short) > 1
        and " " in long
        and all(word[0].isupper() or word in ("of", "the", "and", "for") for word in long.split(" "))
    )
