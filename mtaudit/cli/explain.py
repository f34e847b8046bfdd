"""``mtaudit explain``: what a rule finds, why it matters, what to write instead."""

from __future__ import annotations

import inspect
from pathlib import Path

import click

from mtaudit.model import Rule


@click.command(name="explain")
@click.argument("rule_id", metavar="RULE")
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="A rule pack.")
def command(rule_id: str, rules: tuple[Path, ...]) -> None:
    """Explain a rule, or all rules of a detector."""
    from mtaudit import registry
    from mtaudit.audit import catalogue
    from mtaudit.packs.library import find_rule
    from mtaudit.packs.pages import plain
    from mtaudit.settings import Settings, suggest

    known = catalogue(Settings(rules=rules))
    found = [(name, rule) for name, each in known.items() for rule in each if rule.id == rule_id or name == rule_id]
    if not found:
        ids = [rule.id for each in known.values() for rule in each]
        raise click.UsageError(f"no rule is called '{rule_id}'{suggest(rule_id, [*ids, *known])}")
    pack_rule = find_rule(rule_id, rules)
    if pack_rule:
        click.echo(plain(pack_rule))
        return
    click.echo("\n\n".join(_page(rule) for _, rule in found))
    click.echo(f"\n{inspect.getdoc(registry.plugin('detectors', found[0][0]))}")


def _page(rule: Rule) -> str:
    facts = f"{rule.category}, {rule.severity}, {rule.status}, seen from the {rule.evidence}"
    return "\n".join(part for part in (f"{rule.id}: {rule.summary}", f"  {facts}", rule.why) if part)
