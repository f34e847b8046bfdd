"""The corrections of a finding that its file can take as they are."""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.edit import Edit, written
from mtaudit.fix import fills_block, is_prose
from mtaudit.model import Document, Finding


def corrections(finding: Finding, document: Document) -> Iterator[Edit]:
    """An edit for each suggestion, the best first; none where it would swallow markup or leave it empty."""
    if not is_prose(finding, document):
        return
    for suggestion in finding.suggestions:
        if suggestion.text or not fills_block(finding, document):
            yield Edit(document.raw_span(finding.span), written(suggestion.text, document.format, document.raw))
