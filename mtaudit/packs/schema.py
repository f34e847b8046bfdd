"""From a YAML file to a checked rule; every key that is not understood is an error that shows its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from mtaudit.model import CATEGORIES, SEVERITIES, STATUSES, Rule
from mtaudit.packs import kinds
from mtaudit.packs.nodes import Node, parse
from mtaudit.packs.rule import Context, Example, PackRule, Within

_REQUIRED = ("summary", "why", "category", "severity", "examples")
_FACTS = ("status", "evidence", "pivot", "source", "licence", "extends", "message", "safe")
_WHEN = ("case", "inflect", "scope", "near", "not_near", "exceptions")
#: Every key a rule may have.
KEYS = (*_REQUIRED, *_FACTS, *_WHEN, *kinds.KEYS)
#: What ``scope`` may name; ``body`` is running text outside quotation marks.
SCOPES = ("headline", "body", "quote", "paragraph", "item", "caption", "cell", "meta", "unit")
_WITHIN = ("sentence", "paragraph", "document")
_EXAMPLE = ("bad", "good", "ok", "known_false_alarm")
_MARKED = re.compile(r"\[\[.+?\]\]", re.DOTALL)
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")

Find = Callable[[str], Path | None]


def load(file: Path, id_: str, find: Find) -> PackRule:
    """Read one rule; ``find`` gives the file of a rule that this one extends. Raises PackError."""
    root = parse(file)
    keys = _extended(root, id_, find)
    for key in _REQUIRED:
        if key not in keys:
            raise root.error(f"the key '{key}' is missing")
    phrase_kind, parts = kinds.read(keys, root)
    rule = Rule(
        id_,
        keys["category"].choice(CATEGORIES),
        cast(Any, keys["severity"].choice(SEVERITIES)),
        keys["summary"].text(),
        " ".join(keys["why"].text().split()),
        cast(Any, keys["status"].choice(STATUSES) if "status" in keys else "stable"),
        cast(Any, keys["evidence"].choice(("text", "source")) if "evidence" in keys else "text"),
        _pivot(keys),
    )
    return PackRule(
        rule=rule,
        file=file,
        line=root.line,
        kind=phrase_kind,
        message=_message(keys),
        examples=_examples(keys["examples"]),
        **parts,
        **_conditions(keys),
        **_origin(keys, root),
    )


def _extended(root: Node, id_: str, find: Find, depth: int = 0) -> Mapping[str, Node]:
    """The keys of a rule over those of the rule it extends."""
    keys = root.mapping(KEYS)
    if "extends" not in keys:
        return keys
    base = keys["extends"].text()
    file = find(base)
    if file is None or depth > 5:
        raise keys["extends"].error(f"there is no rule '{base}' to extend")
    inherited = dict(_extended(parse(file), base, find, depth + 1))
    if any(kind in keys for kind in kinds.PATTERNS):
        inherited = {key: node for key, node in inherited.items() if key not in kinds.KEYS}
    return {**inherited, **keys}


def _message(keys: Mapping[str, Node]) -> str:
    if "message" not in keys:
        return keys["summary"].text().rstrip(".") + "."
    message = keys["message"].text()
    for match in _BRACES.finditer(message):
        if match[1] not in ("found", "suggestion"):
            raise keys["message"].error("a message may hold {found} and {suggestion}, no other braces")
    return message


def _conditions(keys: Mapping[str, Node]) -> dict[str, Any]:
    scope = tuple(node.choice(SCOPES) for node in keys["scope"].items()) if "scope" in keys else ()
    return {
        "safe": "safe" in keys and keys["safe"].flag(),
        "case": "case" in keys and keys["case"].flag(),
        "scope": scope,
        "near": _context(keys.get("near")),
        "not_near": _context(keys.get("not_near")),
        "exceptions": keys["exceptions"].texts() if "exceptions" in keys else (),
    }


def _context(node: Node | None) -> Context | None:
    if node is None:
        return None
    if not isinstance(node.data, dict):
        return Context(node.texts())
    keys = node.mapping(("words", "within"))
    if "words" not in keys:
        raise node.error("the key 'words' is missing")
    within = keys["within"].choice(_WITHIN) if "within" in keys else "sentence"
    return Context(keys["words"].texts(), cast(Within, within))


def _origin(keys: Mapping[str, Node], root: Node) -> dict[str, Any]:
    for key in ("source", "licence"):
        if "swap_table" in keys and key not in keys:
            raise keys["swap_table"].error(f"a table needs the key '{key}'")
    return {
        "extends": root.mapping()["extends"].text() if "extends" in root.mapping() else "",
        "source": keys["source"].text() if "source" in keys else "",
        "licence": keys["licence"].text() if "licence" in keys else "",
    }


def _pivot(keys: Mapping[str, Node]) -> tuple[str, ...]:
    pivot = keys["pivot"].texts() if "pivot" in keys else ()
    for code in pivot:
        if not re.fullmatch(r"[a-z]{2,3}", code):
            raise keys["pivot"].error("a pivot is a language code such as fr")
    if "status" in keys and keys["status"].text() == "pivot" and not pivot:
        raise keys["status"].error("a rule of the status 'pivot' names its source languages under 'pivot'")
    return pivot


def _examples(node: Node) -> tuple[Example, ...]:
    examples = tuple(_example(item) for item in node.items())
    if not any(example.bad for example in examples):
        raise node.error("at least one example has 'bad' and 'good'")
    if not any(example.ok for example in examples):
        raise node.error("at least one example has 'ok': a text that looks like a fault and is none")
    return examples


def _example(node: Node) -> Example:
    keys = node.mapping(_EXAMPLE)
    if ("bad" in keys) == ("ok" in keys) or ("bad" in keys) != ("good" in keys):
        raise node.error("an example has either 'bad' with 'good', or 'ok'")
    texts = {key: keys[key].text() for key in ("bad", "good", "ok") if key in keys}
    known = "known_false_alarm" in keys and keys["known_false_alarm"].flag()
    if known and "ok" not in keys:
        raise node.error("'known_false_alarm' goes with 'ok'")
    for key, text in texts.items():
        if len(_MARKED.findall(text)) != (key == "bad"):
            wanted = "marks the fault once, [[so]]" if key == "bad" else "has no marks"
            raise keys[key].error(f"'{key}' {wanted}")
    return Example(texts.get("bad", ""), texts.get("good", ""), texts.get("ok", ""), known, node.line)
