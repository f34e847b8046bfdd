"""SARIF 2.1.0, which GitHub code scanning, Azure DevOps and many editors read; columns in code points."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from mtaudit import __version__, registry
from mtaudit.edit import Edit
from mtaudit.fingerprint import fingerprints
from mtaudit.model import Document, Finding, Report, Rule, Run, Severity, Span
from mtaudit.positions import region
from mtaudit.reporters._corrections import corrections
from mtaudit.reporters._json import dumps
from mtaudit.reporters._markdown import escaped
from mtaudit.reporters._paths import uri
from mtaudit.reporters._sentences import not_checked, not_run, one_line
from mtaudit.score import score

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: The name under which the fingerprint goes; another way to make it needs another name.
FINGERPRINT = "mtaudit/v1"

_LEVEL: dict[Severity, str] = {"minor": "note", "major": "warning", "critical": "error"}
_HEADING = re.compile(r"^([A-Z][a-z ]+)$", re.MULTILINE)
_LINK = re.compile(r"([\[\]\\])")


def render(run: Run) -> str:
    """One SARIF log with one run."""
    rules = _rules(run)
    index = {rule.id: number for number, rule in enumerate(rules)}
    data = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(rules)},
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(run)],
                "artifacts": [_artifact(report) for report in run.reports],
                "results": [result for report in run.reports for result in _results(report, index)],
            }
        ],
    }
    return dumps(data, indent=2) + "\n"


def _rules(run: Run) -> list[Rule]:
    """The rules that found something, by id."""
    found = {finding.rule.id: finding.rule for report in run.reports for finding in report.findings}
    return [found[id_] for id_ in sorted(found)]


def _driver(rules: list[Rule]) -> dict[str, Any]:
    return {"name": "mtaudit", "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}


def _rule(rule: Rule) -> dict[str, Any]:
    summary, why, manual = one_line(rule.summary), one_line(rule.why), _manual(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why or summary},
        "help": {
            "text": "\n\n".join(filter(None, (summary, why, manual))),
            "markdown": "\n\n".join(filter(None, (f"**{escaped(summary)}**", escaped(why), _headed(manual)))),
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": [rule.category], "status": rule.status, "evidence": rule.evidence},
    }


def _manual(rule: Rule) -> str:
    """The page of the detector that the rule belongs to, "" for a rule of a pack."""
    name = rule.id.split("/")[0]
    return inspect.getdoc(registry.plugin("detectors", name)) or "" if name in registry.names("detectors") else ""


def _headed(manual: str) -> str:
    """The page as Markdown: its parts are indented, which would make them code."""
    return re.sub("^ {4}", "", _HEADING.sub(r"### \1\n", manual), flags=re.MULTILINE)


def _invocation(run: Run) -> dict[str, Any]:
    notes = [_note(not_run(each), "warning", report.document) for report in run.reports for each in report.skipped]
    notes += [_note(not_checked(each), "error") for each in run.unread]
    return {
        "executionSuccessful": not run.unread,
        "toolExecutionNotifications": notes,
        "properties": {"signatures": [*dict.fromkeys(report.signature for report in run.reports)]},
    }


def _note(message: str, level: str, document: Document | None = None) -> dict[str, Any]:
    note: dict[str, Any] = {"level": level, "message": {"text": _unlinked(message)}}
    if document:
        note["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": uri(document.name)}}}]
    return note


def _artifact(report: Report) -> dict[str, Any]:
    facts = {"words": report.document.words, "score": score(report), "hidden": vars(report.hidden)}
    return {"location": {"uri": uri(report.document.name)}, "properties": facts}


def _results(report: Report, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True):
        yield {
            "ruleId": finding.rule.id,
            "ruleIndex": index[finding.rule.id],
            "level": _LEVEL[finding.rule.severity],
            "message": {"text": _unlinked(one_line(finding.message))},
            "locations": [_location(report.document, finding.span)],
            "partialFingerprints": {FINGERPRINT: fingerprint.digest},
            "properties": {"severity": finding.rule.severity, "category": finding.rule.category},
            **_related(finding, report.document),
            **_fixes(finding, report.document),
        }


def _location(document: Document, span: Span) -> dict[str, Any]:
    region_ = _region(document, span) | {"snippet": {"text": document.raw_slice(span)}}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(document.name)}, "region": region_}}


def _region(document: Document, span: Span) -> dict[str, Any]:
    start, end = region(document, span)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _related(finding: Finding, document: Document) -> dict[str, Any]:
    places = [_location(document, span) for span in finding.related]
    return {"relatedLocations": [{"id": number, **place} for number, place in enumerate(places)]} if places else {}


def _fixes(finding: Finding, document: Document) -> dict[str, Any]:
    fixes = [_fix(edit, finding, document) for edit in corrections(finding, document)]
    return {"fixes": fixes} if fixes else {}


def _fix(edit: Edit, finding: Finding, document: Document) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(document, finding.span), "insertedContent": {"text": edit.text}}
    change = {"artifactLocation": {"uri": uri(document.name)}, "replacements": [replacement]}
    what = f"Write: {one_line(edit.text)}" if edit.text else "Remove it"
    return {"description": {"text": _unlinked(what)}, "artifactChanges": [change]}


def _unlinked(text: str) -> str:
    """A message in which brackets are brackets: SARIF reads ``[words](1)`` as a link."""
    return _LINK.sub(r"\\\1", text) if "](" in text else text
