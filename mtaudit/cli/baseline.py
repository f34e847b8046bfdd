"""``mtaudit baseline``: list the findings that are known, so that only new ones count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mtaudit.cli import _gate, _run
from mtaudit.cli._gate import Audited
from mtaudit.printable import counted

_file = click.option(
    "--baseline-file", type=click.Path(path_type=Path), default=_gate.BASELINE, show_default=True, metavar="FILE"
)


@click.group(name="baseline")
def command() -> None:
    """List the findings that are known; 'mtaudit check --baseline' reports the others."""


def _options(each: Callable[..., Any]) -> Callable[..., Any]:
    return _run.options(_gate.options(_file(each)))


@command.command(name="write")
@_options
def write(*, baseline_file: Path, workers: int | None, no_cache: bool, **common: Any) -> int:
    """List all findings of some files, and nothing else."""
    from mtaudit.baseline import Baseline

    session = _run.Session(**common)
    reports = [each.report for each in _gate.audited(session, workers=workers, no_cache=no_cache)]
    empty = Baseline(baseline_file.parent)
    return _save(session, Baseline(empty.root, empty.counted(reports)), baseline_file)


@command.command(name="update")
@_options
def update(*, baseline_file: Path, workers: int | None, no_cache: bool, **common: Any) -> int:
    """List what is new in some files and take out what is gone; the entries of other files stay."""
    from mtaudit.baseline import load

    session = _run.Session(**common)
    before = load(baseline_file)
    found = _gate.audited(session, workers=workers, no_cache=no_cache)
    return _save(session, before.updated(found), baseline_file)


@command.command(name="prune")
@_options
def prune(*, baseline_file: Path, workers: int | None, no_cache: bool, **common: Any) -> int:
    """Take out what is no longer found, and list nothing new."""
    from mtaudit.baseline import load

    session = _run.Session(**common)
    before = load(baseline_file)
    found: list[Audited] = _gate.audited(session, workers=workers, no_cache=no_cache)
    return _save(session, before.pruned(before.stale(found)), baseline_file)


def _save(session: _run.Session, baseline: Any, path: Path) -> int:
    from mtaudit.baseline import save

    session.name_unread()
    try:
        save(baseline, path)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror}") from error
    entries, findings = len(baseline.known), sum(baseline.known.values())
    click.echo(f"{path}: {entries} entr{'y' if entries == 1 else 'ies'}, {counted(findings, 'finding')}")
    return 2 if session.unread else 0
