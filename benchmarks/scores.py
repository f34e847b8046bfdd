"""Does the score rank translations as people do? Rank correlations with human judgements, segment by segment.

    python benchmarks/scores.py DATA [--keep FOLDER] [--most N] [--set mlqe_pe ...] [--tune]

For each set and language pair, with 95 % intervals (bootstrap): Spearman's rho between a human measure (hter, direct
assessment, MQM penalty) and the penalty of the findings in the English, of those by the source too, the estimate of
``mtaudit.estimate``, and the bare length; for diabla the AUC of poor against perfect. All rules run, previews too; no
grammar checker.

Only the documents that measure count: the weights of the estimate were tuned on the others (``--tune`` prints the
best), and the network behind it never saw them in mlqe_pe, diabla, news21 and ted21. ``--keep`` remembers the rows of a
set in a folder, and goes on from there; ``--most`` takes whole documents of each set, by a hash of their names, until
about so many segments.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import click
from _measures import auc

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _sense_labels import fold

from mtaudit.audit import audit, read_text
from mtaudit.detectors._sense_reading import read
from mtaudit.estimate import Evidence, evidence, risk
from mtaudit.model import Document, Segment, Span
from mtaudit.score import WEIGHTS
from mtaudit.settings import Settings

_UNSEEN = ("mlqe_pe", "diabla", "mqm_zhen_news21", "mqm_zhen_ted21")
_SETS = (*_UNSEEN, "mqm_zhen_gen23", "mqm_zhen_news20", "mqm_bio")
_HUMAN = {"minor": 1.0, "major": 5.0, "critical": 25.0, "neutral": 0.0}
_JUDGMENTS = {"perfect": 0.0, "medium": 0.5, "poor": 1.0}
_FEWEST = 50
_SAMPLES = 200
_GRID = (range(6), range(0, 60, 5), (0.0, 0.7, 1.4, 2.1))


class Row(NamedTuple):
    """A segment: where it is from, what we say, and what people said, more being worse."""

    pair: str
    document: str
    tunes: bool
    english: float
    with_source: float
    evidence: Evidence
    human: Mapping[str, float]


_WAYS = {
    "findings": lambda row: row.english,
    "with the source": lambda row: row.with_source,
    "estimate": lambda row: risk(row.evidence),
    "length": lambda row: row.evidence.words,
}


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--set", "sets", multiple=True, type=click.Choice(_SETS), help="Only these sets.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Remember the rows here.")
@click.option("--most", type=int, default=0, help="About so many segments of a set.")
@click.option("--tune", is_flag=True, help="Print the best weights of the estimate, and no table.")
def main(data: Path, sets: tuple[str, ...], keep: Path | None, most: int, tune: bool) -> None:
    """Print a table for DATA."""
    rows = {name: list(_rows(data / name / "dev.jsonl", keep, most)) for name in sets or _SETS}
    if tune:
        _tune({name: each for name, each in rows.items() if name in _UNSEEN})
        return
    print(f"| set | pair | measure | segments | {' | '.join(_WAYS)} |")
    print(f"| --- | --- | --- | ---: | {' | '.join('---:' for _ in _WAYS)} |")
    for name, all_ in rows.items():
        for (pair, measure), group in sorted(_groups(row for row in all_ if not row.tunes).items()):
            cells = (_interval(group, measure, way) for way in _WAYS.values())
            print(f"| {name} | {pair} | {measure} | {len(group)} | {' | '.join(cells)} |", flush=True)


def _groups(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        for measure, value in row.human.items():
            if not (measure == "poor" and value == _JUDGMENTS["medium"]):
                groups[row.pair, measure].append(row)
    return {key: group for key, group in groups.items() if len(group) >= _FEWEST}


def _rows(path: Path, keep: Path | None, most: int) -> Iterator[Row]:
    """The rows of a set, those that were kept first."""
    kept = keep / f"{path.parent.name}.jsonl" if keep else None
    known = {line["id"]: line for line in _lines(kept)} if kept and kept.is_file() else {}
    records = [record for record in _lines(path) if _part(path.parent.name, record) is not None]
    share = min(1.0, most / len(records)) if most else 1.0
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
    for record in records:
        if record["id"] not in known and _place(_name(record)) < share and record["mt"].strip():
            known[record["id"]] = line = {"id": record["id"], **_measured(record)}
            if kept:
                with kept.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps(line) + "\n")
        if record["id"] in known and _human(record):
            line = known[record["id"]]
            tunes = bool(_part(path.parent.name, record))
            yield Row(
                record["lang_pair"],
                _name(record),
                tunes,
                line["english"],
                line["with_source"],
                Evidence(*line["evidence"]),
                _human(record),
            )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _name(record: Mapping[str, Any]) -> str:
    return f"{record['lang_pair']}|{record.get('doc') or record['id']}"


def _place(name: str) -> float:
    """A number from 0 to 1 that a name always gets."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 2**32


def _part(set_: str, record: Mapping[str, Any]) -> bool | None:
    """Whether a document tunes, or else measures; None for those that taught the network, and for people's work."""
    if record.get("human_translation"):
        return None
    if set_ == "mlqe_pe":
        number = fold(dict(record))
        return None if number > 2 else number == 2
    return _place(f"half {_name(record)}") < 0.5


def _measured(record: Mapping[str, Any]) -> dict[str, Any]:
    document = read_text(record["mt"], "segment.txt")
    if record.get("source") and document.blocks:
        document = _beside(document, record["source"])
    found = audit(document, Settings(preview=True, grammar="off")).findings
    english = sum(WEIGHTS[each.rule.severity] for each in found if each.rule.evidence == "text")
    words = max(1, document.words)
    chances = [(word.tag, word.sense) for word in read(document).words] if document.words else []
    return {
        "english": english / words,
        "with_source": sum(WEIGHTS[each.rule.severity] for each in found) / words,
        "evidence": evidence(chances, document.words),
    }


def _beside(document: Document, source: str) -> Document:
    span = Span(document.blocks[0].span.start, document.blocks[-1].span.end)
    return replace(document, aligned=(Segment(span, "unit", source, target=document.slice(span)),))


def _human(record: Mapping[str, Any]) -> dict[str, float]:
    """What people said of a segment, more being worse."""
    score = record.get("score") or {}
    if "judgment" in score:
        return {"poor": _JUDGMENTS[score["judgment"]]} if score["judgment"] else {}
    if score:
        found = {"hter": score.get("hter"), "da": score.get("da")}
        return {key: -value if key == "da" else value for key, value in found.items() if value is not None}
    spans = [span for span in record.get("spans", ()) if span.get("side") != "none"]
    raters = len(record.get("raters") or {span.get("rater") for span in spans}) or 1
    return {"mqm": sum(_HUMAN.get(span["severity"], 1.0) for span in spans) / raters}


def _interval(rows: Sequence[Row], measure: str, way: Any) -> str:
    """The agreement with people, and where it lies in 95 of 100 samples."""
    import numpy

    pairs = [(float(way(row)), row.human[measure]) for row in rows]
    random = numpy.random.default_rng(1)
    samples = (random.integers(0, len(pairs), len(pairs)) for _ in range(_SAMPLES))
    values = sorted(_agreement([pairs[at] for at in sample], measure) for sample in samples)
    low, high = values[_SAMPLES // 40], values[-_SAMPLES // 40 - 1]
    return f"{_agreement(pairs, measure):.2f} ({low:.2f} to {high:.2f})"


def _agreement(pairs: Sequence[tuple[float, float]], measure: str) -> float:
    return _auc(pairs) if measure == "poor" else spearman(pairs)


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """The correlation of the ranks, equal values sharing theirs; 0 where one side is all equal."""
    import numpy

    ours, theirs = (_ranks(side) for side in zip(*pairs, strict=True))
    if ours.std() == 0 or theirs.std() == 0:
        return 0.0
    return float(numpy.corrcoef(ours, theirs)[0, 1])


def _ranks(values: Sequence[float]) -> Any:
    import numpy

    _, which, counts = numpy.unique(numpy.array(values), return_inverse=True, return_counts=True)
    ends = numpy.cumsum(counts)
    return ((2 * ends - counts - 1) / 2)[which]


def _auc(pairs: Sequence[tuple[float, float]]) -> float:
    """How often a poor segment has the higher value than a perfect one; a tie is half."""
    poor, perfect = (
        [value for value, kind in pairs if (kind == _JUDGMENTS["poor"]) is wanted] for wanted in (True, False)
    )
    return auc(poor, perfect)


def _tune(rows: Mapping[str, Sequence[Row]]) -> None:
    """The weights that agree best with people, each set counting alike, and the risks that they lead to."""
    import numpy

    tuning = {name: _groups(row for row in each if row.tunes) for name, each in rows.items()}
    tuning = {name: groups for name, groups in tuning.items() if groups}

    def quality(weights: tuple[float, ...]) -> float:
        return sum(
            sum(_gain(group, measure, weights) for (_, measure), group in groups.items()) / len(groups)
            for groups in tuning.values()
        ) / len(tuning)

    best = max(product(*_GRID), key=quality)
    risks = [risk(row.evidence, best) for each in rows.values() for row in each if row.tunes]
    print(f"badness, suspicion, length: {best}; agreement {quality(best):.3f}")
    print(f"mean risk {numpy.mean(risks):.2f}, standard deviation {numpy.std(risks):.2f}")


def _gain(rows: Sequence[Row], measure: str, weights: Sequence[float]) -> float:
    found = _agreement([(risk(row.evidence, weights), row.human[measure]) for row in rows], measure)
    return 2 * found - 1 if measure == "poor" else found


if __name__ == "__main__":
    main()
