"""A rule as people read it: the page of ``mtaudit explain`` and the Markdown page of the manual."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from mtaudit.packs.rule import Context, Example, PackRule

_SHOWN = 12
_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
_KINDS = {
    "phrase": "fixed wordings",
    "swap": "wordings and what to write instead",
    "regex": "regular expressions",
    "consistency": "wordings of one thing, of which a text should use one",
    "sequence": "a sequence of words",
}


def plain(rule: PackRule) -> str:
    """The page for a terminal."""
    lines = [f"{rule.rule.id}: {rule.rule.summary}", f"  {_facts(rule)}", "", textwrap.fill(rule.rule.why, 100), ""]
    for example in rule.examples:
        lines += [f"  {label}: {text}" for label, text in _sides(example, "[", "]")]
    lines += ["", *(f"{label}: {text}" for label, text in _details(rule))]
    return "\n".join(lines)


def markdown(rule: PackRule) -> str:
    """The page for the manual."""
    lines = [f"# {rule.rule.id}", "", _escaped(f"{rule.rule.summary}."), "", _facts(rule), "", "## Why", ""]
    lines += [_escaped(rule.rule.why), "", "## Examples", ""]
    for example in rule.examples:
        lines += [f"- {label}: {_one_line(text)}  " for label, text in _sides(example, "**", "**")]
    lines += ["", "## What it looks for", "", *_pattern(rule), ""]
    lines += [f"- {label}: {_escaped(text)}" for label, text in _details(rule)]
    lines += ["", "## Switching it off", "", "```toml", "[tool.mtaudit]", f'ignore = ["{rule.rule.id}"]', "```", ""]
    return "\n".join(lines)


def index(rules: Iterable[PackRule]) -> str:
    """The list of all pages, pack by pack."""
    lines = ["# Rules", ""]
    pack = ""
    for rule in rules:
        head, _, name = rule.rule.id.rpartition("/")
        if head != pack:
            pack = head
            lines += ["", f"## {pack}", "", "| rule | finds | severity | status |", "| --- | --- | --- | --- |"]
        summary = _escaped(rule.rule.summary)
        lines.append(f"| [{name}]({rule.rule.id}.md) | {summary} | {rule.rule.severity} | {rule.rule.status} |")
    return "\n".join([*lines, ""])


def _facts(rule: PackRule) -> str:
    facts = [rule.rule.category, rule.rule.severity, rule.rule.status, f"seen from the {rule.rule.evidence}"]
    facts += [f"likely from {', '.join(rule.rule.pivot)}"] if rule.rule.pivot else []
    return ", ".join(facts)


def _sides(example: Example, opening: str, closing: str) -> Iterator[tuple[str, str]]:
    if example.bad:
        yield "before", _MARK.sub(lambda mark: f"{opening}{mark[1]}{closing}", example.bad)
        yield "after", example.good
    else:
        yield "found by mistake" if example.known_false_alarm else "no fault", example.ok


def _details(rule: PackRule) -> Iterator[tuple[str, str]]:
    if rule.near:
        yield "only near", _context(rule.near)
    if rule.not_near:
        yield "not near", _context(rule.not_near)
    if rule.exceptions:
        yield "except in", ", ".join(rule.exceptions)
    if rule.scope:
        yield "only in", ", ".join(rule.scope)
    if rule.source:
        yield "source", f"{rule.source}{f' ({rule.licence})' if rule.licence else ''}"


def _context(context: Context) -> str:
    return f"{', '.join(context.words)} (in the same {context.within})"


def _pattern(rule: PackRule) -> Iterator[str]:
    many = len(rule.phrases) or len(rule.expressions)
    yield f"{many} {_KINDS[rule.kind]}." if many > 1 else f"{_KINDS[rule.kind].capitalize()}."
    yield ""
    for phrase in rule.phrases[:_SHOWN]:
        yield f"- {_escaped(phrase.text)}" + (
            f" → {_escaped(' or '.join(phrase.suggestions))}" if phrase.suggestions else ""
        )
    if len(rule.phrases) > _SHOWN:
        yield f"- and {len(rule.phrases) - _SHOWN} more"
    for expression in rule.expressions:
        yield f"- `{expression.pattern}`"


def _one_line(text: str) -> str:
    return _escaped(" ⏎ ".join(line for line in text.split("\n") if line), keep="*")


def _escaped(text: str, keep: str = "") -> str:
    return re.sub(r"[\\`*_\[\]<>|#]", lambda char: char[0] if char[0] in keep else f"\\{char[0]}", text)
