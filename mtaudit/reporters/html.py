"""The report as one HTML page: the text as it reads with the findings marked in it, no script, no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtaudit import paths
from mtaudit.model import SEVERITIES, Document, Finding, Kind, Report, Run, Segment, Severity
from mtaudit.score import FEWEST_WORDS, score

_TAGS: dict[Kind, str] = {
    "headline": "h3",
    "quote": "blockquote",
    "caption": "p",
    "item": "p",
    "cell": "p",
    "meta": "p",
}


@dataclass(frozen=True)
class _Piece:
    """A stretch of text under the same findings, worst severity first; ``opens`` are those that start here."""

    text: str
    findings: tuple[int, ...]
    severity: Severity | None
    opens: tuple[int, ...]


@dataclass(frozen=True)
class _Block:
    tag: str
    kind: Kind
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True)
class _Item:
    number: int
    finding: Finding
    line: int
    column: int
    text: str
    related: tuple[int, ...]


@dataclass(frozen=True)
class _Page:
    """What the template shows of one file."""

    report: Report
    score: float | None
    reliable: bool
    counts: tuple[tuple[Severity, int], ...]
    blocks: tuple[_Block, ...]
    items: tuple[_Item, ...]


def render(run: Run) -> str:
    """The whole run as one page; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(paths.folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages = [_page(report) for report in run.reports]
    return environment.get_template("report.html.j2").render(pages=pages, unread=run.unread) + "\n"


def _page(report: Report) -> _Page:
    document = report.document
    counts = tuple(
        (severity, sum(finding.rule.severity == severity for finding in report.findings))
        for severity in reversed(SEVERITIES)
    )
    return _Page(
        report,
        score(report),
        document.words >= FEWEST_WORDS,
        counts,
        tuple(_block(block, report) for block in document.blocks),
        tuple(_item(number, finding, document) for number, finding in enumerate(report.findings, 1)),
    )


def _item(number: int, finding: Finding, document: Document) -> _Item:
    place = document.position(document.raw_span(finding.span).start)
    related = sorted({document.position(document.raw_span(span).start).line for span in finding.related})
    return _Item(number, finding, place.line, place.column, document.slice(finding.span), tuple(related))


def _block(block: Segment, report: Report) -> _Block:
    return _Block(_TAGS.get(block.kind, "p"), block.kind, tuple(_pieces(block, report)))


def _pieces(block: Segment, report: Report) -> Iterator[_Piece]:
    """The block cut wherever a finding starts or ends."""
    inside = [
        (number, finding)
        for number, finding in enumerate(report.findings, 1)
        if finding.span.start < block.span.end and block.span.start < finding.span.end
    ]
    edges = {block.span.start, block.span.end}
    for _, finding in inside:
        edges |= {max(finding.span.start, block.span.start), min(finding.span.end, block.span.end)}
    ordered = sorted(edges)
    for start, end in zip(ordered, ordered[1:], strict=False):
        under = [(number, each) for number, each in inside if each.span.start <= start and end <= each.span.end]
        worst = max((each.rule.severity for _, each in under), key=SEVERITIES.index, default=None)
        opens = tuple(number for number, each in under if max(each.span.start, block.span.start) == start)
        text = report.document.text[start:end]
        yield _Piece(text, tuple(number for number, _ in under), worst, opens)
