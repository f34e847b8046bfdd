"""What the script of the HTML report works on: the files as decoded, and the place of every finding in them."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mtaudit.decisions import VERSION, fingerprint
from mtaudit.edit import written
from mtaudit.fix import is_prose
from mtaudit.model import Document, Finding, Report, Run

if TYPE_CHECKING:
    from markupsafe import Markup


def embedded(run: Run) -> Markup:
    """The data as JSON that is safe inside a script element."""
    from markupsafe import Markup

    files = [_file(report) for report in run.reports]
    identity = "\n".join(f"{report.document.name}\n{report.signature}" for report in run.reports)
    identity += "\n".join(file["sha256"] for file in files)
    key = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    text = json.dumps({"version": VERSION, "key": key, "files": files}, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def _file(report: Report) -> dict[str, Any]:
    document = report.document
    units = _utf16(document.raw)
    return {
        "path": document.name,
        "sha256": fingerprint(document.raw),
        "raw": document.raw,
        "name": _name(document),
        "escapes": escapes(document.format),
        "ascii": written("é", document.format) != "é",
        "lineEnd": document.line_end,
        "findings": [_finding(finding, document, units) for finding in report.findings],
    }


def _name(document: Document) -> str:
    """What a corrected file is to be called; the text of a word processor's file is no such file."""
    name = re.split(r"[\\/]", document.name.rstrip("\\/"))[-1] or "text"
    return f"{name}.txt" if document.format == "office" else name


def escapes(format_: str) -> dict[str, str]:
    """What a format writes for each character of ASCII that it does not write as it is."""
    ways = {char: written(char, format_) for char in map(chr, range(128))}
    return {char: way for char, way in ways.items() if way != char}


def _finding(finding: Finding, document: Document, units: Callable[[int], int]) -> dict[str, Any]:
    start, end = document.raw_span(finding.span)
    rule = finding.rule
    return {
        "rule": rule.id,
        "category": rule.category,
        "severity": rule.severity,
        "start": start,
        "end": end,
        "from": units(start),
        "to": units(end),
        "suggestions": [each.text for each in finding.suggestions],
        "safe": len(finding.suggestions) == 1 and finding.suggestions[0].safe,
        "prose": is_prose(finding, document),
        "fills": document.fills_block(finding.span),
    }


def _utf16(text: str) -> Callable[[int], int]:
    """From code points to the UTF-16 units by which scripts index a string."""
    beyond = [at for at, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(beyond, offset)
