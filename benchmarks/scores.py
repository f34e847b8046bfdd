"""Does the score rank translations as people do? Rank correlations with human judgements, without a reference.

    python benchmarks/scores.py DATA [--set mlqe_pe ...] [--grammar auto]

For each set and language pair: Spearman's rho between the penalty per word of a segment and the human measure (hter,
direct assessment, MQM penalty), the same over documents of a system, and for diabla the AUC of poor against perfect.
All rules run, previews too; the source is not used.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from mtaudit.audit import audit, read_text
from mtaudit.score import WEIGHTS
from mtaudit.settings import Settings

_SETS = ("mlqe_pe", "mqm_zhen_news20", "mqm_zhen_news21", "mqm_zhen_ted21", "mqm_bio", "diabla")
_HUMAN = {"minor": 1.0, "major": 5.0, "critical": 25.0, "neutral": 0.0}
_JUDGMENTS = {"perfect": 0.0, "medium": 0.5, "poor": 1.0}
_FEWEST = 5  # segments of a document


class Judged(NamedTuple):
    """A segment: where it is from, our penalty per word, and what people said, more being worse."""

    group: str
    document: str
    penalty: float
    human: Mapping[str, float]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--set", "sets", multiple=True, type=click.Choice(_SETS), help="Only these sets.")
@click.option("--grammar", default="off", help="The grammar checker: off, auto, harper, languagetool.")
def main(data: Path, sets: tuple[str, ...], grammar: str) -> None:
    """Print a table for DATA."""
    settings = Settings(preview=True, grammar=grammar)
    print("| set | pair | measure | segments | rho | documents | rho of documents |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in sets or _SETS:
        groups = defaultdict(list)
        for judged in _judged(data / name / "dev.jsonl", settings):
            groups[judged.group].append(judged)
        for group, rows in sorted(groups.items()):
            for measure in rows[0].human:
                print(f"| {name} | {group} | {measure} | {_cells(rows, measure)} |", flush=True)


def _judged(path: Path, settings: Settings) -> Iterator[Judged]:
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            human = _human(record)
            report = audit(read_text(record["mt"], "segment.txt"), settings)
            if human and report.document.words:
                penalty = sum(WEIGHTS[finding.rule.severity] for finding in report.findings) / report.document.words
                document = f"{record.get('doc', '')} {record.get('system', '')}"
                yield Judged(record["lang_pair"], document, penalty, human)


def _human(record: Mapping[str, Any]) -> dict[str, float]:
    """What people said of a segment, more being worse."""
    score = record.get("score") or {}
    if "judgment" in score:
        return {"poor": _JUDGMENTS[score["judgment"]]} if score["judgment"] else {}
    if score:
        return {"hter": score["hter"], "da": -score["da"]}
    spans = [span for span in record.get("spans", ()) if span.get("side") != "none"]
    raters = max(1, len({span.get("rater") for span in spans}))
    return {"mqm": sum(_HUMAN.get(span["severity"], 1.0) for span in spans) / raters}


def _cells(rows: Sequence[Judged], measure: str) -> str:
    if measure == "poor":
        ends = [row for row in rows if row.human["poor"] != 0.5]
        return f"{len(ends)} | AUC {_auc(ends):.3f} | |"
    by_document = defaultdict(list)
    for row in rows:
        by_document[row.document].append(row)
    documents = [each for each in by_document.values() if len(each) >= _FEWEST]
    means = [(_mean(row.penalty for row in each), _mean(row.human[measure] for row in each)) for each in documents]
    rho = spearman([(row.penalty, row.human[measure]) for row in rows])
    return f"{len(rows)} | {rho:.3f} | {len(means)} | {f'{spearman(means):.3f}' if len(means) > 2 else ''}"


def _mean(values: Iterator[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation of the ranks, equal values sharing theirs; 0 where one side is all equal."""
    import numpy

    ranks = [_ranks(side) for side in zip(*pairs, strict=True)]
    if any(len(set(side)) == 1 for side in ranks):
        return 0.0
    return float(numpy.corrcoef(*ranks)[0, 1])


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end - 1) / 2
        at = end
    return ranks


def _auc(rows: Sequence[Judged]) -> float:
    """How often a poor segment has the higher penalty than a perfect one; a tie is half."""
    poor, perfect = ([row.penalty for row in rows if row.human["poor"] == kind] for kind in (1.0, 0.0))
    ranks = _ranks([*poor, *perfect])
    return (sum(ranks[: len(poor)]) - len(poor) * (len(poor) - 1) / 2) / (len(poor) * len(perfect))


if __name__ == "__main__":
    main()
