"""A summary in Markdown, such as the job summary of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.model import SEVERITIES, Report, Run
from mtaudit.positions import Place, places
from mtaudit.reporters._markdown import escaped
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import advice, counts, not_checked, not_run
from mtaudit.score import score

#: A job summary may hold 1 MiB.
MOST = 500


def render(run: Run) -> str:
    """A table of the files, a table of the findings with the worst first, and what was not checked."""
    parts = ["# mtaudit", *_table(_files(run)), *_not_checked(run), *_table(_findings(run))]
    parts += [escaped(signature) for signature in dict.fromkeys(report.signature for report in run.reports)]
    return "\n\n".join(parts) + "\n"


def _files(run: Run) -> Iterator[tuple[str, ...]]:
    yield ("file", "words", "findings", "MQM score")
    for report in run.reports:
        document, value = report.document, score(report)
        found = ", ".join([counts(report.findings), *report.hidden.phrases])
        yield (posix(document.name), str(document.words), found, "" if value is None else str(value))


def _findings(run: Run) -> Iterator[tuple[str, ...]]:
    yield ("severity", "rule", "place", "text", "what is wrong")
    ranked = sorted(
        ((place, report) for report in run.reports for place in places(report)),
        key=lambda item: -SEVERITIES.index(item[0].finding.rule.severity),
    )
    for place, report in ranked[:MOST]:
        yield _finding(place, report)
    if len(ranked) > MOST:
        yield ("", "", "", "", f"and {len(ranked) - MOST} more")


def _finding(place: Place, report: Report) -> tuple[str, ...]:
    finding, document = place.finding, report.document
    where = f"{posix(document.name)}:{place.start.line}:{place.start.column}"
    return (finding.rule.severity, finding.rule.id, where, document.raw_slice(finding.span), advice(finding))


def _not_checked(run: Run) -> Iterator[str]:
    sentences = [not_run(skipped) for report in run.reports for skipped in report.skipped]
    sentences += [not_checked(unread) for unread in run.unread]
    if sentences:
        yield "\n".join(f"- {escaped(sentence)}" for sentence in dict.fromkeys(sentences))


def _table(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """The table, or nothing where there is nothing but its head."""
    head, *body = rows
    if body:
        lines = [head, ["---"] * len(head), *([escaped(cell) for cell in row] for row in body)]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
