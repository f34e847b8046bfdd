"""The comparison with a reference as the HTML report shows it: each segment that differs, with what goes and comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mtaudit.comparison import ComparedSegment, Comparison, Difference
from mtaudit.model import Document, Report


@dataclass(frozen=True)
class Reason:
    """Why a difference is a fault: a finding by its number, or (0) a number, a name, a negation."""

    name: str
    finding: int = 0


@dataclass(frozen=True)
class Step:
    """A stretch of a segment: what stays (``old`` is ``new``), or what goes and what comes for it."""

    old: str
    new: str
    reasons: tuple[Reason, ...] = ()
    moved: bool = False


@dataclass(frozen=True)
class Row:
    """A segment that differs. Its line is 0 where the text has nothing; ``alone`` where one side has nothing."""

    line: int
    ter: float
    steps: tuple[Step, ...]
    alone: bool = False

    @property
    def faults(self) -> tuple[Step, ...]:
        """The steps that are faults."""
        return tuple(step for step in self.steps if step.reasons)


@dataclass(frozen=True)
class Beside:
    """A whole comparison."""

    comparison: Comparison
    rows: tuple[Row, ...]

    @property
    def same(self) -> int:
        """How many segments do not differ."""
        return len(self.comparison.segments) - len(self.rows)

    @property
    def paraphrases(self) -> int:
        """How many differences are no faults."""
        return len(self.comparison.differences) - self.comparison.faults


def beside(report: Report) -> Beside | None:
    """The comparison of a report, if it has one."""
    if not report.comparison:
        return None
    rows = (_row(segment, report) for segment in report.comparison.segments)
    return Beside(report.comparison, tuple(row for row in rows if row))


def _row(segment: ComparedSegment, report: Report) -> Row | None:
    if segment.span is None:
        return Row(0, segment.ter, (Step("", segment.reference),), alone=True)
    document = report.document
    line = document.position(document.raw_span(segment.span).start).line
    if not segment.reference:
        gone = document.flat[segment.span.start : segment.span.end]
        return Row(line, segment.ter, (Step(gone, ""),), alone=True)
    return Row(line, segment.ter, tuple(_steps(segment, report))) if segment.differences else None


def _steps(segment: ComparedSegment, report: Report) -> Iterator[Step]:
    assert segment.span
    document = report.document
    at, end = segment.span
    for each in segment.differences:
        same = document.flat[at : each.span.start]
        if each.span.start == each.span.end and each.span.start > segment.span.start and not same.endswith(" "):
            same += " "
        if same:
            yield Step(same, same)
        yield Step(_words(document, each), each.text, tuple(_reasons(each, report)), each.kind == "move")
        at = each.span.end
    if at < end:
        yield Step(document.flat[at:end], document.flat[at:end])


def _words(document: Document, difference: Difference) -> str:
    return document.flat[difference.span.start : difference.span.end]


def _reasons(difference: Difference, report: Report) -> Iterator[Reason]:
    """The evidence, each rule with the number of its finding at this place."""
    start, end = difference.span
    for name in difference.evidence:
        here = (
            number
            for number, finding in enumerate(report.findings, 1)
            if finding.rule.id == name and finding.span.start <= end and start <= finding.span.end
        )
        yield Reason(name, next(here, 0))
