"""The kinds of pattern: phrase, swap, regex, consistency and sequence, each from its YAML to typed parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mtaudit.packs import expressions, sequence, tables
from mtaudit.packs.haystack import alike, fold
from mtaudit.packs.nodes import Node
from mtaudit.packs.rule import Expression, Phrase

#: The keys that say what a rule matches; a rule has one of them, or ``swap`` and ``swap_table``.
PATTERNS = ("phrase", "swap", "swap_table", "regex", "consistency", "sequence")
KEYS = (*PATTERNS, "suggest")
_INFLECT = ("noun", "verb", "none")
_QUOTED = re.compile(r"\{(\w+)\}")


def read(keys: Mapping[str, Node], root: Node) -> tuple[str, dict[str, Any]]:
    """The kind of a rule and the fields of ``PackRule`` that its pattern fills."""
    found = sorted({"swap" if key == "swap_table" else key for key in PATTERNS if key in keys})
    if len(found) != 1:
        raise root.error(f"a rule has just one of {', '.join(PATTERNS)}, and this one has {len(found)}")
    kind = found[0]
    if "suggest" in keys and kind in ("swap", "consistency"):
        raise keys["suggest"].error(f"'suggest' does not go with '{kind}'")
    if "inflect" in keys and kind not in ("swap", "phrase"):
        raise keys["inflect"].error(f"'inflect' does not go with '{kind}'")
    fields: dict[str, Any] = _READERS[kind](keys)
    if kind in ("swap", "phrase"):
        fields["inflect"] = (
            keys["inflect"].choice(_INFLECT) if "inflect" in keys else _INFLECT[0 if kind == "swap" else 2]
        )
    return kind, fields


def _phrase(keys: Mapping[str, Node]) -> dict[str, Any]:
    suggestions = keys["suggest"].texts() if "suggest" in keys else ()
    phrases = [Phrase(node.text(), suggestions, file=node.file, line=node.line) for node in keys["phrase"].items()]
    return {"phrases": _checked(phrases)}


def _swap(keys: Mapping[str, Node]) -> dict[str, Any]:
    phrases = []
    if "swap" in keys:
        pairs = keys["swap"].mapping().items()
        phrases += [Phrase(wrong, node.texts(), file=node.file, line=node.line) for wrong, node in pairs]
    if "swap_table" in keys:
        phrases += tables.read(keys["swap_table"])
    table = keys["swap_table"].text() if "swap_table" in keys else ""
    return {"phrases": _checked(phrases), "table": table}


def _checked(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    """The phrases, if each is usable, stands there once and is not corrected to itself."""
    seen: dict[str, int] = {}
    for phrase in phrases:
        node = Node("", phrase.file, phrase.line)
        folded = fold(phrase.text)
        if "  " in folded or not folded.strip() or not (folded[0].strip() and folded[-1].strip()):
            raise node.error(f"'{phrase.text}' has a space or hyphen too many")
        if folded in seen:
            raise node.error(f"'{phrase.text}' stands in line {seen[folded]} already")
        seen[folded] = phrase.line
        if any(alike(suggestion) == alike(phrase.text) for suggestion in phrase.suggestions):
            raise node.error(f"'{phrase.text}' is corrected to itself")
    return tuple(phrases)


def _regex(keys: Mapping[str, Node]) -> dict[str, Any]:
    suggest = keys.get("suggest")
    templates = suggest.texts() if suggest else ()
    expressions = []
    for node in keys["regex"].items():
        groups = compiled(node, alike(node.text()), case=False)
        for template in templates:
            unknown = set(_QUOTED.findall(template)) - groups
            if suggest and unknown:
                raise suggest.error(f"the regex in line {node.line} has no group '{min(unknown)}'")
        expressions.append(Expression(alike(node.text()), templates))
    return {"expressions": tuple(expressions)}


def _sequence(keys: Mapping[str, Node]) -> dict[str, Any]:
    found = sequence.expression(keys["sequence"], keys.get("suggest"))
    compiled(keys["sequence"], found.pattern, case=False)
    return {"expressions": (found,)}


def _consistency(keys: Mapping[str, Node]) -> dict[str, Any]:
    node = keys["consistency"]
    groups = node.items() if any(isinstance(item.data, tuple) for item in node.items()) else (node,)
    for group in groups:
        if len(group.texts()) < 2:
            raise group.error("a group has two wordings or more")
    phrases = [Phrase(text, file=group.file, line=group.line) for group in groups for text in group.texts()]
    return {"variants": tuple(group.texts() for group in groups), "phrases": _checked(phrases)}


_READERS = {"phrase": _phrase, "swap": _swap, "regex": _regex, "sequence": _sequence, "consistency": _consistency}


def compiled(node: Node, pattern: str, *, case: bool) -> set[str]:
    """The groups of an expression, by number and name; an error where RE2 does not take it or it matches nothing."""
    import re2

    try:
        expression = expressions.compiled(pattern, case=case)
    except re2.error as error:
        reason = str(error.args[0].decode() if isinstance(error.args[0], bytes) else error)
        raise node.error(f"is no regex that RE2 takes: {reason}") from error
    if expression.search(""):
        raise node.error("the regex matches the empty text")
    return {str(number) for number in range(1, expression.groups + 1)} | set(expression.groupindex)
