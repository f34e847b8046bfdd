"""The report for a terminal: the line with the span marked, the rule, why, the suggestion, a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import NamedTuple

from mtaudit.languages import told
from mtaudit.model import Document, Finding, Hidden, Origin, Report, Run, Severity, Skipped, Span
from mtaudit.origin.translated import told as reads
from mtaudit.printable import printable
from mtaudit.reporters._sentences import counts, not_run, one_line
from mtaudit.score import FEWEST_WORDS, score

_WIDTH = 100
_COLOURS: dict[Severity, str] = {"minor": "36", "major": "33", "critical": "31"}
#: A language of a guess that is shown, and how much of its evidence.
_BOLD, _DIM, _GREEN = "1", "2", "32"

_Paint = Callable[[str, str], str]


class _Excerpt(NamedTuple):
    before: str
    marked: str
    after: str


def render(run: Run) -> str:
    """One paragraph a finding, one summary a file, one total line for several, the signature last."""
    paint: _Paint = _coloured if run.colour else _plain
    everywhere = _skipped_everywhere(run)
    parts = [part for report in run.reports for part in _report(report, everywhere, paint)]
    parts += [not_run(skipped) for skipped in everywhere]
    if len(run.reports) + len(run.unread) > 1:
        parts.append(_total(run))
    parts += [f"  {printable(signature)}" for signature in dict.fromkeys(report.signature for report in run.reports)]
    return "\n".join(parts) + "\n" if parts else ""


def _coloured(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _plain(text: str, colour: str) -> str:
    return text


def _skipped_everywhere(run: Run) -> tuple[Skipped, ...]:
    """What no file of several was checked for: said once, not once a file."""
    first, *others = [report.skipped for report in run.reports] or [()]
    return tuple(each for each in first if others and all(each in skipped for skipped in others))


def _report(report: Report, everywhere: tuple[Skipped, ...], paint: _Paint) -> Iterator[str]:
    for finding in report.findings:
        yield "\n".join([*_finding(finding, report.document, paint), ""])
    for skipped in report.skipped:
        if skipped not in everywhere:
            yield f"{printable(report.document.name)}: {not_run(skipped)}"
    if report.comparison:
        from mtaudit.reporters._comparison import lines

        yield from (*lines(report.comparison, report.document), "")
    yield _summary(report)


def _finding(finding: Finding, document: Document, paint: _Paint) -> Iterator[str]:
    rule = finding.rule
    colour = _COLOURS[rule.severity]
    place = document.position(document.raw_span(finding.span).start)
    doubt = {"stable": "", "preview": " (preview)", "pivot": " (suspected)"}[rule.status]
    where = paint(f"{printable(document.name)}:{place.line}:{place.column}", _BOLD)
    yield f"{where}: {paint(rule.severity, colour)} {rule.id}{doubt} [{rule.category}]"
    excerpt = _excerpt(document, finding.span)
    gutter = " " * len(str(place.line))
    yield f"  {paint(f'{place.line} |', _DIM)} {excerpt.before}{excerpt.marked}{excerpt.after}"
    carets = "^" * max(1, _columns(excerpt.marked))
    yield f"  {gutter} {paint('|', _DIM)} {' ' * _columns(excerpt.before)}{paint(carets, colour)}"
    for line in wrap(one_line(finding.message), _WIDTH - 6):
        yield f"    {line}"
    for suggestion in finding.suggestions:
        cure = f"write: {printable(suggestion.text)}" if suggestion.text else "remove it"
        yield f"    {paint('=>', _GREEN)} {cure}{' (safe)' if suggestion.safe else ''}"
    lines = sorted({document.position(document.raw_span(span).start).line for span in finding.related})
    if lines:
        yield f"    see line {', '.join(map(str, lines))}"


def _excerpt(document: Document, span: Span) -> _Excerpt:
    """The user's own line around a span, cut to the width of a page; a span over several lines shows its first."""
    start, end = document.raw_span(span)
    place = document.position(start)
    line = document.line(place.line)
    marked = line[place.column - 1 : place.column - 1 + end - start]
    if _columns(marked) > _WIDTH - 20:
        marked = f"{marked[: _WIDTH - 21]}…"
    after = line[place.column - 1 + end - start :] if not marked.endswith("…") else ""
    before, after = line[: place.column - 1], after
    room = max(20, _WIDTH - len(marked))
    if len(before) + len(after) > room:
        left = max(room // 2, room - len(after))
        before = f"…{before[len(before) - left + 1 :]}" if len(before) > left else before
        right = room - len(before)
        after = f"{after[: right - 1]}…" if len(after) > right else after
    return _Excerpt(printable(before), printable(marked), printable(after))


def _columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining marks none."""
    if text.isascii() and text.isprintable():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def _summary(report: Report) -> str:
    document = report.document
    checked = f"checked {document.checked_characters} of {document.characters} characters"
    found = ", ".join([counts(report.findings), *report.hidden.phrases])
    lines = [f"{printable(document.name)}: {document.words} words, {found}, {checked}"]
    value = score(report)
    if value is not None:
        doubt = f" (under {FEWEST_WORDS} words: says little)" if document.words < FEWEST_WORDS else ""
        lines.append(f"  MQM score {value}{doubt}")
    said = reads(report.translated, document.words)
    lines += [f"  {said}"] if said else []
    lines += _origin(report.origin)
    return "\n".join(lines)


def _origin(origin: Origin) -> list[str]:
    return wrap(printable(told(origin)), _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _total(run: Run) -> str:
    findings = tuple(finding for report in run.reports for finding in report.findings)
    words = sum(report.document.words for report in run.reports)
    unread = f", {len(run.unread)} could not be read" if run.unread else ""
    hidden = sum((report.hidden for report in run.reports), Hidden())
    found = ", ".join([counts(findings), *hidden.phrases])
    return f"{len(run.reports)} files: {words} words, {found}{unread}"
