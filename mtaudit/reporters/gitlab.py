"""GitLab's code quality report, shown in merge requests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from mtaudit.fingerprint import fingerprints
from mtaudit.model import Position, Report, Run
from mtaudit.positions import Place, places
from mtaudit.reporters._json import dumps
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, not_checked, not_run


def render(run: Run) -> str:
    """An array of issues; the severities are those of MQM, which GitLab has as well."""
    issues = [issue for report in run.reports for issue in _issues(report)]
    issues += [_remark(unread.path, "unread", not_checked(unread), "blocker") for unread in run.unread]
    return dumps(issues, indent=2) + "\n"


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    for skipped in report.skipped:
        yield _remark(report.document.name, skipped.detector, not_run(skipped), "info")
    for place, fingerprint in zip(places(report), fingerprints(report), strict=True):
        yield _issue(place, report.document.name, fingerprint.digest)


def _issue(place: Place, path: str, fingerprint: str) -> dict[str, Any]:
    return {
        "description": advice(place.finding),
        "check_name": place.finding.rule.id,
        "fingerprint": fingerprint,
        "severity": place.finding.rule.severity,
        "location": {
            "path": posix(path),
            "positions": {"begin": _position(place.start), "end": _position(place.end)},
        },
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _remark(path: str, name: str, message: str, severity: str) -> dict[str, Any]:
    return {
        "description": message,
        "check_name": name,
        "fingerprint": hashlib.sha256(f"{posix(path)}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": posix(path), "lines": {"begin": 1}},
    }
