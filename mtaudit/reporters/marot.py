"""The table of Marot, the viewer of human MQM ratings: mtaudit is one rater more, beside the people."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from mtaudit import __version__
from mtaudit.model import Finding, Report, Run, Segment
from mtaudit.reporters._json import dumps
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, not_checked, not_run, one_line

_COLUMNS = (
    "system",
    "doc",
    "docSegId",
    "globalSegId",
    "rater",
    "source",
    "target",
    "category",
    "severity",
    "metadata",
)

#: The names of the older typology that the ratings of WMT use, so that the two stand together.
_DIMENSIONS = {
    "accuracy": "Accuracy",
    "design-and-markup": "Other",
    "linguistic-conventions": "Fluency",
    "locale-conventions": "Locale convention",
    "style": "Style",
    "terminology": "Terminology",
}
_SYSTEM = "translation"
_RATER = f"mtaudit {__version__}"


def render(run: Run) -> str:
    """One line a finding, and one for each block without any; what was not checked is said in the remarks."""
    lines = [_COLUMNS, *(row for report in run.reports for row in _rows(report))]
    lines += [
        _row((posix(each.path), "1"), "", ("", ""), {"note": _shown(not_checked(each))}, "") for each in run.unread
    ]
    return "".join("\t".join(line) + "\n" for line in lines)


def _rows(report: Report) -> Iterator[tuple[str, ...]]:
    remarks: dict[str, Any] = {}
    if report.skipped:
        remarks = {"feedback": {"notes": "; ".join(_shown(not_run(skipped)) for skipped in report.skipped)}}
    found = _by_block(report)
    for number, block in enumerate(report.document.blocks, 1):
        for finding in found.get(number) or [None]:
            yield _rating(report, number, block, finding, remarks)
            remarks = {}


def _by_block(report: Report) -> dict[int, list[Finding | None]]:
    """The findings by the number of the block each of them lies in."""
    starts = [block.span.start for block in report.document.blocks]
    found: dict[int, list[Finding | None]] = {}
    for finding in report.findings:
        found.setdefault(bisect_right(starts, finding.span.start), []).append(finding)
    return found


def _rating(
    report: Report, number: int, block: Segment, finding: Finding | None, remarks: dict[str, Any]
) -> tuple[str, ...]:
    segment = (posix(report.document.name), str(number))
    if finding is None:
        return _row(segment, _target(report, block), ("no-error", "no-error"), remarks)
    error = (_category(finding.rule.category), finding.rule.severity.title())
    metadata = {"note": _shown(f"{finding.rule.id}: {advice(finding)}"), "source_not_seen": True}
    return _row(segment, _target(report, block, finding), error, metadata | remarks)


def _row(
    segment: tuple[str, str], target: str, error: tuple[str, str], metadata: dict[str, Any], rater: str = _RATER
) -> tuple[str, ...]:
    doc, number = segment
    return (_SYSTEM, _shown(doc), number, "0", rater, "", target, *error, dumps(metadata))


def _target(report: Report, block: Segment, finding: Finding | None = None) -> str:
    """The block's text, the finding marked in it."""
    text = report.document.text
    if finding is None:
        return _shown(text[block.span.start : block.span.end])
    before, marked, after = (
        _shown(text[start:end])
        for start, end in (
            (block.span.start, finding.span.start),
            finding.span,
            (finding.span.end, block.span.end),
        )
    )
    return f"{before}<v>{marked}</v>{after}"


def _category(category: str) -> str:
    dimension, _, type_ = category.partition("/")
    return f"{_DIMENSIONS[dimension]}/{type_.replace('-', ' ').capitalize()}"


def _shown(text: str) -> str:
    """A text that stays text: Marot puts its cells into a page as they are."""
    return html.escape(one_line(text), quote=True)
