"""What a finding is about, as an editor shows it at the pointer."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from pathlib import Path

from mtaudit import registry
from mtaudit.model import Finding, Rule
from mtaudit.packs.library import find_rule
from mtaudit.packs.pages import markdown

_HEADED = re.compile(r"^([A-Z][a-z ]+)\n((?:    .*\n?|\n)+)", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


def hover(findings: Iterable[Finding], packs: tuple[Path, ...]) -> str:
    """Markdown: each finding, and the page of its rule."""
    return "\n\n---\n\n".join(_one(finding, packs) for finding in findings)


def _one(finding: Finding, packs: tuple[Path, ...]) -> str:
    rule = finding.rule
    cures = " or ".join(f"“{_escaped(each.text)}”" for each in finding.suggestions if each.text)
    facts = f"`{rule.id}` · {rule.severity} · {rule.category}"
    lines = [f"**{_escaped(finding.message)}**", f"Write {cures}." if cures else "", facts, _page(rule, packs)]
    return "\n\n".join(line for line in lines if line)


def _page(rule: Rule, packs: tuple[Path, ...]) -> str:
    pack_rule = find_rule(rule.id, packs)
    if pack_rule:
        return markdown(pack_rule).partition("\n")[2].replace("\n## ", "\n#### ").strip()
    page = inspect.getdoc(registry.plugin("detectors", rule.id.partition("/")[0])) or ""
    parts = (f"#### {head}\n\n{_escaped(' '.join(body.split()))}" for head, body in _HEADED.findall(page))
    return "\n\n".join([f"{_escaped(part)}" for part in (rule.summary, rule.why) if part] + list(parts))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
