"""Measure the detectors `sense` and `fluency`: where wrong words are lost, false alarms, and tags against post-edits.

    python benchmarks/sense.py DATA [--cases] [--clean] [--tags] [--list]

Thresholds were set on half 0 of the clean prose and fold 2 of the post-edited documents; this measures on the other
half, on folds 0 and 1, and on the real cases, none of whose sentences trained. Shares have 95 % intervals (Wilson).
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from _measures import Words, correlation, share
from senses import LISTED, Change, read_rank

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _sense_labels import counts, fold
from sense_fit import EVERY, half, tokens

from mtaudit.audit import read_text
from mtaudit.detectors import _fluency_scores, _sense_evidence, _sense_reading
from mtaudit.detectors._sense_usage import usage
from mtaudit.detectors._sense_verdict import verdict
from mtaudit.detectors._sense_words import readings


class Stages(NamedTuple):
    """How far a case gets."""

    known: bool
    right_40: bool
    suspicious: bool
    right_3: bool
    right_1: bool
    preview: bool
    stable: bool


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--tags", action="store_true")
    parser.add_argument("--list", action="store_true", help="show each case and each false alarm")
    arguments = parser.parse_args()
    if arguments.cases:
        _cases(arguments.data, arguments.list)
    if arguments.clean:
        _clean(arguments.data, arguments.list)
    if arguments.tags:
        _tags(arguments.data)


def _cases(data: Path, listed: bool) -> None:
    found = []
    for text, start, word, right in _wrong_words(data):
        stages, score, first = _stages(text, start, word, right)
        found.append(stages)
        if listed:
            flags = "".join("-+"[flag] for flag in stages)
            print(
                f"  {flags} {score:6.2f} {word} -> {right} (first: {first}): {text[max(0, start - 50) : start + 50]!r}"
            )
    print(f"\n| stage, {len(found)} wrong single words | share |\n| --- | ---: |")
    for name in Stages._fields:
        print(f"| {name} | {share(getattr(each, name) for each in found)} |")
    for name in ("preview", "stable"):
        print(f"| first right, of those marked {name} | {share(s.right_1 for s in found if getattr(s, name))} |")
        print(f"| right among three, of those marked {name} | {share(s.right_3 for s in found if getattr(s, name))} |")


def _wrong_words(data: Path) -> Iterator[tuple[str, int, str, str]]:
    with (data / "real_cases/dev.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            bad, right = case["bad_span"].split(), case["right_value"].split()
            other = [at for at, pair in enumerate(zip(bad, right, strict=False)) if pair[0] != pair[1]]
            if case["kind"] == "wrong_sense" and len(bad) == len(right) and len(other) == 1 and bad[other[0]].isalpha():
                start = case["text"].find(case["bad_span"])
                at = case["text"].find(bad[other[0]], start + len(" ".join(bad[: other[0]])))
                yield case["text"], at, bad[other[0]], right[other[0]]


def _stages(text: str, start: int, word: str, right: str) -> tuple[Stages, float, str]:
    numbers = verdict()
    page = _sense_reading.read(read_text(text, "case.txt"))
    uses, limits = usage(page.words), _sense_evidence.Limits(numbers.preview, numbers.stable)
    found = _sense_evidence.suspects(page, uses, numbers.floor, "", numbers.weights)
    reached = _sense_evidence.suspects(page, uses, numbers.floor, "", numbers.weights, limits)
    is_hidden = any(each.word.span.start == start for each in reached)
    suspect = next((each for each in found if each.word.span.start == start), None)
    first = [choice.rival.form for choice in suspect.choices] if suspect else []
    score = _sense_evidence.score(suspect, numbers.weights) if suspect else _sense_evidence.NEVER
    sure = _sense_evidence.sure(suspect, numbers.weights) if suspect else _sense_evidence.NEVER
    stages = Stages(
        bool(readings(word.lower())),
        read_rank(Change(word, right, "", text=text, start=start)) <= LISTED,
        suspect is not None,
        right in first[:3],
        right in first[:1],
        is_hidden and (score >= numbers.preview or sure >= numbers.stable),
        is_hidden and sure >= numbers.stable,
    )
    return stages, score, first[0] if first else ""


def _clean(data: Path, listed: bool) -> None:
    numbers = verdict()
    limits = _sense_evidence.Limits(numbers.preview, numbers.stable)
    words: dict[str, int] = defaultdict(int)
    alarms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with (data / "clean_prose/dev.jsonl").open(encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines)):
            if half(record) != 1 or number % EVERY:
                continue
            document = read_text(record["text"], "clean.txt")
            words[record["genre"]] += document.words
            page = _sense_reading.read(document)
            uses = usage(page.words)
            for suspect in _sense_evidence.suspects(page, uses, numbers.floor, "", numbers.weights, limits):
                score = _sense_evidence.score(suspect, numbers.weights)
                sure = _sense_evidence.sure(suspect, numbers.weights) >= numbers.stable
                alarms[record["genre"]][0] += sure or score >= numbers.preview
                alarms[record["genre"]][1] += sure
                if listed and sure:
                    start, end = suspect.word.span
                    around = document.flat[max(0, start - 60) : end + 40]
                    print(f"  {score:5.2f} {suspect.word.text} -> {suspect.choices[0].rival.form}: {around!r}")
    print("\n| genre | words | preview, per 1,000 words | stable |\n| --- | ---: | ---: | ---: |")
    for genre in sorted(words):
        print(f"| {genre} | {words[genre]} |" + "".join(f" {1000 * n / words[genre]:.2f} |" for n in alarms[genre]))
    total = sum(words.values())
    sums = [sum(each) for each in zip(*alarms.values(), strict=True)]
    print(f"| all | {total} |" + "".join(f" {1000 * n / total:.2f} |" for n in sums))


def _tags(data: Path) -> None:
    """The threshold that is best on fold 2, and the correlation by language on folds 0 and 1."""
    tune: dict[str, list[Tags]] = defaultdict(list)
    held: dict[str, list[Tags]] = defaultdict(list)
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if fold(record) in (0, 1, 2):
                (tune if fold(record) == 2 else held)[record["lang_pair"]].append(_tagged(record))
    limit = max((step / 20 for step in range(-60, 40)), key=lambda limit: _mean(tune, limit))
    print(f"\n| post-edited, threshold {limit:.2f} | words | MCC |\n| --- | ---: | ---: |")
    for pair in sorted(held):
        words = sum(len(tags) for tags in held[pair])
        print(f"| {pair} | {words} | {_interval(held[pair], lambda each: _correlation(each, limit))} |")
    print(f"| mean | | {_mean(held, limit):.3f} |")
    everything = [tags for each in held.values() for tags in each]
    print(f"| all words together | | {_interval(everything, lambda each: _correlation(each, limit))} |")
    news = list(map(_spanned, _sample(data / "mqm_zhen_news21/dev.jsonl")))
    words = sum(len(tags) for tags in news)
    print(f"| mqm_zhen_news21, same threshold | {words} | {_interval(news, lambda each: _correlation(each, limit))} |")
    best = max(_correlation(news, step / 20) for step in range(-80, 60))
    print(f"| mqm_zhen_news21, best threshold | {words} | {best:.3f} |")


#: The badness of each token of a sentence, and whether it was tagged bad.
Tags = list[tuple[float, bool]]


def _sample(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 3 == 0:
                yield json.loads(line)


def _mean(held: Mapping[str, Sequence[Tags]], limit: float) -> float:
    return sum(_correlation(each, limit) for each in held.values()) / len(held)


def _correlation(held: Iterable[Tags], limit: float) -> float:
    table = [[0, 0], [0, 0]]
    for value, bad in chain.from_iterable(held):
        table[value >= limit][bad] += 1
    return correlation(Words(table[1][1], table[1][0], table[0][1], table[0][0]))


def _interval(held: Sequence[Tags], measure: Callable[[Sequence[Tags]], float]) -> str:
    """A measure, and what the middle 95 of 100 samples of the sentences, drawn with replacement, give."""
    chance = random.Random(1)
    drawn = sorted(measure(chance.choices(held, k=len(held))) for _ in range(200))
    return f"{measure(held):.3f} ({drawn[4]:.3f}-{drawn[-5]:.3f})"


def _tagged(record: dict[str, Any]) -> Tags:
    weights = verdict().awkward
    return [(_sense_evidence.weighed(found, weights), bad) for found, bad in tokens(record)]


def _spanned(record: dict[str, Any]) -> Tags:
    held = [s for s in record["spans"] if s.get("side") not in ("source", "none") and counts(s["category"])]
    return [
        (score, any(s["start"] < word.span.end and word.span.start < s["end"] for s in held))
        for word, score, _ in _fluency_scores.scored(read_text(record["mt"], "text.txt"), verdict().awkward)
    ]


if __name__ == "__main__":
    main()
