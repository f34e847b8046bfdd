"""What the template of the HTML report shows of a run: its figures, its files and what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from mtaudit.languages import told
from mtaudit.model import SEVERITIES, Finding, Hidden, Report, Run, Severity, Skipped, Unread
from mtaudit.origin.translated import told as reads
from mtaudit.reporters._html_comparison import Beside, beside
from mtaudit.reporters._html_findings import DIMENSIONS, Item, item
from mtaudit.reporters._html_text import Block, blocks
from mtaudit.score import FEWEST_WORDS, run_score, score

_Counts = tuple[tuple[Severity, int], ...]


@dataclass(frozen=True)
class Bar:
    """Findings of one kind or one file by severity, as shares of the longest bar in percent."""

    label: str
    counts: _Counts
    parts: tuple[tuple[Severity, float, float], ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(count for _, count in self.counts)


@dataclass(frozen=True)
class File:
    """One file of the run."""

    report: Report
    score: float | None
    reliable: bool
    bar: Bar
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    beside: Beside | None = None

    @property
    def origin(self) -> str:
        """Which language the text likely comes from, and why; "" for no guess."""
        return told(self.report.origin)

    @property
    def reads(self) -> str:
        """How likely the text is a poor machine translation; "" where that is not known or not likely."""
        return reads(self.report.translated, self.report.document.words)

    @property
    def letters(self) -> tuple[tuple[str, str], ...]:
        """The dimensions that occur, for the key to the marks."""
        return tuple(sorted({(each.letter, each.dimension) for each in self.items}))


@dataclass(frozen=True)
class Page:
    """The whole run."""

    files: tuple[File, ...]
    unread: tuple[Unread, ...]
    everywhere: tuple[Skipped, ...]
    hidden: tuple[str, ...]
    words: int
    score: float | None
    counts: _Counts
    kinds: tuple[Bar, ...]
    fewest: int = FEWEST_WORDS

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(count for _, count in self.counts)

    @property
    def folder(self) -> str:
        """The folder that all files lie in, as far as their names say; "" for none."""
        folders = [file.report.document.name.replace("\\", "/").split("/")[:-1] for file in self.files]
        same = takewhile(lambda parts: len(set(parts)) == 1, zip(*folders, strict=False))
        return "".join(f"{parts[0]}/" for parts in same) if len(folders) > 1 else ""

    @property
    def signatures(self) -> tuple[str, ...]:
        """What the results depend on, each once."""
        return tuple(dict.fromkeys(file.report.signature for file in self.files))

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that found something."""
        return tuple(sorted({each.finding.rule.id for file in self.files for each in file.items}))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in which something was found."""
        return tuple(sorted({each.finding.rule.category for file in self.files for each in file.items}))


def page(run: Run) -> Page:
    """The run as the template shows it."""
    findings = [finding for report in run.reports for finding in report.findings]
    most = max((len(report.findings) for report in run.reports), default=0)
    first, *others = [report.skipped for report in run.reports] or [()]
    return Page(
        tuple(_file(report, most) for report in run.reports),
        run.unread,
        tuple(each for each in first if all(each in skipped for skipped in others)),
        sum((report.hidden for report in run.reports), Hidden()).phrases,
        sum(report.document.words for report in run.reports),
        run_score(run.reports),
        _counts(findings),
        tuple(_kinds(findings)),
    )


def _kinds(findings: list[Finding]) -> Iterator[Bar]:
    """One bar a category, the longest first."""
    by = Counter(finding.rule.category for finding in findings)
    most = max(by.values(), default=0)
    for category, _ in sorted(by.items(), key=lambda item: (-item[1], item[0])):
        dimension, fault = category.split("/")
        label = f"{DIMENSIONS[dimension][0]}: {fault.replace('-', ' ')}"
        yield _bar(label, [each for each in findings if each.rule.category == category], most)


def _bar(label: str, findings: Iterable[Finding], most: int) -> Bar:
    counts = _counts(findings)
    parts = []
    at = 0.0
    for severity, count in counts:
        width = 100 * count / most if most else 0.0
        parts.append((severity, round(at, 2), round(width, 2)))
        at += width
    return Bar(label, counts, tuple(part for part in parts if part[2]))


def _counts(findings: Iterable[Finding]) -> _Counts:
    by = Counter(finding.rule.severity for finding in findings)
    return tuple((severity, by[severity]) for severity in reversed(SEVERITIES))


def _file(report: Report, most: int) -> File:
    document = report.document
    return File(
        report,
        score(report),
        document.words >= FEWEST_WORDS,
        _bar(document.name, report.findings, most),
        blocks(report),
        tuple(item(number, finding, document) for number, finding in enumerate(report.findings, 1)),
        beside(report),
    )
