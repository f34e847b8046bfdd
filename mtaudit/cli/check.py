"""``mtaudit check``: audit files and report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtaudit import registry
from mtaudit.cli import _gate
from mtaudit.cli._output import check_terminal, colour, targets, write
from mtaudit.cli._run import STDIN, Session, options
from mtaudit.model import SEVERITIES, Report, Run
from mtaudit.printable import printable

if TYPE_CHECKING:
    from mtaudit.baseline import Baseline
    from mtaudit.changes import Changes

_MOST_STALE = 10


@dataclass(frozen=True)
class _Wanted:
    """The options that ``check`` alone has."""

    output_format: str
    output_file: Path | None
    also: tuple[tuple[str, Path], ...]
    exit_zero: bool
    baseline: bool
    baseline_file: Path | None
    strict_baseline: bool
    changed_since: str | None
    watch: bool
    diff: bool
    unsafe: bool
    workers: int | None
    no_cache: bool
    source: Path | None
    reference: Path | None


@click.command(name="check")
@options
@_gate.options
@click.option("--output-format", type=click.Choice(registry.names("reporters")), default="text", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report there.")
@click.option("--also", multiple=True, callback=targets, metavar="FORMAT=FILE", help="Write this report, too.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit 1 only from this severity on (default minor).")
@click.option("--exit-zero", is_flag=True, help="Exit 0 in spite of findings.")
@click.option("--baseline", is_flag=True, help=f"Report only what {_gate.BASELINE} does not list.")
@click.option("--baseline-file", type=click.Path(path_type=Path), metavar="FILE", help="The same with another file.")
@click.option("--strict-baseline", is_flag=True, help="With a baseline: exit 1 for what is listed and not found.")
@click.option("--changed-since", metavar="REV", help="Report only the lines changed since this revision (git).")
@click.option("--source", type=click.Path(path_type=Path), metavar="FILE", help="What the one file translates.")
@click.option(
    "--reference", type=click.Path(path_type=Path), metavar="FILE", help="A human translation to compare with."
)
@click.option("--watch", is_flag=True, help="Go on, and check whatever changes, until Ctrl-C.")
@click.option("--diff", is_flag=True, help="Show what 'mtaudit fix' would change, and nothing else.")
@click.option("--unsafe", is_flag=True, help="With --diff: what 'mtaudit fix --unsafe' would change.")
def command(**given: Any) -> int:
    """Audit files, folders or globs ('-' for standard input) and report what machine translation broke."""
    wanted = _Wanted(**{field.name: given.pop(field.name) for field in fields(_Wanted)})
    _refuse_contradictions(wanted, given["paths"])
    check_terminal(wanted.output_format, wanted.output_file)
    if wanted.watch:
        from mtaudit.cli._watch import watch

        watch(lambda: Session(**given), lambda session, only: _check(session, wanted, only))
    session = Session(**given)
    return _diff(session, wanted) if wanted.diff else _check(session, wanted)


def _refuse_contradictions(wanted: _Wanted, paths: tuple[str, ...]) -> None:
    if wanted.diff and (wanted.baseline or wanted.baseline_file or wanted.changed_since or wanted.watch):
        raise click.UsageError("--diff shows all that 'mtaudit fix' would change, and goes with none of these options.")
    if STDIN in paths and (wanted.changed_since or wanted.watch):
        raise click.UsageError("'-' (standard input) has no past and does not change.")
    if (wanted.source or wanted.reference) and (wanted.changed_since or wanted.watch or wanted.diff):
        raise click.UsageError("--source and --reference go with a plain check of one file.")
    if wanted.watch and (wanted.output_file or wanted.also):
        raise click.UsageError("--watch reports only what changed, on standard output.")


def _check(session: Session, wanted: _Wanted, only: Callable[[Path], bool] = lambda _: True) -> int:
    """Audit and report what ``only`` wants; the exit code."""
    baseline, changes = _baseline(wanted), _changes(session, wanted)

    def wants(path: Path) -> bool:
        return only(path) and (changes is None or path in changes)

    audited = _audited(session, wanted, wants)
    shown = [each._replace(report=_new(each.report, baseline, changes)) for each in audited]
    _report(Run(tuple(each.report for each in shown), tuple(session.unread)), wanted)
    failing = any(_fails(each.report, each.settings.fail_on) for each in shown)
    if baseline and _name_stale(baseline, audited, _baseline_path(wanted)):
        failing = failing or wanted.strict_baseline
    return _status(session, failing=failing and not wanted.exit_zero)


def _report(run: Run, wanted: _Wanted) -> None:
    """Write the run in the format that was asked for, and in the others."""
    for name, file in wanted.also:
        write(registry.plugin("reporters", name).render(run), file)
    painted = replace(run, colour=wanted.output_file is None and colour())
    content = registry.plugin("reporters", wanted.output_format).render(painted)
    write(content, wanted.output_file, painted=wanted.output_format == "text")


def _audited(session: Session, wanted: _Wanted, wants: Callable[[Path], bool]) -> list[_gate.Audited]:
    if wanted.source or wanted.reference:
        from mtaudit.cli import _beside

        return _beside.audited(session, wanted.source, wanted.reference)
    return _gate.audited(session, workers=wanted.workers, no_cache=wanted.no_cache, only=wants)


def _new(report: Report, baseline: Baseline | None, changes: Changes | None) -> Report:
    report = baseline.without_known(report) if baseline else report
    return changes.only(report) if changes else report


def _baseline_path(wanted: _Wanted) -> Path:
    return wanted.baseline_file or _gate.BASELINE


def _baseline(wanted: _Wanted) -> Baseline | None:
    if not (wanted.baseline or wanted.baseline_file or wanted.strict_baseline):
        return None
    from mtaudit.baseline import load

    return load(_baseline_path(wanted))


def _changes(session: Session, wanted: _Wanted) -> Changes | None:
    if not wanted.changed_since:
        return None
    from mtaudit.changes import changes_since

    return changes_since(wanted.changed_since, map(Path, session.paths))


def _name_stale(baseline: Baseline, audited: list[_gate.Audited], path: Path) -> bool:
    """Say on stderr what the baseline lists and nobody finds any more; whether there is any."""
    stale = sorted(baseline.stale(audited).items())
    for each, count in stale[:_MOST_STALE]:
        times = f" ({count} times)" if count > 1 else ""
        click.echo(printable(f"Stale in {path}: {each.path} {each.rule} “{each.text}”{times}"), err=True)
    if stale:
        more = f" ({len(stale) - _MOST_STALE} more)" if len(stale) > _MOST_STALE else ""
        click.echo(f"'mtaudit baseline prune' takes out what is stale{more}.", err=True)
    return bool(stale)


def _fails(report: Report, fail_on: str) -> bool:
    worst = SEVERITIES[SEVERITIES.index(fail_on) :]
    return any(finding.rule.severity in worst for finding in report.findings)


def _diff(session: Session, wanted: _Wanted) -> int:
    """Write what fix would change."""
    from mtaudit.diff import changed
    from mtaudit.fix import fix

    parts = [
        changed(item.document, fix(item.document, item.settings, unsafe=wanted.unsafe).document.raw)
        for item in session.documents()
    ]
    write("".join(parts), wanted.output_file)
    return _status(session, failing=any(parts) and not wanted.exit_zero)


def _status(session: Session, *, failing: bool) -> int:
    """The exit code; names the inputs that were not read."""
    session.name_unread()
    return 2 if session.unread else int(failing)
