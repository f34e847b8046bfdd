"""The corrections of a finding that its file can take as they are."""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.edit import Edit, written
from mtaudit.fix import is_prose
from mtaudit.model import Document, Finding, Suggestion


def acceptable(finding: Finding, document: Document) -> Iterator[Suggestion]:
    """The suggestions that swallow no markup and leave none empty, the best first."""
    if is_prose(finding, document):
        for suggestion in finding.suggestions:
            if suggestion.text or not document.fills_block(finding.span):
                yield suggestion


def corrections(finding: Finding, document: Document) -> Iterator[Edit]:
    """The same as edits of the file."""
    for suggestion in acceptable(finding, document):
        yield Edit(document.raw_span(finding.span), written(suggestion.text, document.format, document.line_end))
