"""What the JSON formats share: the facts of a finding and of a file, and text that is harmless wherever it is shown."""

from __future__ import annotations

import json
import re
from typing import Any

from mtaudit.model import Document, Finding, Origin, Report, Span
from mtaudit.positions import region
from mtaudit.score import score, wmt_penalty

#: Controls and direction marks that JSON lets stand, and half characters, which no file can hold.
_HIDDEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def dumps(data: Any, indent: int | None = None) -> str:
    """JSON with all letters as they are, and each hidden character as an escape."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def file_facts(report: Report) -> dict[str, Any]:
    """What is known of a file as a whole."""
    document = report.document
    return {
        "path": document.name,
        "words": document.words,
        "characters": document.characters,
        "checked_characters": document.checked_characters,
        "score": score(report),
        "wmt_penalty": wmt_penalty(report),
        "signature": report.signature,
        "hidden": vars(report.hidden),
        "origin": _origin(report.origin, document),
        "machine_translated": None if report.translated is None else round(report.translated, 3),
    }


def _origin(origin: Origin, document: Document) -> dict[str, Any] | None:
    if not origin.language:
        return None
    return {
        "language": origin.language,
        "stated": origin.stated,
        "ranking": [{"language": code, "likelihood": round(share, 3)} for code, share in origin.ranking],
        "traces": [
            {"kind": each.kind, **_related(each.span, document), "text": each.text, "what": each.what}
            for each in origin.traces
        ],
    }


def finding_facts(finding: Finding, document: Document) -> dict[str, Any]:
    """All that is known of a finding, by the contract of ``docs/json.md``."""
    start, end = document.raw_span(finding.span)
    first, last = region(document, finding.span)
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
        "text": document.stretch(start, end),
        "suggestions": [{"text": each.text, "safe": each.safe} for each in finding.suggestions],
        "related": [_related(span, document) for span in finding.related],
    }


def _related(span: Span, document: Document) -> dict[str, int]:
    start, end = document.raw_span(span)
    return {"start": start, "end": end}
