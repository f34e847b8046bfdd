"""Checkstyle's XML, which Jenkins, reviewdog and many editors read."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from mtaudit.model import Report, Run, Severity
from mtaudit.positions import Place, places
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, not_checked, not_run
from mtaudit.reporters._xml import document, element

#: The version of the format, not of the program that first wrote it.
_FORMAT = "4.3"
_SEVERITY: dict[Severity, str] = {"minor": "info", "major": "warning", "critical": "error"}


def render(run: Run) -> str:
    """One element a file, one inside it a finding; what was not checked is an error without a column."""
    root = element("checkstyle", version=_FORMAT)
    root.extend(map(_file, run.reports))
    for unread in run.unread:
        file = element("file", name=posix(unread.path))
        file.append(_remark("error", not_checked(unread), "mtaudit"))
        root.append(file)
    return document(root)


def _file(report: Report) -> Element:
    file = element("file", name=posix(report.document.name))
    file.extend(_remark("warning", not_run(skipped), f"mtaudit.{skipped.detector}") for skipped in report.skipped)
    file.extend(map(_error, places(report)))
    return file


def _error(place: Place) -> Element:
    rule = place.finding.rule
    return element(
        "error",
        line=place.start.line,
        column=place.start.column,
        severity=_SEVERITY[rule.severity],
        message=advice(place.finding),
        source=f"mtaudit.{rule.id}",
    )


def _remark(severity: str, message: str, source: str) -> Element:
    return element("error", line=1, severity=severity, message=message, source=source)
