"""Measure the finder of unlisted spun terms: learnt from one random half of the phrase pairs, measured on the other.

    python benchmarks/tortured.py DATA --prose ... --books ... --model ... --wordnet ... [--seeds 1 2 3]

The options are those of ``training/word_map.py``. Each phrase of the other half stands by itself (the plain list), and
in a sentence of real prose in the place of its expected phrase: hits that overlap it are right, others wrong. A phrase
that both halves have counts in neither. Needs numpy.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick_rs

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

import _background
import _phrase_pairs
import word_map
from _phrase_pairs import Pair

from mtaudit.audit import read_text
from mtaudit.detectors._spun_words import Lexicon
from mtaudit.detectors.tortured import SPUN_TERM, find
from mtaudit.model import Finding

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


@dataclass
class Tally:
    """Counts over cases: phrases, those found and rightly put, hits beside them; the same for the surer rule."""

    phrases: int = 0
    known: int = 0
    found: int = 0
    right: int = 0
    beside: int = 0
    sure: int = 0
    sure_beside: int = 0
    missed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        precision, sure_precision = _share(self.found, self.beside), _share(self.sure, self.sure_beside)
        return (
            f"{self.phrases} phrases: recall {_interval(self.found, self.phrases)}, precision {precision:.3f}; right in"
            f" the top three {_interval(self.right, self.found)} of those found; surer rule alone: recall"
            f" {_interval(self.sure, self.phrases)}, precision {sure_precision:.3f}"
        )


@dataclass(frozen=True)
class Case:
    """A text that holds a spun phrase, where it stands, and the text as it should be."""

    text: str
    start: int
    end: int
    right: str


def main() -> None:
    """Run all measurements for each seed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    word_map.add_sources(parser)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--list", action="store_true", help="show what is missed and every false alarm")
    arguments = parser.parse_args()
    sources = word_map.sources(arguments.prose, arguments.books, arguments.model, arguments.wordnet)
    pairs = _phrase_pairs.read(arguments.data / "tortured_phrases/dev.jsonl")
    for seed in arguments.seeds:
        known, unknown = _halves(pairs, seed)
        lexicon = word_map.learn(known, sources)
        print(f"seed {seed}: {len(known)} pairs learnt, thresholds {lexicon.thresholds}")
        _measure(lexicon, unknown, arguments)


def _halves(pairs: Sequence[Pair], seed: int) -> tuple[list[Pair], list[Pair]]:
    mixed = list(pairs)
    random.Random(seed).shuffle(mixed)
    known, unknown = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
    listed = {pair.spun for pair in known}
    return known, [pair for pair in unknown if pair.spun not in listed]


def _measure(lexicon: Lexicon, pairs: Sequence[Pair], arguments: argparse.Namespace) -> None:
    several = [pair for pair in pairs if len(pair.spun) > 1]
    for name, chosen in (("plain list, all", pairs), ("plain list, two words or more", several)):
        print(f"  {name}: {_tally(map(_alone, chosen), lexicon)}")
    hits = sum(bool(_hits(pair.expected, lexicon)) for pair in several)
    print(f"  expected phrases by themselves: {hits} of {len(several)} hit")
    prose = [arguments.data / "clean_prose/dev.jsonl", arguments.data / "train_prose/train_prose.jsonl.xz"]
    tally = _tally(_carried(several, prose), lexicon)
    print(f"  running text: {tally}")
    if arguments.list:
        print(*(f"    missed: {text}" for text in tally.missed), sep="\n")
    _clean(lexicon, prose[0], arguments.list)


def _alone(pair: Pair) -> Case:
    return Case(pair.phrase, 0, len(pair.phrase), pair.expected)


def _carried(pairs: Iterable[Pair], prose: Iterable[Path]) -> Iterator[Case]:
    """Each phrase in a sentence that holds its expected phrase."""
    wanted: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.expected:
            wanted[pair.expected.lower()].append(pair)
    phrases = list(wanted)
    automaton = ahocorasick_rs.AhoCorasick(phrases)
    for path in prose:
        for record in _background.records(path):
            for sentence in _SENTENCE.findall(record["text"].replace("\u0130", "I")):
                for number, start, end in automaton.find_matches_as_indexes(sentence.lower(), overlapping=True):
                    if not sentence[:start][-1:].isalnum() and not sentence[end : end + 1].isalnum():
                        yield from (_put(sentence, start, end, pair) for pair in wanted.pop(phrases[number], ()))


def _put(sentence: str, start: int, end: int, pair: Pair) -> Case:
    text = sentence[:start] + pair.phrase + sentence[end:]
    return Case(text, start, start + len(pair.phrase), sentence)


def _tally(cases: Iterable[Case], lexicon: Lexicon) -> Tally:
    tally = Tally()
    for case in cases:
        hits = _hits(case.text, lexicon)
        right = [hit for hit in hits if hit.span.start < case.end and case.start < hit.span.end]
        sure = [hit for hit in hits if hit.rule is SPUN_TERM]
        tally.phrases += 1
        tally.found += bool(right)
        tally.right += any(_is_right(case, hit) for hit in right)
        tally.beside += len(hits) - len(right)
        tally.sure += any(hit in right for hit in sure)
        tally.sure_beside += sum(hit not in right for hit in sure)
        if not right:
            tally.missed.append(case.text[case.start : case.end])
    return tally


def _hits(text: str, lexicon: Lexicon) -> list[Finding]:
    return list(find(read_text(text, "case.txt"), lexicon, suspected=True))


def _is_right(case: Case, hit: Finding) -> bool:
    """Whether one of the three proposals gives the text as it should be."""
    ways = (case.text[: hit.span.start] + each.text + case.text[hit.span.end :] for each in hit.suggestions[:3])
    return any(_bare(way) == _bare(case.right) for way in ways)


def _bare(text: str) -> str:
    return " ".join(re.split(r"[\s-]+", text.lower().replace("’", "'").strip()))


def _clean(lexicon: Lexicon, path: Path, listed: bool) -> None:
    documents = [read_text(record["text"], "clean.txt") for record in _background.records(path)]
    words = sum(document.words for document in documents)
    for suspected in (False, True):
        begin = time.process_time()
        hits = [hit for document in documents for hit in find(document, lexicon, suspected)]
        took = time.process_time() - begin
        size = sum(len(document.text) for document in documents) / 1e6
        name = "both rules" if suspected else "surer rule"
        print(f"  clean prose, {name}: {1000 * len(hits) / words:.3f} hits in 1,000 words, {took / size:.2f} s per MB")
        if listed and not suspected:
            print(*(f"    {hit.message}" for hit in hits), sep="\n")


def _share(some: int, others: int) -> float:
    return some / max(some + others, 1)


def _interval(some: int, of: int) -> str:
    """A share with its Wilson interval of 95 %."""
    if not of:
        return "-"
    share, spread = some / of, 1.96**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = (spread * (share * (1 - share) + spread / 4)) ** 0.5 / (1 + spread)
    return f"{share:.3f} ({middle - half:.3f} to {middle + half:.3f})"


if __name__ == "__main__":
    main()
