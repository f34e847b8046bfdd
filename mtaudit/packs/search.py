"""Run all packs over a document in one pass: the automaton says where, then each hit is verified."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, NamedTuple

from mtaudit.model import Document, Finding, Suggestion
from mtaudit.packs import expressions, wording
from mtaudit.packs.compiled import Conditions, Entry, Regex
from mtaudit.packs.context import Surroundings
from mtaudit.packs.haystack import Haystack
from mtaudit.packs.library import Library

# How far back a correction looks: for an article, an auxiliary, the start of a sentence.
_BEFORE = 40
_SLOT = re.compile(r"\{([^{}]+)\}")


class Match(NamedTuple):
    """A place that a rule matches, and what it would write there."""

    rule: int
    start: int
    end: int
    suggestions: tuple[str, ...] = ()
    safe: bool = False
    related: tuple[tuple[int, int], ...] = ()


def search(document: Document, library: Library, on: frozenset[str]) -> Iterator[Finding]:
    """Yield the findings of the rules that are on."""
    hay = Haystack(document)
    rules = library.rules
    wanted = _numbers(library, on)
    around = Surroundings(hay)
    allowed = [
        match
        for match in matches(hay, library, wanted, around)
        if around.allow(rules[match.rule], match.start, match.end)
    ]
    for match in _inconsistent(allowed, rules, hay):
        yield _finding(match, rules[match.rule], hay)


@lru_cache(maxsize=64)
def _numbers(library: Library, on: frozenset[str]) -> frozenset[int]:
    return frozenset(number for number, each in enumerate(library.rules) if each.rule.id in on)


def matches(hay: Haystack, library: Library, wanted: frozenset[int], around: Surroundings) -> Iterator[Match]:
    """What the rules match, wherever it stands."""
    blocks = {
        (block, id(regex)): regex
        for regex in library.always
        if regex.rule in wanted
        for block in range(len(hay.starts))
    }
    for literal, start, end in library.automaton.find_matches_as_indexes(hay.folded, overlapping=True):
        for stop in (end, end + 1) if hay.folded[end : end + 1] == "s" else (end,):
            if _whole(hay.folded, start, stop):
                yield from _phrases(hay, library, wanted, around, start, stop)
        for regex in library.announced(library.literals[literal]):
            if regex.rule in wanted:
                blocks[(hay.block(start), id(regex))] = regex
    for (block, _), regex in blocks.items():
        yield from _expression(regex, library.rules[regex.rule], hay, block)


def _phrases(
    hay: Haystack, library: Library, wanted: frozenset[int], around: Surroundings, start: int, end: int
) -> Iterator[Match]:
    for entry in library.entries(hay.folded[start:end]):
        if entry.rule in wanted and (entry.near is None or around.holds(entry.near, start, end)):
            yield from _phrase(entry, library.rules[entry.rule], hay, start, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a range starts and ends at the edges of words."""
    return not (start and _in_word(text[start - 1])) and not (end < len(text) and _in_word(text[end]))


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _hyphened(text: str, start: int, end: int) -> bool:
    """Whether a word is but a part of a hyphened one."""
    return (text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum()) or (
        text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum()
    )


def _phrase(entry: Entry, rule: Conditions, hay: Haystack, start: int, end: int) -> Iterator[Match]:
    found = hay.text[start:end]
    if (rule.case and found != entry.surface) or (" " not in hay.folded[start:end] and _hyphened(hay.text, start, end)):
        return
    before = _before(hay, start)
    suggestions = tuple(wording.worded(found, entry.surface, each, before) for each in entry.suggestions)
    article, suggestions = wording.article_before(before, found, suggestions)
    yield Match(entry.rule, start - article, end, suggestions, entry.safe)


def _before(hay: Haystack, start: int) -> str:
    return hay.text[max(hay.bounds(hay.block(start)).start, start - _BEFORE) : start]


def _expression(regex: Regex, rule: Conditions, hay: Haystack, block: int) -> Iterator[Match]:
    first, last = hay.bounds(block)
    expression, fault = _compiled(regex.pattern, case=rule.case)
    for match in expression.finditer(hay.text[first:last]):
        groups = {"0": match[0], **match.groupdict(), **{str(i): text for i, text in enumerate(match.groups(), 1)}}
        start, end = match.span(fault)
        if start < end and not _barred(regex, groups) and _has_classes(regex, groups):
            found, before = match.string[start:end], match.string[max(0, start - _BEFORE) : start]
            texts = (_filled(template, groups, regex) for template in regex.suggestions)
            worded = tuple(wording.worded(found, found.lower(), each, before) for each in texts)
            article, worded = wording.article_before(before, found, worded)
            yield Match(regex.rule, first + start - article, first + end, worded, rule.safe)


def _barred(regex: Regex, groups: Mapping[str, str | None]) -> bool:
    """Whether a token is one of the words that it must not be."""
    return any(
        fnmatchcase((groups[name] or "").lower(), word) for name, words in regex.barred.items() for word in words
    )


def _has_classes(regex: Regex, groups: Mapping[str, str | None]) -> bool:
    """Whether each token of a part of speech can be of it."""
    if not regex.classes:
        return True
    from mtaudit.lexicons.english import classes

    for name, (some, none) in regex.classes.items():
        found = set(classes((groups[name] or "").lower()))
        if found.isdisjoint(some) or not found.isdisjoint(none):
            return False
    return True


def _filled(template: str, groups: dict[str, str | None], regex: Regex) -> str:
    """A suggestion with its slots filled by what the groups matched."""

    def fill(slot: re.Match[str]) -> str:
        name, colon, _ = slot[1].partition(":")
        found = groups[name] or ""
        return regex.slots[slot[1]].get(found.lower(), "") if colon else found

    return re.sub(r" {2,}", " ", _SLOT.sub(fill, template)).strip()


@lru_cache(maxsize=4096)
def _compiled(pattern: str, *, case: bool) -> tuple[Any, int]:
    """An expression and the number of its group ``fault``."""
    expression = expressions.compiled(pattern, case=case)
    return expression, expression.groupindex.get("fault", 0)


def _inconsistent(found: list[Match], rules: tuple[Conditions, ...], hay: Haystack) -> Iterator[Match]:
    """The longest of overlapping matches of each rule; of a consistency rule, those that the majority outvotes."""
    by_rule: dict[int, list[Match]] = {}
    for match in _longest(found):
        by_rule.setdefault(match.rule, []).append(match)
    for number, group in by_rule.items():
        yield from _outvoted(group, rules[number], hay) if rules[number].variants else group


def _longest(found: list[Match]) -> Iterator[Match]:
    end: dict[int, int] = {}
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if match.start >= end.get(match.rule, 0):
            end[match.rule] = match.end
            yield match


def _is_gloss(text: str, start: int) -> bool:
    """Whether a wording explains the one before it: "Mumbai (then Bombay)"."""
    return bool(re.search(r"\([\w ]{0,20}$", text[max(0, start - 22) : start]))


def _outvoted(found: list[Match], rule: Conditions, hay: Haystack) -> Iterator[Match]:
    for group in rule.variants:
        used: dict[str, list[Match]] = {}
        for match in found:
            wording_used = hay.folded[match.start : match.end]
            if wording_used in group:
                used.setdefault(wording_used, []).append(match)
        if len(used) > 1 and not any(_is_gloss(hay.text, each.start) for matches in used.values() for each in matches):
            winner = max(used.values(), key=len)
            text, place = hay.text[winner[0].start : winner[0].end], (winner[0].start, winner[0].end)
            for losers in used.values():
                if losers is not winner:
                    yield from (each._replace(suggestions=(text,), related=(place,)) for each in losers)


def _finding(match: Match, rule: Conditions, hay: Haystack) -> Finding:
    span = hay.span(match.start, match.end)
    found = hay.document.slice(span)
    texts = [text for text in dict.fromkeys(match.suggestions) if text and text != found]
    suggestions = tuple(Suggestion(text, safe=match.safe and len(texts) == 1) for text in texts)
    related = tuple(hay.span(*place) for place in match.related)
    return Finding(rule.rule, span, _message(rule, found, texts), suggestions, related)


def _message(rule: Conditions, found: str, suggestions: Iterable[str]) -> str:
    cure = " or ".join(f"“{text}”" for text in suggestions)
    if "{suggestion}" in rule.message and not cure:
        return f"{rule.rule.summary.rstrip('.')}."
    return rule.message.replace("{found}", f"“{' '.join(found.split())}”").replace("{suggestion}", cure)
