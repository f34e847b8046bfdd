"""The text as it reads, cut where findings and the places that explain them start and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtaudit.line_ends import line_feeds
from mtaudit.model import MASK, SEVERITIES, Document, Kind, Report, Severity, Span

_TAGS: dict[Kind, str] = {"headline": "h3", "quote": "blockquote"}
_ODD_SPACE = re.compile(r"^\s|\s$|\s\s|[\u00a0\u2000-\u200f\u2028-\u202f]")


@dataclass(frozen=True)
class Run:
    """A stretch of prose, or what stands in the file in place of prose: code, an address."""

    text: str
    masked: bool


@dataclass(frozen=True)
class Piece:
    """A stretch of a block under the same findings; ``closes`` are those that end here.

    ``anchors`` are the places that start here and explain the findings ``related``.
    """

    runs: tuple[Run, ...]
    findings: tuple[int, ...]
    severity: Severity | None
    closes: tuple[int, ...]
    anchors: tuple[str, ...]
    related: tuple[int, ...]
    odd_space: bool


@dataclass(frozen=True)
class Block:
    """A block of the document and the tag it is shown by."""

    tag: str
    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Place:
    """A span of a finding (``anchor`` "") or of a place that explains it."""

    span: Span
    number: int
    anchor: str = ""


def blocks(report: Report) -> tuple[Block, ...]:
    """All blocks of a document with the findings marked; findings count from 1."""
    document = report.document
    under = _by_block(_places(report), document)
    return tuple(
        Block(_TAGS.get(block.kind, "p"), block.kind, tuple(_pieces(block.span, under[at], report)))
        for at, block in enumerate(document.blocks)
    )


def runs(document: Document, span: Span) -> tuple[Run, ...]:
    """The prose under a span, and for what is none, what the file holds there."""
    found = []
    for match in re.finditer(f"{MASK}+|[^{MASK}]+", document.slice(span)):
        place = Span(span.start + match.start(), span.start + match.end())
        masked = match[0][0] == MASK
        found.append(Run(line_feeds(document.raw_slice(place))[0] if masked else match[0], masked))
    return tuple(found)


def shown(document: Document, start: int, end: int) -> str:
    """The same as one string; "" for an empty range."""
    return "".join(run.text for run in runs(document, Span(start, end)))


def _places(report: Report) -> Iterator[_Place]:
    for number, finding in enumerate(report.findings, 1):
        yield _Place(finding.span, number)
        for index, span in enumerate(finding.related, 1):
            yield _Place(span, number, f"{number}-{index}")


def _by_block(places: Iterable[_Place], document: Document) -> defaultdict[int, list[_Place]]:
    starts = [block.span.start for block in document.blocks]
    under: defaultdict[int, list[_Place]] = defaultdict(list)
    for place in places:
        at = max(0, bisect_right(starts, place.span.start) - 1)
        while at < len(starts) and starts[at] < place.span.end:
            if place.span.start < document.blocks[at].span.end:
                under[at].append(place)
            at += 1
    return under


def _pieces(block: Span, places: list[_Place], report: Report) -> Iterator[Piece]:
    edges = {block.start, block.end}
    for place in places:
        edges |= {max(place.span.start, block.start), min(place.span.end, block.end)}
    ordered = sorted(edges)
    for start, end in zip(ordered, ordered[1:], strict=False):
        under = [place for place in places if place.span.start <= start and end <= place.span.end]
        yield _piece(Span(start, end), under, report, block)


def _piece(span: Span, under: list[_Place], report: Report, block: Span) -> Piece:
    findings = tuple(place.number for place in under if not place.anchor)
    severities = (report.findings[number - 1].rule.severity for number in findings)
    return Piece(
        runs(report.document, span),
        findings,
        max(severities, key=SEVERITIES.index, default=None),
        tuple(place.number for place in under if not place.anchor and min(place.span.end, block.end) == span.end),
        tuple(place.anchor for place in under if place.anchor and max(place.span.start, block.start) == span.start),
        tuple(dict.fromkeys(place.number for place in under if place.anchor)),
        bool(findings) and bool(_ODD_SPACE.search(report.document.slice(span))),
    )
