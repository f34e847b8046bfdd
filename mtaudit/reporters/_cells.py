"""The table that spreadsheets get, one row a finding, its cells fit to be opened in one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.model import Report, Run
from mtaudit.positions import Place, places
from mtaudit.printable import printable_lines
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import not_checked, not_run

HEADER = (
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "rule",
    "category",
    "status",
    "text",
    "suggestions",
    "safe",
    "message",
)

#: What a spreadsheet takes for the start of a formula, in ASCII and full width.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def rows(run: Run) -> Iterator[tuple[str, ...]]:
    """The header and the rows; what was not checked is a row with a message and no place."""
    yield HEADER
    for report in run.reports:
        yield from _rows(report)
    for unread in run.unread:
        yield _remark(unread.path, "", not_checked(unread))


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    path = report.document.name
    for skipped in report.skipped:
        yield _remark(path, skipped.detector, not_run(skipped))
    for place in places(report):
        yield tuple(map(_cell, (posix(path), *_facts(place, report))))


def _facts(place: Place, report: Report) -> tuple[str, ...]:
    finding, rule = place.finding, place.finding.rule
    return (
        *map(str, (*place.start, *place.end)),
        rule.severity,
        rule.id,
        rule.category,
        rule.status,
        report.document.raw_slice(finding.span),
        " | ".join(suggestion.text for suggestion in finding.suggestions),
        "yes" if any(suggestion.safe for suggestion in finding.suggestions) else "no",
        finding.message,
    )


def _remark(path: str, rule: str, message: str) -> tuple[str, ...]:
    return (_cell(posix(path)), "", "", "", "", "", _cell(rule), "", "", "", "", "", _cell(message))


def _cell(text: str) -> str:
    """A text no spreadsheet computes: an apostrophe before what begins like a formula, a dot for each control."""
    clean = printable_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{clean}" if _FORMULA.match(clean) else clean
