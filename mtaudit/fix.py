"""Apply corrections to the user's own text: only inside the findings' spans, to a fixed point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.edit import Edit, applied, written
from mtaudit.errors import FixError
from mtaudit.line_ends import line_feeds
from mtaudit.model import Document, Finding, Report, Rule
from mtaudit.settings import Settings

#: After so many the corrections should have settled.
MOST_ROUNDS = 10


@dataclass(frozen=True)
class Fixed:
    """The corrected document and how many corrections were applied to reach it."""

    document: Document
    applied: int


def fix(document: Document, settings: Settings, *, unsafe: bool = False) -> Fixed:
    """Apply every finding with exactly one suggestion, and that safe; ``unsafe`` also takes the first of the others,
    but for those that a source which is not at hand could prove.

    The result is audited again until nothing is left to apply, so that fixing it once more changes nothing. Raises
    FixError when that does not settle.
    """
    count = 0
    for _ in range(MOST_ROUNDS):
        round_ = corrections(document, settings, unsafe=unsafe)
        if not round_:
            return Fixed(document, count)
        count += len(round_)
        document = read_text(applied(document.raw, round_), document.name)
    raise FixError(f"{document.name}: the corrections do not settle")


def corrections(document: Document, settings: Settings, *, unsafe: bool = False) -> tuple[Edit, ...]:
    """The disjoint edits of one round, in order of place."""
    return edits(audit(document, settings), unsafe=unsafe)


def edits(report: Report, *, unsafe: bool = False) -> tuple[Edit, ...]:
    """The disjoint edits that follow from a report, in order of place."""
    return tuple(_disjoint(_edits(report.findings, report.document, unsafe=unsafe)))


def _edits(findings: Iterable[Finding], document: Document, *, unsafe: bool) -> Iterator[Edit]:
    for finding in findings:
        single_safe = len(finding.suggestions) == 1 and finding.suggestions[0].safe
        likely = unsafe and finding.suggestions and _is_proven(finding.rule)
        if not (single_safe or likely) or not _replaceable(finding, document):
            continue
        text = finding.suggestions[0].text
        yield Edit(document.raw_span(finding.span), written(text, document.format, document.line_end))


def _is_proven(rule: Rule) -> bool:
    """Whether a fault shows in the text or by comparison with the source; a suspicion is for a reviewer."""
    if rule.evidence == "text":
        return True
    return rule.status == "stable" and compares(rule.id.partition("/")[0])


def compares(detector: str) -> bool:
    """Whether there is a detector of this name, and it has the source at hand for what it says about it."""
    known = detector in registry.names("detectors")
    return known and bool(getattr(registry.plugin("detectors", detector), "COMPARES", False))


def _replaceable(finding: Finding, document: Document) -> bool:
    return is_prose(finding, document) and (bool(finding.suggestions[0].text) or not document.fills_block(finding.span))


def is_prose(finding: Finding, document: Document) -> bool:
    """Whether the file holds just the prose of a finding's span: no tag, no entity inside."""
    return line_feeds(document.raw_slice(finding.span))[0] == document.slice(finding.span)


def _disjoint(found: Iterable[Edit]) -> Iterator[Edit]:
    end = 0
    for edit in sorted(found, key=lambda edit: edit.span):
        if edit.span.start >= end:
            end = edit.span.end
            yield edit
