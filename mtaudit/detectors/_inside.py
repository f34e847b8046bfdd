"""Findings that lie in the prose: a search over the whole text also meets what stands between its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from mtaudit.model import Document, Finding


def inside(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that lie inside one block of the document."""
    starts = [block.span.start for block in document.blocks]
    for finding in findings:
        number = bisect_right(starts, finding.span.start) - 1
        if number >= 0 and finding.span.end <= document.blocks[number].span.end:
            yield finding
