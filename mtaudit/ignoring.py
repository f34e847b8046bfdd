"""The comment that hides one finding, at a place where it does so and changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mtaudit.audit import read_text
from mtaudit.edit import Edit, applied
from mtaudit.errors import ReadError
from mtaudit.model import Document, Finding, Span
from mtaudit.settings import Settings
from mtaudit.suppression import suppress

_BLANK_LINE = re.compile(r"(?:\r?\n|\r)(?:\r?\n|\r)")
#: How formats write comments; one that a format does not know is found out by reading it back.
_FORMS = ("<!-- {} -->", "{{/* {} */}}", "# {}")


def ignoring(finding: Finding, document: Document, settings: Settings) -> Edit | None:
    """The insertion of an ``ignore-next`` for a finding, or None where the format has no comments."""
    reason = " -- why?" if settings.strict_suppressions else ""
    for form in _FORMS:
        comment = form.format(f"mtaudit: ignore-next {finding.rule.id}{reason}")
        for edit in _places(finding, document, comment):
            if _hides(edit, finding, document, settings):
                return edit
    return None


def _places(finding: Finding, document: Document, comment: str) -> Iterator[Edit]:
    """On a line of its own before the block, then right before the words, then before the entry of a catalogue."""
    block = next(each for each in document.blocks if finding.span.end <= each.span.end)
    start = document.raw_span(block.span).start
    line = start - document.position(start).column + 1
    indent = document.raw[line:start] if document.raw[line:start].isspace() else ""
    yield Edit(Span(line, line), f"{indent}{comment}{document.line_end}")
    at = document.raw_span(finding.span).start
    yield Edit(Span(at, at), f"{comment} ")
    entry = max((match.end() for match in _BLANK_LINE.finditer(document.raw, 0, start)), default=0)
    yield Edit(Span(entry, entry), f"{comment}{document.line_end}")


def _hides(edit: Edit, finding: Finding, document: Document, settings: Settings) -> bool:
    try:
        changed = read_text(applied(document.raw, [edit]), document.name)
    except ReadError:
        return False
    span = _moved(finding.span, document, changed, len(edit.text))
    if span is None or len(changed.comments) != len(document.comments) + 1 or _prose(changed) != _prose(document):
        return False
    return suppress([replace(finding, span=span, related=())], changed, settings).hidden == 1


def _moved(span: Span, document: Document, changed: Document, by: int) -> Span | None:
    """Where the words of a span stand behind an insertion."""
    wanted = document.raw_span(span).start + by
    start = next((at for at, raw in enumerate(changed.origin) if raw == wanted), -1)
    moved = Span(start, start + span.end - span.start)
    return moved if start >= 0 and changed.slice(moved) == document.slice(span) else None


def _prose(document: Document) -> str:
    """The prose without masks and white space, which a comment may add to."""
    comments = {comment.span for comment in document.comments}
    blocks = (document.slice(block.span) for block in document.blocks if block.span not in comments)
    return "".join("\n".join(blocks).replace("\ufffc", " ").split(" "))
