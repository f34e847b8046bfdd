"""How many findings a thousand words have, from report to report: figures, and a chart of lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mtaudit.history.output import page
from mtaudit.history.saved import SavedRun
from mtaudit.model import SEVERITIES, Severity
from mtaudit.reporters._json import dumps
from mtaudit.reporters._sentences import one_line

_WIDTH, _HEIGHT = 720, 240
_MOST_LABELS = 8


class Point(NamedTuple):
    """One report: its name, its words and how many findings of each severity it has."""

    name: str
    words: int
    counts: Mapping[Severity, int]

    def rate(self, severity: Severity) -> float:
        """Findings per thousand words."""
        return 1000 * self.counts[severity] / self.words if self.words else 0.0


@dataclass(frozen=True)
class Chart:
    """Where things stand on the drawing, in its own units, y downwards."""

    width: int
    height: int
    lines: tuple[tuple[Severity, tuple[tuple[float, float], ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    labels: tuple[tuple[float, str], ...]


def point(run: SavedRun) -> Point:
    """What a report says, in figures."""
    counts = Counter(finding.severity for finding in run.findings)
    words = sum(file.words for file in run.files)
    return Point(Path(run.name).stem, words, {severity: counts[severity] for severity in SEVERITIES})


def text(points: Iterable[Point]) -> str:
    """A table: a line a report, the rates per thousand words."""
    rows = [("report", "words", *(f"{severity} /1000" for severity in reversed(SEVERITIES)))]
    rows += [(one_line(each.name), str(each.words), *_rates(each)) for each in points]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{'  '.join(_aligned(row, widths))}\n" for row in rows)


def json(points: Iterable[Point]) -> str:
    """The same figures, and the counts, for programs."""
    data = [
        {
            "report": each.name,
            "words": each.words,
            "counts": dict(each.counts),
            "rates": {severity: round(each.rate(severity), 3) for severity in SEVERITIES},
        }
        for each in points
    ]
    return dumps({"version": 1, "points": data}, indent=2) + "\n"


def html(points: Iterable[Point]) -> str:
    """A page with the chart and the table: no script, no network."""
    shown = list(points)
    rows = [(each.name, each.words, _rates(each)) for each in shown]
    return page("trend.html.j2", chart=chart(shown), rows=rows, severities=tuple(reversed(SEVERITIES)))


def chart(points: list[Point]) -> Chart:
    """The lines of the severities over the reports, on one scale that starts at zero."""
    top = _round_up(max((each.rate(severity) for each in points for severity in SEVERITIES), default=0))
    places = [_WIDTH * (number + 0.5) / max(1, len(points)) for number in range(len(points))]
    lines = tuple(
        (severity, tuple((x, _y(each.rate(severity), top)) for x, each in zip(places, points, strict=True)))
        for severity in reversed(SEVERITIES)
    )
    step = -(-len(points) // _MOST_LABELS) or 1
    labels = tuple((x, each.name) for x, each in list(zip(places, points, strict=True))[::step])
    ticks = tuple((_y(top * part / 4, top), f"{top * part / 4:g}") for part in range(5))
    return Chart(_WIDTH, _HEIGHT, lines, ticks, labels)


def _y(rate: float, top: float) -> float:
    return round(_HEIGHT * (1 - rate / top), 1)


def _round_up(rate: float) -> float:
    """The next of 1, 2, 4, 8, ... times a power of ten, so that four steps have round names."""
    unit = 1.0
    while unit < rate:
        unit *= 10
    return next((unit * part for part in (0.1, 0.2, 0.4, 0.8) if unit * part >= rate), unit)


def _rates(each: Point) -> tuple[str, ...]:
    return tuple(f"{each.rate(severity):.2f}" for severity in reversed(SEVERITIES))


def _aligned(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    yield f"{row[0]:{widths[0]}}"
    for cell, width in zip(row[1:], widths[1:], strict=True):
        yield f"{cell:>{width}}"
