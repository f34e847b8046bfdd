"""Annotations for GitHub Actions, the worst first and no more than GitHub shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mtaudit.model import Report, Run, Severity
from mtaudit.positions import Place, places
from mtaudit.printable import printable
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, counts, not_checked, not_run

#: What GitHub shows of one level for one step of a workflow.
MOST = 10

_LEVEL: dict[Severity, str] = {"critical": "error", "major": "warning", "minor": "notice"}


class _Annotation(NamedTuple):
    level: str
    properties: Mapping[str, str | int]
    message: str


def render(run: Run) -> str:
    """The workflow commands, and last a line that counts what was found."""
    wanted = [_Annotation("error", {"file": posix(each.path)}, not_checked(each)) for each in run.unread]
    wanted += [annotation for report in run.reports for annotation in _annotations(report)]
    shown = list(_shown(wanted))
    total = counts(finding for report in run.reports for finding in report.findings)
    hidden = f", {len(wanted) - len(shown)} of them without an annotation" if len(wanted) > len(shown) else ""
    return "".join(f"{_command(annotation)}\n" for annotation in shown) + f"mtaudit: {total}{hidden}\n"


def _annotations(report: Report) -> Iterator[_Annotation]:
    path = posix(report.document.name)
    for skipped in report.skipped:
        yield _Annotation("warning", {"file": path}, not_run(skipped))
    for place in places(report):
        rule = place.finding.rule
        properties = {"title": rule.id, "file": path} | _range(place)
        yield _Annotation(_LEVEL[rule.severity], properties, advice(place.finding))


def _range(place: Place) -> dict[str, str | int]:
    """GitHub takes columns only where the lines are the same."""
    lines: dict[str, str | int] = {"line": place.start.line, "endLine": place.end.line}
    if place.start.line != place.end.line:
        return lines
    return lines | {"col": place.start.column, "endColumn": place.end.column}


def _shown(annotations: Iterable[_Annotation]) -> Iterator[_Annotation]:
    """The first of each level, the worst level first."""
    levels = [*_LEVEL.values()]
    seen: Counter[str] = Counter()
    for annotation in sorted(annotations, key=lambda annotation: levels.index(annotation.level)):
        seen[annotation.level] += 1
        if seen[annotation.level] <= MOST:
            yield annotation


def _command(annotation: _Annotation) -> str:
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in annotation.properties.items())
    return f"::{annotation.level} {properties}::{_data(annotation.message)}"


def _data(text: str) -> str:
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
