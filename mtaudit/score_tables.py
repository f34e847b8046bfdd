"""Scores as text, JSON, LaTeX or an HTML page; pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mtaudit import paths
from mtaudit.metrics import Score
from mtaudit.printable import counted

_Row = Sequence[str]


@dataclass(frozen=True)
class SystemScores:
    """A system's metrics, over all segments and for each document; the segments only where asked for."""

    name: str
    corpus: tuple[Score, ...]
    documents: tuple[tuple[Score, ...], ...]
    segments: tuple[tuple[tuple[float, ...], ...], ...] = ()


@dataclass(frozen=True)
class ScoreTable:
    """All that ``mtaudit score`` has to say: ``numbers[document]`` are the lines at which the segments begin."""

    systems: tuple[SystemScores, ...]
    documents: tuple[str, ...]
    numbers: tuple[tuple[int, ...], ...]
    references: int

    @property
    def signatures(self) -> dict[str, str]:
        """What pins each metric."""
        return {score.metric: score.signature for score in self.systems[0].corpus}


def text(table: ScoreTable) -> str:
    """Aligned columns for a terminal: the corpus, then documents and segments, then the signatures."""
    from tabulate import tabulate

    parts = [f"{counted(sum(map(len, table.numbers)), 'segment')}, {counted(table.references, 'reference')}"]
    parts += [tabulate(rows, head, "simple", disable_numparse=True) for head, rows in _tables(table)]
    parts.append("\n".join(f"{metric}  {signature}" for metric, signature in table.signatures.items()))
    return "\n\n".join(parts) + "\n"


def latex(table: ScoreTable) -> str:
    """A booktabs table for a paper, with the signatures as comments."""
    from tabulate import tabulate

    parts = [f"% {metric}: {signature}" for metric, signature in table.signatures.items()]
    parts += [tabulate(rows, head, "latex_booktabs", disable_numparse=True) for head, rows in _tables(table)]
    return "\n".join(parts) + "\n"


def html(table: ScoreTable) -> str:
    """A page of its own: no script, no network."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(loader=FileSystemLoader(paths.folder("templates")), autoescape=True, trim_blocks=True)
    page = environment.get_template("scores.html.j2")
    return page.render(tables=list(_tables(table)), signatures=table.signatures) + "\n"


def json_(table: ScoreTable) -> str:
    """Every figure in full."""
    data = {
        "references": table.references,
        "systems": [
            {
                "system": system.name,
                "scores": [asdict(score) for score in system.corpus],
                "documents": [
                    {"document": name, "scores": {score.metric: score.value for score in scores}}
                    for name, scores in zip(table.documents, system.documents, strict=True)
                ],
                "segments": list(_segments(table, system)) if system.segments else [],
            }
            for system in table.systems
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


#: How each value of ``--output-format`` is written.
RENDERERS: dict[str, Callable[[ScoreTable], str]] = {"text": text, "json": json_, "latex": latex, "html": html}


def _segments(table: ScoreTable, system: SystemScores) -> Iterator[dict[str, Any]]:
    for name, lines, segments in zip(table.documents, table.numbers, system.segments, strict=True):
        for line, values in zip(lines, segments, strict=True):
            yield {"document": name, "line": line, "scores": dict(zip(table.signatures, values, strict=True))}


def _tables(table: ScoreTable) -> Iterator[tuple[_Row, list[_Row]]]:
    metrics = [*table.signatures]
    yield ["system", *metrics], [[each.name, *map(_cell, each.corpus)] for each in table.systems]
    if len(table.documents) > 1:
        yield ["system", "document", *metrics], list(_document_rows(table))
    if any(each.segments for each in table.systems):
        yield ["system", "document", "line", *metrics], list(_segment_rows(table))


def _document_rows(table: ScoreTable) -> Iterator[_Row]:
    for system in table.systems:
        for name, scores in zip(table.documents, system.documents, strict=True):
            yield [system.name, name, *(f"{score.value:.1f}" for score in scores)]


def _segment_rows(table: ScoreTable) -> Iterator[_Row]:
    for system in table.systems:
        for each in _segments(table, system):
            values = (f"{value:.1f}" for value in each["scores"].values())
            yield [system.name, each["document"], str(each["line"]), *values]


def _cell(score: Score) -> str:
    """A value, and in brackets the mean and margin of its resamples and the chance of its difference."""
    notes = []
    if score.mean is not None:
        notes.append(f"{score.mean:.1f} ± {score.margin:.1f}")
    if score.p_value is not None:
        notes.append(f"p = {score.p_value:.4f}")
    return f"{score.value:.1f}" + (f" ({', '.join(notes)})" if notes else "")
