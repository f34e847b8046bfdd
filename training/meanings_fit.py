"""Fit what the detector `meanings` makes of its evidence; writes mtaudit/detectors/data/meanings.json.

    python training/meanings_fit.py DATA [--list]

DATA holds ``<set>/dev.jsonl`` with sources and translations; `apertium` must be on PATH. ``meanings_verdicts.tsv``
says what a reader found, with the source at hand, of the pairs of words that earlier fits put first. The thresholds are
the lowest scores from which on so many marks are true in groups that the fit left out. A group is a set, or what
Apertium makes of one language.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from operator import mul
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _logistic import logistic
from _meanings_places import APERTIUM, SETS, Sample, samples
from _measures import share

from mtaudit.detectors import _meaning_evidence, _meanings
from mtaudit.detectors._meaning_evidence import EVIDENCE, Known, is_other, may_be_sure

OUTPUT = Path(_meaning_evidence.__file__).parent / "data/meanings.json"
VERDICTS = Path(__file__).with_name("meanings_verdicts.tsv")
MEANT, WRONG, FINE = "meant", "wrong", "fine"
#: The sentences of these taught the network, annotations included: they are measured, but do not teach again.
TAUGHT = ("mqm_bio", "mqm_zhen_news20")
#: Shares of marks that are to be true.
_SURE, _SUSPECTED = 0.9, 0.75
_RIDGE = 5.0
_FEWEST = 20


class Mark(NamedTuple):
    """The best choice of a place, its score by a fit that left its group out, and the verdict."""

    sample: Sample
    known: Known
    score: float
    verdict: str


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--list", action="store_true", help="show each mark")
    arguments = parser.parse_args()
    found = list(samples(arguments.data, (APERTIUM, *SETS)))
    verdicts = read_verdicts()
    marks = left_out(found, verdicts)
    sure = threshold([mark for mark in marks if _may_be_sure(mark)], _SURE)
    suspected = threshold([mark for mark in marks if mark.sample.sense > _meanings.SUSPICIOUS], _SUSPECTED)
    _report([mark for mark in marks if _may_be_sure(mark) and mark.score >= sure], "sure", arguments.list)
    _report([mark for mark in marks if _is_suspected(mark, sure, suspected)], "suspected", arguments.list)
    weights = fit(found, verdicts)
    print({name: round(weight, 2) for name, weight in zip((*EVIDENCE, "constant"), weights, strict=True)})
    numbers: dict[str, Any] = {
        "evidence": {name: round(weight, 4) for name, weight in zip(EVIDENCE, weights, strict=False)},
        "constant": round(weights[-1], 4),
        "sure": round(sure, 2),
        "suspected": round(suspected, 2),
    }
    OUTPUT.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


def read_verdicts() -> dict[tuple[str, ...], str]:
    """Of each set, language, word, proposal and foreign word what the reader found."""
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {tuple(row[:-1]): row[-1] for row in rows}


def verdict_of(sample: Sample, known: Known, verdicts: dict[tuple[str, ...], str]) -> str:
    """What the reader found, "" for nothing."""
    choice = known.choice
    return verdicts.get((sample.set, sample.language, sample.form, choice.rival.form, choice.foreign), "")


def group(sample: Sample) -> str:
    """What is left out together: a set, the news of both years, or what Apertium makes of a language."""
    name = sample.set.removesuffix("20").removesuffix("21") if "news" in sample.set else sample.set
    return f"{name} {sample.language}" if name == APERTIUM else name


def left_out(found: Sequence[Sample], verdicts: dict[tuple[str, ...], str]) -> list[Mark]:
    """The best choice of each place by a fit on the other groups, best first."""
    marks: list[Mark] = []
    for name in sorted({group(sample) for sample in found}):
        weights = fit([sample for sample in found if group(sample) != name], verdicts)
        for sample in found:
            if group(sample) == name:
                best = max(sample.choices, key=lambda known: score(known, weights))
                marks.append(Mark(sample, best, score(best, weights), verdict_of(sample, best, verdicts)))
    return sorted(marks, key=lambda mark: -mark.score)


def score(known: Known, weights: Sequence[float]) -> float:
    """How much speaks for a choice, by these weights."""
    return sum(map(mul, known.evidence, weights), weights[-1])


def fit(found: Sequence[Sample], verdicts: dict[tuple[str, ...], str]) -> list[float]:
    """The weights of the evidence and, last, the constant; the choices of one place share its weight in part."""
    taught = [sample for sample in found if sample.set not in TAUGHT]
    values = np.array([known.evidence for sample in taught for known in sample.choices])
    right = [verdict_of(s, known, verdicts) in (MEANT, WRONG) for s in taught for known in s.choices]
    weights = np.array([len(sample.choices) ** -0.5 for sample in taught for _ in sample.choices])
    return [float(each) for each in logistic(values, np.array(right, float), weights, _RIDGE)]


def threshold(marks: Sequence[Mark], wanted: float) -> float:
    """The lowest score from which on such a share of the marks that were read is true."""
    read = [mark for mark in sorted(marks, key=lambda mark: -mark.score) if mark.verdict]
    true, lowest = 0, float("inf")
    for count, mark in enumerate(read, 1):
        true += mark.verdict != FINE
        if count >= _FEWEST and true >= wanted * count:
            lowest = mark.score
    return lowest


def _may_be_sure(mark: Mark) -> bool:
    sample = mark.sample
    return may_be_sure(sample.sense, sample.bad) and is_other(mark.known)


def _is_suspected(mark: Mark, sure: float, suspected: float) -> bool:
    suspicious = mark.sample.sense > _meanings.SUSPICIOUS and mark.score >= suspected
    return suspicious and not (_may_be_sure(mark) and mark.score >= sure)


def _report(marks: Sequence[Mark], name: str, all_: bool) -> None:
    """What is marked of each group, and how much of it is true."""
    for mark in marks if all_ else ():
        choice, sample = mark.known.choice, mark.sample
        print(f"{mark.score:.2f}", sample.set, sample.language, sample.human, sample.form, end=" ")
        print(choice.rival.form, choice.foreign, mark.verdict or "?", "|", sample.context)
    for label, kept in (("all", lambda _: True), *_groups(marks)):
        some = [mark for mark in marks if kept(mark)]
        read = [mark.verdict for mark in some if mark.verdict]
        true, meant = share([each != FINE for each in read]), share([each == MEANT for each in read])
        print(f"{name}, {label}: {len(some)} marks, read {len(read)}, wrong words {true}, the proposal meant {meant}")


def _groups(marks: Sequence[Mark]) -> Iterator[tuple[str, Callable[[Mark], bool]]]:
    for name in Counter(_label(mark.sample) for mark in marks):
        yield name, lambda mark, name=name: _label(mark.sample) == name


def _label(sample: Sample) -> str:
    return f"{sample.set}, people" if sample.human else sample.set


if __name__ == "__main__":
    main()
