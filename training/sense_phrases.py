"""Fit what the detector `sense` makes of spun phrases; writes its part of mtaudit/detectors/data/sense.json.

    python training/sense_phrases.py DATA --prose ... --books ... --model ... --wordnet ...

The options are those of word_map.py. A lexicon learnt from one half of the phrase pairs looks at the others, in
sentences of real prose: every second sentence fits, the others measure. The threshold is what half 0 of the clean prose
allows.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import _phrase_pairs
import tortured
import word_map
from _logistic import logistic
from sense_fit import half

from mtaudit.audit import read_text
from mtaudit.detectors import _sense_phrases, _sense_reading
from mtaudit.detectors._spun_words import Lexicon

_FILE = Path(__file__).parent.parent / "mtaudit/detectors/data/sense.json"
_EVERY = 4
_RIDGE = 2.0


class Sample(NamedTuple):
    """The evidence of a phrase, the number of its case or -1 - half for clean prose, and whether it is spun."""

    evidence: tuple[float, ...]
    case: int
    spun: bool


def main() -> None:
    """Fit, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    word_map.add_sources(parser)
    parser.add_argument("--alarms", type=float, default=0.2, help="in 1,000 clean words")
    arguments = parser.parse_args()
    sources = word_map.sources(arguments.prose, arguments.books, arguments.model, arguments.wordnet)
    known, unknown = tortured._halves(_phrase_pairs.read(arguments.data / "tortured_phrases/dev.jsonl"), 1)
    lexicon = word_map.learn(known, sources)
    prose = [arguments.data / "clean_prose/dev.jsonl", arguments.data / "train_prose/train_prose.jsonl.xz"]
    cases = list(tortured._carried([pair for pair in unknown if len(pair.spun) > 1], prose))
    samples = [sample for number, case in enumerate(cases) for sample in _spun(number, case, lexicon)]
    clean = list(_clean(prose[0], lexicon))
    samples += [sample for found, _, _ in clean for sample in found]
    weights = _fitted([each for each in samples if each.case == -1 or (each.case >= 0 and each.case % 2 == 0)])
    words = [sum(count for _, count, side in clean if side == number) for number in (0, 1)]
    limit = sorted((_score(each, weights) for each in samples if each.case == -1), reverse=True)
    threshold = round(limit[int(arguments.alarms * words[0] / 1000)], 3)
    _measure([each for each in samples if _score(each, weights) >= threshold], len(cases) // 2, words[1])
    content = json.loads(_FILE.read_text(encoding="utf-8")) | {"phrase": weights, "spun": threshold}
    _FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _spun(number: int, case: tortured.Case, lexicon: Lexicon) -> Iterator[Sample]:
    document = read_text(case.text, "case.txt")
    for phrase in _sense_phrases.phrases(document, _sense_reading.read(document), lexicon):
        inside = phrase.words[0].start < case.end and case.start < phrase.words[-1].end
        yield Sample(phrase.evidence, number, inside)


def _clean(path: Path, lexicon: Lexicon) -> Iterator[tuple[list[Sample], int, int]]:
    """For each text of the clean prose its samples, how many words it has, and its half."""
    with path.open(encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines)):
            if number % _EVERY == 0:
                document = read_text(record["text"], "clean.txt")
                found = _sense_phrases.phrases(document, _sense_reading.read(document), lexicon)
                yield (
                    [Sample(phrase.evidence, -1 - half(record), False) for phrase in found],
                    document.words,
                    half(record),
                )


def _score(sample: Sample, weights: Sequence[float]) -> float:
    return float(np.dot((*sample.evidence, 1.0), weights))


def _fitted(samples: Sequence[Sample]) -> list[float]:
    """What each piece of evidence counts for; a constant comes last."""
    values = np.array([sample.evidence for sample in samples])
    spun = np.array([sample.spun for sample in samples], float)
    return [round(float(each), 4) for each in logistic(values, spun, np.ones(len(samples)), _RIDGE)]


def _measure(marked: Sequence[Sample], cases: int, words: int) -> None:
    """Recall and precision on every second case, alarms on the other half of the clean prose."""
    held = [each for each in marked if each.case % 2 == 1 and each.case > 0]
    found = len({each.case for each in held if each.spun})
    beside = sum(not each.spun for each in held)
    alarms = sum(each.case == -2 for each in marked)
    print(f"{cases} phrases: recall {tortured._interval(found, cases)}, precision {found / (found + beside):.3f},")
    print(f"{1000 * alarms / words:.2f} alarms in 1,000 words of the other half of the clean prose")


if __name__ == "__main__":
    main()
