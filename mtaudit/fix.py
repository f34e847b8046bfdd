"""Apply corrections to the user's own text: only inside the findings' spans, to a fixed point."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtaudit.audit import audit, read_text
from mtaudit.errors import FixError
from mtaudit.line_ends import line_feeds
from mtaudit.model import Document, Finding, Span
from mtaudit.settings import Settings

_MOST_ROUNDS = 10


@dataclass(frozen=True)
class Fixed:
    """The corrected document and how many corrections were applied to reach it."""

    document: Document
    applied: int


@dataclass(frozen=True)
class Edit:
    """A replacement of a range of ``Document.raw``."""

    span: Span
    text: str


def fix(document: Document, settings: Settings, *, unsafe: bool = False) -> Fixed:
    """Apply every finding with exactly one suggestion, and that safe; ``unsafe`` also takes the first of the others.

    The result is audited again until nothing is left to apply, so that fixing it once more changes nothing. Raises
    FixError when that does not settle.
    """
    applied = 0
    for _ in range(_MOST_ROUNDS):
        edits = corrections(document, settings, unsafe=unsafe)
        if not edits:
            return Fixed(document, applied)
        applied += len(edits)
        document = read_text(_apply(document.raw, edits), document.name)
    raise FixError(f"{document.name}: the corrections do not settle")


def corrections(document: Document, settings: Settings, *, unsafe: bool = False) -> tuple[Edit, ...]:
    """The disjoint edits of one round, in order of place."""
    return tuple(_disjoint(_edits(audit(document, settings).findings, document, unsafe=unsafe)))


def _edits(findings: Iterable[Finding], document: Document, *, unsafe: bool) -> Iterator[Edit]:
    for finding in findings:
        single_safe = len(finding.suggestions) == 1 and finding.suggestions[0].safe
        if not (single_safe or (unsafe and finding.suggestions)) or not _replaceable(finding, document):
            continue
        text = finding.suggestions[0].text
        yield Edit(document.raw_span(finding.span), html.escape(text, quote=False) if _is_html(document) else text)


def _replaceable(finding: Finding, document: Document) -> bool:
    """Whether the raw text is just the prose (no tag, no entity inside), and replacing it leaves no empty markup."""
    if line_feeds(document.raw_slice(finding.span))[0] != document.slice(finding.span):
        return False
    empties = not finding.suggestions[0].text and any(
        finding.span.start <= block.span.start and block.span.end <= finding.span.end for block in document.blocks
    )
    return not empties or document.format == "plain"


def _is_html(document: Document) -> bool:
    return document.format == "html"


def _disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start >= end:
            end = edit.span.end
            yield edit


def _apply(raw: str, edits: Iterable[Edit]) -> str:
    pieces = []
    end = 0
    for edit in edits:
        pieces += [raw[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, raw[end:]])
