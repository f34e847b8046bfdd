"""What ``check`` and ``baseline`` share: the options of a run over many files, and the run."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mtaudit.cli._progress import Bar
from mtaudit.cli._run import Session
from mtaudit.decode import Decoded
from mtaudit.model import Report
from mtaudit.printable import printable
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile

#: The baseline of a run that names no other.
BASELINE = Path(".mtaudit-baseline.json")


class Audited(NamedTuple):
    """A report, and the settings it was made with."""

    report: Report
    settings: Settings


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that audits many files."""
    for decorate in (
        click.option("--no-cache", is_flag=True, help="Audit again what has not changed."),
        click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Processes (default: by need)."),
    ):
        command = decorate(command)
    return command


def audited(
    session: Session, *, workers: int | None, no_cache: bool, only: Callable[[Path], bool] = lambda _: True
) -> list[Audited]:
    """The report on every input that can be read, or on those that ``only`` wants."""
    from mtaudit.gate import Source, audit_all
    from mtaudit.gate.cache import Cache

    cache = None if no_cache else Cache()
    with Bar() as bar:
        inputs = list(session.inputs(only, large=True))
        sources = (Source(each.name, each.text, each.settings) for each in inputs)
        results = audit_all(sources, workers=workers or 0, cache=cache, watch=bar)
    if cache and cache.trouble:
        click.echo(printable(f"Warning: {cache.trouble}"), err=True)
    found = list(zip(results, inputs, strict=True))
    unread = ((result, each) for result, each in found if not isinstance(result, Report))
    session.unread += [result for result, each in unread if each.named or not result.foreign]
    return [
        Audited(_marked(result, each.decoded), each.settings) for result, each in found if isinstance(result, Report)
    ]


def _marked(report: Report, decoded: Decoded | LargeFile) -> Report:
    """The report whose document knows of the byte order mark that its text lacks."""
    if not decoded.mark:
        return report
    document = copy(report.document)  # without parsing what was remembered, as ``replace`` would
    vars(document)["bom"] = True
    return replace(report, document=document)
