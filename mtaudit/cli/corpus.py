"""``mtaudit corpus``: audit any number of rows into Parquet files, and go on where a run was interrupted."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtaudit.cli._rows import Counter
from mtaudit.cli._run import overrides, rule_options, split
from mtaudit.corpus.sieve import ALIKE, Sieve
from mtaudit.errors import MtauditError
from mtaudit.model import SEVERITIES
from mtaudit.printable import printable

if TYPE_CHECKING:
    from mtaudit.corpus.job import Job, Start
    from mtaudit.corpus.store import Store
    from mtaudit.corpus.summary import Line
    from mtaudit.corpus.work import Plan


def _sieve_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rows stay."""
    for decorate in (
        click.option("--samples", type=click.IntRange(0), default=10, show_default=True, help="Dropped rows to show."),
        click.option("--deduplicate", type=click.Choice(ALIKE), help="Drop rows like an earlier one."),
        click.option("--drop-severity", type=click.Choice(SEVERITIES), help="Drop rows with a finding as bad as this."),
        click.option("--only", multiple=True, metavar="RULES", help="Keep only rows with a finding of these rules."),
        click.option("--drop", multiple=True, metavar="RULES", help="Drop rows with a finding of these rules."),
        click.option("--max-score", type=float, metavar="N", help="Keep only rows that score no more than this."),
        click.option("--min-score", type=float, metavar="N", help="Keep only rows that score no less than this."),
    ):
        command = decorate(command)
    return command


@click.command(name="corpus")
@click.argument("input_", metavar="IN", type=click.Path(path_type=Path))
@click.argument("output", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--text", default="text", show_default=True, metavar="NAME", help="The column of the translation.")
@click.option("--source", default="", metavar="NAME", help="The column of what it translates.")
@click.option("--id", "id_", default="", metavar="NAME", help="The column of a row's name.")
@click.option("--lang", default="", metavar="NAME", help="The column of the language it was translated from.")
@rule_options
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes (default: all cores).")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of a Dask cluster whose workers do it.")
@_sieve_options
@click.option("--restart", is_flag=True, help="Begin again, whatever OUT holds of an earlier run.")
def command(
    *,
    input_: Path,
    output: Path,
    text: str,
    source: str,
    id_: str,
    lang: str,
    **given: Any,
) -> int:
    """Audit a corpus: IN is a Parquet, JSON lines or TSV file, or a folder of such files or of texts.

    OUT is a folder: scores, findings and errors as Parquet files, and a summary. A run that was interrupted goes on
    where it was when it is called again. In a TSV file without a header, columns are numbers from 1. With an option
    that keeps or drops rows, the folder 'kept' in OUT holds those that stay, in the format of IN.
    """
    _require("pyarrow", "corpus")
    from mtaudit.corpus import job, summary
    from mtaudit.corpus.records import Columns
    from mtaudit.corpus.work import Plan

    workers, scheduler, restart, config = (given.pop(key) for key in ("workers", "scheduler", "restart", "config"))
    samples, asked = given.pop("samples"), {each.name: given.pop(each.name) for each in fields(Sieve)}
    if workers and scheduler:
        raise click.UsageError("--workers are those of this machine; a cluster has its own.")
    plan = Plan(_settings(input_, config, given), Columns(text, source, id_, lang))
    sieve = _sieve(asked, plan)
    wanted = job.Job(input_, output, plan, restart=restart)
    with Counter() as counter:
        store = job.run(wanted, _engine(plan, workers, scheduler), counter)
    _tell(summary.summarise(store), output)
    if sieve:
        _sift(wanted, store, sieve, samples)
    return 0


def _sieve(asked: dict[str, Any], plan: Plan) -> Sieve:
    """What the rows must be that stay; rules are named by prefixes that some rule has."""
    from mtaudit.audit import catalogue
    from mtaudit.selection import unknown_prefix

    for key in ("drop", "only"):
        asked[key] = split(asked[key])
    rules = (
        [rule for each in catalogue(plan.settings).values() for rule in each] if asked["drop"] or asked["only"] else []
    )
    for prefix in (*asked["drop"], *asked["only"]):
        if fault := unknown_prefix(prefix, rules):
            raise click.UsageError(fault)
    return Sieve(**asked)


def _sift(wanted: Job, store: Store, sieve: Sieve, samples: int) -> None:
    from mtaudit.corpus import report
    from mtaudit.corpus.sift import sift

    dropped = sift(wanted, store, sieve, samples)
    store.write("dropped.json", report.as_json(dropped, sieve))
    store.write("dropped.md", report.as_markdown(dropped))
    gone = dropped.reasons.total()
    click.echo(f"{_counted(dropped.rows - gone, 'row')} kept, {gone:,} dropped: {store.folder / 'dropped.md'}")


def _require(module: str, extra: str) -> None:
    if find_spec(module) is None:
        raise MtauditError(f"{module} is not installed; run 'pip install mtaudit[{extra}]'")


def _tell(lines: list[Line], output: Path) -> None:
    """Say what was found, and what was not looked at."""
    total = lines[0]
    score = "" if total.score is None else f", MQM score {total.score}"
    found = (_counted(total.rows, "row"), _counted(total.words, "word"), _counted(total.findings, "finding"))
    click.echo(f"{', '.join(found)}{score}: {output}")
    for line in lines:
        if line.of == "skipped":
            click.echo(printable(f"Not run on {_counted(line.rows, 'row')}: {line.name}"), err=True)
        elif line.of == "error":
            click.echo(printable(f"Left out {_counted(line.rows, 'row')}: {line.name}"), err=True)


def _settings(input_: Path, config: Path | None, given: dict[str, Any]) -> Any:
    from mtaudit.audit import settled

    return settled(input_.resolve().parent, config, overrides(given))


def _engine(plan: Plan, workers: int | None, scheduler: str) -> Start:
    if scheduler:
        _require("distributed", "cluster")
        from mtaudit.corpus.cluster import cluster

        return partial(cluster, plan, scheduler)
    from mtaudit.corpus import engines

    return partial(engines.local, plan, workers or os.cpu_count() or 1)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
