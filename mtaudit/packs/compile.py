"""From rules as their authors wrote them to the form that runs: every phrase in all its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mtaudit.inflection import plural_phrase
from mtaudit.packs.compiled import Conditions, Entry, Pack, Regex, Words, fields
from mtaudit.packs.haystack import alike, fold
from mtaudit.packs.rule import Context, Expression, PackRule, Phrase
from mtaudit.packs.sequence import forms, verb_pairs
from mtaudit.packs.triggers import triggers


def compile_pack(rules: Iterable[PackRule]) -> Pack:
    """The running form of rules."""
    conditions = []
    entries: dict[str, list[tuple[Any, ...]]] = {}
    regexes: list[Regex] = []
    for number, rule in enumerate(rules):
        conditions.append(_conditions(rule))
        for literal, entry in _entries(rule, number):
            entries.setdefault(literal, []).append(fields(literal, entry))
        regexes += (_regex(each, number, rule) for each in rule.expressions)
    return Pack(tuple(conditions), entries, tuple(regexes))


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
        dict(expression.classes),
    )
