"""JSON lines: one object a line and a finding, for streams; offsets in code points, UTF-16 units and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtaudit.model import Report, Run
from mtaudit.positions import offsets
from mtaudit.reporters._json import dumps, file_facts, finding_facts


def render(run: Run) -> str:
    """A line for each file, then one for each detector that did not run on it and for each finding in it."""
    lines = [line for report in run.reports for line in _lines(report)]
    lines += [{"type": "error", "path": unread.path, "message": unread.reason} for unread in run.unread]
    return "".join(f"{dumps(line)}\n" for line in lines)


def _lines(report: Report) -> Iterator[dict[str, Any]]:
    document = report.document
    path = document.name
    yield {"type": "file"} | file_facts(report)
    for skipped in report.skipped:
        yield {"type": "skipped", "path": path, "detector": skipped.detector, "reason": skipped.reason}
    edges = [edge for finding in report.findings for edge in document.raw_span(finding.span)]
    units, octets = offsets(document, edges, "utf-16"), offsets(document, edges, "utf-8")
    for finding in report.findings:
        start, end = document.raw_span(finding.span)
        yield {
            "type": "finding",
            "path": path,
            **finding_facts(finding, document),
            "utf16": {"start": units[start], "end": units[end]},
            "bytes": {"start": octets[start], "end": octets[end]},
        }
