"""The form of a pack that runs: plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mtaudit.inflection import plural_phrase
from mtaudit.model import Rule
from mtaudit.packs.haystack import alike, fold
from mtaudit.packs.rule import Context, Expression, PackRule, Phrase
from mtaudit.packs.sequence import forms, verb_pairs
from mtaudit.packs.triggers import triggers


class Words(NamedTuple):
    """Folded words of a context, in all their forms, and where they are looked for; a final ``*`` means any ending."""

    words: tuple[str, ...]
    within: str


class Entry(NamedTuple):
    """A phrase of a rule, in one of its forms."""

    rule: int
    surface: str
    suggestions: tuple[str, ...]
    safe: bool
    near: Words | None


class Regex(NamedTuple):
    """An expression of a rule, run on each block that holds one of ``triggers``, or on all if there are none."""

    rule: int
    pattern: str
    suggestions: tuple[str, ...]
    slots: Mapping[str, Mapping[str, str]]
    barred: Mapping[str, tuple[str, ...]]
    triggers: tuple[str, ...]


class Conditions(NamedTuple):
    """A rule and when its matches count."""

    rule: Rule
    message: str
    safe: bool
    case: bool
    scope: tuple[str, ...]
    near: Words | None
    not_near: Words | None
    exceptions: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]


class Pack(NamedTuple):
    """All rules of a folder, ready to run; ``entries`` go by their folded text."""

    rules: tuple[Conditions, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    regexes: tuple[Regex, ...]


def compile_pack(rules: Iterable[PackRule]) -> Pack:
    """The running form of rules."""
    conditions = []
    entries: dict[str, list[Entry]] = {}
    regexes: list[Regex] = []
    for number, rule in enumerate(rules):
        conditions.append(_conditions(rule))
        for literal, entry in _entries(rule, number):
            entries.setdefault(literal, []).append(entry)
        regexes += (_regex(each, number, rule) for each in rule.expressions)
    return Pack(tuple(conditions), {key: tuple(value) for key, value in entries.items()}, tuple(regexes))


def to_json(pack: Pack) -> dict[str, Any]:
    """The pack as JSON holds it."""
    rules = [[vars(each.rule), *each[1:]] for each in pack.rules]
    return {"rules": rules, "entries": pack.entries, "regexes": pack.regexes}


def from_json(data: Mapping[str, Any]) -> Pack:
    """The pack that ``to_json`` wrote."""
    rules = [
        Conditions(
            Rule(**rule), message, safe, case, tuple(scope), _words(near), _words(not_near), tuple(no), tuple(variants)
        )
        for rule, message, safe, case, scope, near, not_near, no, variants in data["rules"]
    ]
    entries = {
        literal: tuple(Entry(rule, surface, tuple(to), safe, _words(near)) for rule, surface, to, safe, near in each)
        for literal, each in data["entries"].items()
    }
    return Pack(tuple(rules), entries, tuple(Regex(*each) for each in data["regexes"]))


def _words(data: Any) -> Words | None:
    return Words(tuple(data[0]), data[1]) if data else None


def _conditions(rule: PackRule) -> Conditions:
    return Conditions(
        rule.rule,
        rule.message,
        rule.safe,
        rule.case,
        rule.scope,
        _context(rule.near),
        _context(rule.not_near),
        tuple(dict.fromkeys(fold(form) for phrase in rule.exceptions for form in forms(phrase, "noun"))),
        tuple(tuple(fold(text) for text in group) for group in rule.variants),
    )


def _context(context: Context | None) -> Words | None:
    return _context_words(context.words, context.within) if context else None


def _context_words(words: tuple[str, ...], within: str) -> Words:
    found = (form for word in words for form in ((word,) if word.endswith("*") else forms(word, "any")))
    return Words(tuple(dict.fromkeys(fold(form) for form in found)), within)


def _entries(rule: PackRule, number: int) -> Iterator[tuple[str, Entry]]:
    """Each phrase in each of its forms; a form that the author wrote out wins over a derived one."""
    written = {fold(phrase.text) for phrase in rule.phrases}
    for phrase in rule.phrases:
        near = _context_words(phrase.near, "document") if phrase.near else None
        safe = rule.safe if phrase.safe is None else phrase.safe
        for surface, suggestions in _forms(phrase, rule.inflect):
            literal = fold(surface)
            if literal == fold(phrase.text) or literal not in written:
                written.add(literal)
                yield literal, Entry(number, alike(surface), suggestions, safe and len(suggestions) == 1, near)


def _forms(phrase: Phrase, inflect: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield phrase.text, phrase.suggestions
    if inflect == "noun":
        plural = plural_phrase(phrase.text)
        if plural:
            yield plural, tuple(plural_phrase(each) or each for each in phrase.suggestions)
    if inflect == "verb":
        pairs = [verb_pairs(phrase.text, each) for each in phrase.suggestions or (phrase.text,)]
        for form in pairs[0]:
            yield form, tuple(dict.fromkeys(pair[form] for pair in pairs)) if phrase.suggestions else ()


def _regex(expression: Expression, number: int, rule: PackRule) -> Regex:
    return Regex(
        number,
        expression.pattern,
        expression.suggestions,
        {slot: dict(pairs) for slot, pairs in expression.slots},
        dict(expression.barred),
        triggers(expression.pattern),
    )
