"""``mtaudit check``: audit files and report."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from mtaudit import registry
from mtaudit.cli._run import Session, options
from mtaudit.model import SEVERITIES, Report, Run
from mtaudit.printable import printable_lines


@click.command(name="check")
@options
@click.option("--output-format", type=click.Choice(registry.names("reporters")), default="text", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report there.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 only from this severity on (default minor).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@click.option("--diff", is_flag=True, help="Show what 'mtaudit fix' would change, and nothing else.")
@click.option("--unsafe", is_flag=True, help="With --diff: what 'mtaudit fix --unsafe' would change.")
def command(
    *, output_format: str, output_file: Path | None, exit_zero: bool, diff: bool, unsafe: bool, **common: Any
) -> int:
    """Audit files, folders or globs ('-' for standard input) and report what machine translation broke."""
    from mtaudit.audit import audit

    session = Session(**common)
    if diff:
        changed = _diff(session, unsafe=unsafe, output_file=output_file)
        return _status(session, failing=changed and not exit_zero)
    reports = []
    failing = False
    for item in session.inputs():
        report = audit(item.document, item.settings)
        failing = failing or _fails(report, item.settings.fail_on)
        reports.append(report)
    run = Run(tuple(reports), tuple(session.unread), colour=output_file is None and _colour())
    _write(registry.plugin("reporters", output_format).render(run), output_file)
    return _status(session, failing=failing and not exit_zero)


def _fails(report: Report, fail_on: str) -> bool:
    worst = SEVERITIES[SEVERITIES.index(fail_on) :]
    return any(finding.rule.severity in worst for finding in report.findings)


def _diff(session: Session, *, unsafe: bool, output_file: Path | None) -> bool:
    """Write what fix would change; whether that is anything."""
    from mtaudit.diff import unified
    from mtaudit.fix import fix

    parts = [
        unified(item.document.raw, fix(item.document, item.settings, unsafe=unsafe).document.raw, item.document.name)
        for item in session.inputs()
    ]
    diff = "".join(parts)
    _write(printable_lines(diff) if output_file is None and sys.stdout.isatty() else diff, output_file)
    return any(parts)


def _status(session: Session, *, failing: bool) -> int:
    """The exit code; names the inputs that were not read."""
    session.name_unread()
    return 2 if session.unread else int(failing)


def _write(text: str, output_file: Path | None) -> None:
    if output_file is None:
        click.echo(text, nl=False, color=True)  # the reporter has decided; click would guess again
        return
    try:
        output_file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise click.ClickException(f"{output_file}: cannot be written: {error.strerror}") from error


def _colour() -> bool:
    """By no-color.org: NO_COLOR wins, FORCE_COLOR forces, else only a terminal gets colour."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
