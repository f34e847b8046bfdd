"""The machine-readable report; its contract is ``docs/json.md``."""

from __future__ import annotations

import json
from typing import Any

from mtaudit.model import Document, Finding, Report, Run, Span
from mtaudit.score import score

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
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _file(report: Report) -> dict[str, Any]:
    document = report.document
    return {
        "path": document.name,
        "words": document.words,
        "characters": len(document.raw),
        "checked_characters": document.checked_characters,
        "score": score(report),
        "signature": report.signature,
        "skipped": [{"detector": each.detector, "reason": each.reason} for each in report.skipped],
        "hidden": vars(report.hidden),
        "findings": [_finding(finding, document) for finding in report.findings],
    }


def _finding(finding: Finding, document: Document) -> dict[str, Any]:
    start, end = document.raw_span(finding.span)
    first, last = document.position(start), document.position(end)
    return {
        "rule": finding.rule.id,
        "category": finding.rule.category,
        "severity": finding.rule.severity,
        "status": finding.rule.status,
        "evidence": finding.rule.evidence,
        "message": finding.message,
        "start": start,
        "end": end,
        "line": first.line,
        "column": first.column,
        "end_line": last.line,
        "end_column": last.column,
        "text": document.raw[start:end],
        "suggestions": [{"text": each.text, "safe": each.safe} for each in finding.suggestions],
        "related": [_related(span, document) for span in finding.related],
    }


def _related(span: Span, document: Document) -> dict[str, int]:
    start, end = document.raw_span(span)
    return {"start": start, "end": end}
