"""Findings as notes in the files that translators work on: comments of PO entries, notes of XLIFF units; pure.

A file that was noted before loses its old notes first, so that noting it twice is noting it once.
"""

from __future__ import annotations

import re
from html import escape

from mtaudit.edit import Edit, applied
from mtaudit.errors import ReadError
from mtaudit.model import MASK, Document, Finding, Span

#: For encodings that lack the marks of our messages.
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
_PO_NOTE = re.compile(r"^# \[mtaudit\] [^\r\n]*\r?\n", re.MULTILINE)
_XLIFF_NOTE = re.compile(r'<note (?:from|category)="mtaudit"[^>]*>[^<]*</note>')
_EMPTY_NOTES = re.compile(r"<notes>\s*</notes>")
_ENTRY = re.compile(r"^[ \t]*(?:msgctxt|msgid)\b", re.MULTILINE)
_UNIT = re.compile(r"<unit\b[^>]*>(?P<notes>\s*<notes>)?")


def without_notes(raw: str, format_: str) -> str:
    """The file as it was before it was noted. Raises ReadError for a format that has no notes."""
    if format_ == "po":
        return _PO_NOTE.sub("", raw)
    if format_ != "xliff":
        raise ReadError("is of a format that has no notes; PO and XLIFF have")
    bare = _XLIFF_NOTE.sub("", raw)
    return _EMPTY_NOTES.sub("", bare) if bare != raw else raw


def noted(document: Document, findings: tuple[Finding, ...], encoding: str = "utf-8") -> str:
    """The file with a note for each finding at its unit; the findings are those of the file without notes.

    What the encoding of the file lacks stands in a note as the nearest that it has, or as a question mark.
    """
    notes: dict[int, list[str]] = {}
    for finding in findings:
        at = _place(document, document.raw_span(finding.span).start)
        notes.setdefault(at, []).append(_writable(_note(finding, document), encoding))
    edits = (Edit(Span(at, at), _written(texts, at, document)) for at, texts in sorted(notes.items()))
    return applied(document.raw, edits)


def _place(document: Document, start: int) -> int:
    """Where the notes of the unit around a place of the file belong."""
    raw = document.raw
    if document.format == "po":
        return max(match.start() for match in _ENTRY.finditer(raw, 0, start))
    unit, trans_unit = raw.rfind("<unit", 0, start), raw.rfind("<trans-unit", 0, start)
    if trans_unit > unit:
        return raw.index("</trans-unit>", start)
    match = _UNIT.match(raw, unit)
    return match.end() if match else start


def _note(finding: Finding, document: Document) -> str:
    """One line: how bad, the rule, the words, the message, and what to write."""
    text = " ".join(document.slice(finding.span).replace(MASK, "").split())
    better = f" => {finding.suggestions[0].text}" if finding.suggestions else ""
    words = f" “{text}”" if text else ""
    return " ".join(f"{finding.rule.severity} {finding.rule.id}{words}: {finding.message}{better}".split())


def _writable(text: str, encoding: str) -> str:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_STRAIGHT).encode(encoding, "replace").decode(encoding)
    return text


def _written(texts: list[str], at: int, document: Document) -> str:
    raw = document.raw
    if document.format == "po":
        return "".join(f"# [mtaudit] {text}{document.line_end}" for text in texts)
    if raw.startswith("</trans-unit>", at):
        return "".join(f'<note from="mtaudit">{escape(text, quote=False)}</note>' for text in texts)
    inner = "".join(f'<note category="mtaudit">{escape(text, quote=False)}</note>' for text in texts)
    return inner if raw.endswith("<notes>", 0, at) else f"<notes>{inner}</notes>"
