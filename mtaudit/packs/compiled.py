"""The form of a pack that runs: plain values that JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from mtaudit.model import Rule


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
    classes: Mapping[str, Sequence[str]]


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
    """All rules of a folder, ready to run; ``entries`` are fields of ``Entry`` by folded text, made whole when hit."""

    rules: tuple[Conditions, ...]
    entries: Mapping[str, Sequence[Sequence[Any]]]
    regexes: tuple[Regex, ...]


def to_json(pack: Pack) -> dict[str, Any]:
    """The pack as JSON holds it."""
    rules = [[vars(each.rule), *each[1:]] for each in pack.rules]
    return {"rules": rules, "entries": pack.entries, "regexes": pack.regexes}


def from_json(data: Mapping[str, Any]) -> Pack:
    """The pack that ``to_json`` wrote."""
    rules = [
        Conditions(
            Rule(**{**rule, "pivot": tuple(rule["pivot"])}),
            message,
            safe,
            case,
            tuple(scope),
            _words(near),
            _words(not_near),
            tuple(no),
            tuple(variants),
        )
        for rule, message, safe, case, scope, near, not_near, no, variants in data["rules"]
    ]
    return Pack(tuple(rules), data["entries"], tuple(Regex(*each) for each in data["regexes"]))


def fields(literal: str, each: Entry) -> tuple[Any, ...]:
    """The fields of an entry as they are kept: without a surface that is the literal, or a context that is none."""
    kept = (each.rule, each.suggestions, each.safe, "" if each.surface == literal else each.surface, each.near)
    return kept if each.near else kept[:-1] if kept[3] else kept[:3]


def entry(literal: str, kept: Sequence[Any], first: int) -> Entry:
    """An entry from its fields, its rule counted from the first of its pack."""
    rule, suggestions, safe = kept[:3]
    surface = kept[3] if len(kept) > 3 else ""
    near = _words(kept[4]) if len(kept) > 4 else None
    return Entry(rule + first, surface or literal, tuple(suggestions), safe, near)


def _words(data: Any) -> Words | None:
    return Words(tuple(data[0]), data[1]) if data else None
