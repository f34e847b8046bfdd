"""The machine-readable report; its contract is ``docs/json.md``."""

from __future__ import annotations

from typing import Any

from mtaudit.model import Report, Run
from mtaudit.reporters._json import dumps, file_facts, finding_facts

#: The version of the contract; a change that breaks a consumer raises it.
VERSION = 1


def render(run: Run) -> str:
    """The whole run as one JSON object."""
    signature = run.reports[0].signature if run.reports else ""
    data = {
        "version": VERSION,
        "signature": signature,
        "files": [_file(report) for report in run.reports],
        "errors": [{"path": unread.path, "message": unread.reason} for unread in run.unread],
    }
    return dumps(data, indent=2) + "\n"


def _file(report: Report) -> dict[str, Any]:
    data = file_facts(report) | {
        "skipped": [{"detector": each.detector, "reason": each.reason} for each in report.skipped],
        "findings": [finding_facts(finding, report.document) for finding in report.findings],
    }
    if report.comparison:
        from mtaudit.reporters._comparison import facts

        data["comparison"] = facts(report.comparison, report.document)
    return data
