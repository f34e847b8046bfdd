"""``mtaudit rules``: list, explain, write, test and document the rules of the packs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mtaudit.packs.rule import PackRule

_TEMPLATE = """\
# What is wrong, in a few words; the message of a finding unless 'message' says more.
summary: {title}
why: >-
  Say how the fault comes about, what it means, and where it was seen.
category: accuracy/overly-literal
severity: major
status: preview
source: A page, a data set or a dictionary that has the wording
swap:
  wrong wording: right wording
examples:
  - bad: "Here stands a [[wrong wording]]."
    good: "Here stands a right wording."
  - ok: "A wording may be wrong and yet no fault of this kind."
"""


def _packs(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names the user's packs."""
    option = click.option("--rules", "folders", multiple=True, type=click.Path(path_type=Path), metavar="DIR")
    return option(command)


@click.group(name="rules")
def command() -> None:
    """List, explain, write and test the rules of the packs."""


@command.command(name="list")
@click.argument("prefixes", nargs=-1, metavar="[RULES]...")
@_packs
def list_(prefixes: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """List all rules, or those of some packs."""
    from mtaudit.packs.library import library

    rules = [each.rule for each in library(_folders(folders)).rules]
    chosen = [rule for rule in rules if not prefixes or any(_under(rule.id, prefix) for prefix in prefixes)]
    width = max((len(rule.id) for rule in chosen), default=0)
    for rule in chosen:
        click.echo(f"{rule.id:{width}}  {rule.severity:8}  {rule.status:7}  {rule.summary}")


@command.command(name="explain")
@click.argument("rule_id", metavar="RULE")
@_packs
def explain(rule_id: str, folders: tuple[Path, ...]) -> None:
    """Explain a rule: why it matters, with its examples."""
    from mtaudit.packs.pages import plain

    for rule in _chosen((rule_id,), folders):
        click.echo(plain(rule))


@command.command(name="sources")
@click.argument("prefixes", nargs=-1, metavar="[RULES]...")
@_packs
def sources(prefixes: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """Count, pack by pack, which rules rest on a real case, a public list or the author's knowledge."""
    from mtaudit.packs.attestation import table

    for line in table(_chosen(prefixes, folders)):
        click.echo(line)


@command.command(name="check")
@click.argument("directories", nargs=-1, type=click.Path(path_type=Path), metavar="[DIR]...")
def check(directories: tuple[Path, ...]) -> int:
    """Load every rule strictly and run its examples; without DIR, the shipped packs. Exit 1 for faults."""
    from mtaudit.packs.examples import faults
    from mtaudit.packs.library import each_rule, stray_tables
    from mtaudit.paths import folder

    count = wrong = 0
    for directory in directories or (folder("rules"),):
        found = list(stray_tables(directory))
        for rule, error in each_rule(directory):
            count += 1
            found += [error] if error else list(faults(rule)) if rule else []
        for fault in found:
            click.echo(str(fault))
        wrong += len(found)
    click.echo(f"{count} rules, {wrong} faults")
    return int(wrong > 0)


@command.command(name="test")
@click.argument("rule_ids", nargs=-1, required=True, metavar="RULES...")
@_packs
def test(rule_ids: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    """Run the examples of rules and show what each of them gives. Exit 1 for faults."""
    from mtaudit.packs.examples import run

    wrong = 0
    for rule in _chosen(rule_ids, folders):
        click.echo(rule.rule.id)
        for outcome in run(rule):
            wrong += bool(outcome.fault)
            click.echo(f"  {'FAIL' if outcome.fault else 'ok  '}  {outcome.example.bad or outcome.example.ok}")
            for finding in outcome.found:
                cure = " or ".join(suggestion.text for suggestion in finding.suggestions) or "no suggestion"
                click.echo(f"        -> {cure}")
            if outcome.fault:
                click.echo(f"        {outcome.fault}")
    return int(wrong > 0)


@command.command(name="new")
@click.argument("rule_id", metavar="LANGUAGE/PACK/RULE")
@click.option("--dir", "directory", type=click.Path(path_type=Path), default=Path("rules"), show_default=True)
def new(rule_id: str, directory: Path) -> None:
    """Write a rule to start from, with all that a rule needs."""
    from mtaudit.packs.library import is_id

    if not is_id(rule_id):
        raise click.UsageError("a rule's id is LANGUAGE/PACK/RULE, in lower case with hyphens: en/military/bases")
    file = directory / f"{rule_id}.yaml"
    if file.exists():
        raise click.UsageError(f"{file} is there already")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        title = re.sub(r"-", " ", rule_id.rpartition("/")[2]).capitalize()
        file.write_text(_TEMPLATE.format(title=title), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be written: {error.strerror}") from error
    click.echo(f"{file}\nEdit it, then: mtaudit rules check {directory}")


@command.command(name="docs")
@click.argument("out", type=click.Path(path_type=Path))
@_packs
def docs(out: Path, folders: tuple[Path, ...]) -> None:
    """Write a Markdown page for each rule, and a list of them, to a folder."""
    from mtaudit.packs.pages import index, markdown

    rules = list(_chosen((), folders))
    try:
        for rule in rules:
            file = out / f"{rule.rule.id}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(markdown(rule), encoding="utf-8")
        (out / "README.md").write_text(index(rules), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out}: cannot be written: {error.strerror}") from error
    click.echo(f"{len(rules)} pages in {out}")


def _folders(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders given, or those of the settings file that holds here."""
    from mtaudit.settings import find, load

    path = find(Path.cwd())
    return folders or (load(path).rules if path else ())


def _chosen(prefixes: tuple[str, ...], folders: tuple[Path, ...]) -> Iterator[PackRule]:
    """The rules under the prefixes, or all, as their authors wrote them; an unknown prefix is a usage error."""
    from mtaudit.packs.library import all_rules
    from mtaudit.settings import suggest

    found = dict(all_rules(_folders(folders)))
    for prefix in prefixes:
        if not any(_under(id_, prefix) for id_ in found):
            raise click.UsageError(f"no rule is called '{prefix}'{suggest(prefix, list(found))}")
    for id_, load in found.items():
        if not prefixes or any(_under(id_, prefix) for prefix in prefixes):
            yield load()


def _under(id_: str, prefix: str) -> bool:
    prefix = prefix.rstrip("/")
    return id_ == prefix or id_.startswith(f"{prefix}/")
