"""reviewdog's diagnostic format (rdjson): lines and columns in bytes of UTF-8, corrections as suggestions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtaudit.model import Position, Report, Run, Severity
from mtaudit.positions import Place, places
from mtaudit.reporters._corrections import corrections
from mtaudit.reporters._json import dumps
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import not_checked, not_run, one_line

_SEVERITY: dict[Severity, str] = {"minor": "INFO", "major": "WARNING", "critical": "ERROR"}


def render(run: Run) -> str:
    """One DiagnosticResult; what was not checked is a diagnostic without a range."""
    diagnostics = [diagnostic for report in run.reports for diagnostic in _diagnostics(report)]
    diagnostics += [_remark(unread.path, not_checked(unread), "ERROR") for unread in run.unread]
    return dumps({"source": {"name": "mtaudit"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _diagnostics(report: Report) -> Iterator[dict[str, Any]]:
    path = report.document.name
    for skipped in report.skipped:
        yield _remark(path, not_run(skipped), "WARNING")
    for place in places(report, "utf-8"):
        yield _diagnostic(place, report)


def _diagnostic(place: Place, report: Report) -> dict[str, Any]:
    finding, document = place.finding, report.document
    range_ = {"start": _position(place.start), "end": _position(place.end)}
    return {
        "message": one_line(finding.message),
        "location": {"path": posix(document.name), "range": range_},
        "severity": _SEVERITY[finding.rule.severity],
        "code": {"value": finding.rule.id},
        "suggestions": [{"range": range_, "text": edit.text} for edit in corrections(finding, document)],
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _remark(path: str, message: str, severity: str) -> dict[str, Any]:
    return {"message": message, "location": {"path": posix(path)}, "severity": severity}
