"""Measure the rule packs: false alarms on clean prose, tortured phrases in running text, speed.

    python benchmarks/packs.py DATA [clean] [tortured] [speed]

DATA is the folder of the data sets. ``clean`` lists every hit on clean prose; ``tortured`` puts each phrase where its
expected phrase stands in real prose, and lists what is missed; ``speed`` times 10 MB, few phrases against many, and the
cold start of the command on an article of 600 words, without and with Harper.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import ahocorasick_rs

from mtaudit.audit import read_text
from mtaudit.detectors import patterns
from mtaudit.inflection import article
from mtaudit.model import Document, Rule, Span
from mtaudit.packs.compile import compile_pack
from mtaudit.packs.haystack import alike, fold
from mtaudit.packs.library import Library, library
from mtaudit.packs.rule import PackRule, Phrase
from mtaudit.packs.search import search
from mtaudit.settings import Settings

_RUNS = 10
_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def main() -> None:
    """Run the measurements that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("what", nargs="*", default=list(_MEASURES))
    arguments = parser.parse_args()
    for what in arguments.what:
        _MEASURES[what](arguments.data)


def _records(path: Path) -> Iterator[dict]:
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _clean_paths(data: Path) -> list[Path]:
    return [data / "clean_prose/dev.jsonl", data / "train_prose/train_prose.jsonl.xz"]


def _clean(data: Path) -> None:
    words = 0
    hits: Counter[str] = Counter()
    for record in _records(_clean_paths(data)[0]):
        document = read_text(record["text"], "clean.txt")
        words += document.words
        for finding in patterns.detect(document, Settings()):
            hits[finding.rule.id] += 1
            print(f"  {finding.rule.id}: {_around(document, finding.span)}")
    print(f"clean prose: {sum(hits.values())} hits in {words} words, {1000 * sum(hits.values()) / words:.4f} per 1,000")
    for rule, count in hits.most_common():
        print(f"  {count:5} {rule}")


def _around(document: Document, span: Span) -> str:
    before, after = document.text[max(0, span.start - 60) : span.start], document.text[span.end : span.end + 60]
    return " ".join(f"{before}[{document.slice(span)}]{after}".split())


def _tortured(data: Path) -> None:
    pairs = [
        (alike(record["mt"]), _expected(record), record["score"]["only_with"] or [])
        for record in _records(data / "tortured_phrases/dev.jsonl")
    ]
    listed = [(wrong, f"It says: {wrong}.", right, near) for wrong, right, near in pairs]
    _report("plain list", listed)
    _report("running text", list(_carried(pairs, data)))


def _expected(record: dict) -> str:
    """The expected phrase without remarks, "" where it is unknown; an acronym stays if the phrase has one, too."""
    reference = alike(record["reference"])
    if "?" in reference:
        return ""
    return reference if "(" in record["mt"] else " ".join(_REMARK.sub("", reference).split())


def _carried(pairs: list[tuple[str, str, list[str]]], data: Path) -> Iterator[tuple[str, str, str, list[str]]]:
    """Each phrase in a sentence that holds its expected phrase."""
    wanted: dict[str, list[tuple[str, str, list[str]]]] = {}
    for pair in pairs:
        if pair[1]:
            wanted.setdefault(fold(pair[1]), []).append(pair)
    automaton = ahocorasick_rs.AhoCorasick(list(wanted))
    keys = list(wanted)
    for path in _clean_paths(data):
        for record in _records(path):
            for sentence in _SENTENCE.findall(record["text"]):
                for literal, start, end in automaton.find_matches_as_indexes(fold(sentence), overlapping=True):
                    edges = sentence[:start][-1:].isalnum() or sentence[end : end + 1].isalnum()
                    if not edges and keys[literal] in wanted:
                        for wrong, _, near in wanted.pop(keys[literal]):
                            yield wrong, _put(sentence, start, end, wrong), sentence[start:end], near


def _put(sentence: str, start: int, end: int, wrong: str) -> str:
    if sentence[start].isupper() and wrong[0].islower():
        wrong = wrong[0].upper() + wrong[1:]
    before = re.sub(r"\b([Aa])n? $", lambda match: match[1] + article(wrong)[1:] + " ", sentence[:start])
    return before + wrong + sentence[end:]


def _report(name: str, cases: list[tuple[str, str, str, list[str]]]) -> None:
    found = right = known = 0
    for wrong, text, expected, near in cases:
        companion = f"\n\nThis is about {near[0].rstrip('*')}.\n" if near else ""
        document = read_text(text + companion, "case.txt")
        at = text.lower().index(wrong.lower())
        hits = [
            finding
            for finding in patterns.detect(document, Settings())
            if finding.rule.id.startswith("en/tortured/")
            and finding.span.start < at + len(wrong)
            and at < finding.span.end
        ]
        found += bool(hits)
        known += bool(expected)
        first = [_bare(hit.suggestions[0].text) for hit in hits if hit.suggestions]
        good = bool(expected) and _bare(expected) in first
        right += good
        if not hits or (expected and not good):
            print(f"  {'missed' if not hits else 'other '}: {wrong} | {expected} | {first}")
    print(
        f"{name}: {len(cases)} phrases, recall {found / len(cases):.4f}, right {right / max(known, 1):.4f} of {known}"
    )


def _bare(text: str) -> str:
    return re.sub(r"^an? ", "", fold(_REMARK.sub("", text)).strip())


def _speed(data: Path) -> None:
    text = "\n\n".join(record["text"] for record in _records(_clean_paths(data)[0]))
    text = (text * (1 + 10_000_000 // len(text)))[:10_000_000]
    document = read_text(text, "big.txt")
    _ = document.flat
    settings = Settings()
    patterns.rules(settings)
    _ = library(()).automaton
    begin = time.process_time()
    count = sum(1 for _ in patterns.detect(document, settings))
    took = time.process_time() - begin
    size = len(text.encode()) / 1e6
    print(f"all packs: {size:.1f} MB in {took:.2f} s, {size / took:.1f} MB/s, {count} findings")
    _few_and_many(document, text)
    _cold_start(text)


def _few_and_many(document: Document, text: str) -> None:
    """The cost of 60 and of 6,000 phrases drawn from one pool, half of them in the text."""
    words = re.findall(r"[a-z]+", text[:3_000_000].lower())
    chance = random.Random(1)
    phrases = {
        " ".join(words[i : i + 3]) if i % 2 else f"{words[i]} {words[-i]} {words[i // 2]}"
        for i in chance.sample(range(1, 400_000), 9_000)
    }
    times = {}
    for count in (60, 6_000):
        packs = Library((compile_pack([_rule(sorted(phrases)[:: len(phrases) // count][:count])]),), "")
        _ = packs.automaton
        on = frozenset((packs.rules[0].rule.id,))
        times[count] = min(_timed(lambda packs=packs, on=on: list(search(document, packs, on))) for _ in range(3))
    ratio = times[6_000] / times[60]
    print(f"60 phrases {times[60]:.2f} s, 6,000 phrases {times[6_000]:.2f} s, {ratio:.2f} times as much")


def _rule(phrases: Iterable[str]) -> PackRule:
    rule = Rule("en/test/phrases", "accuracy/mistranslation", "minor", "A phrase")
    return PackRule(rule, Path("x.yaml"), 1, "phrase", "A phrase.", (), phrases=tuple(Phrase(text) for text in phrases))


def _timed(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def _cold_start(text: str) -> None:
    """The command on an article: nothing is remembered but the packs."""
    with tempfile.TemporaryDirectory() as folder:
        file, cache = Path(folder, "a.txt"), Path(folder, "cache")
        file.write_text(" ".join(re.findall(r"\S+\s*", text)[:600]) + "\n", encoding="utf-8")
        command = [sys.executable, "-m", "mtaudit", "check", "--exit-zero", "--no-cache", str(file)]
        environment = {**os.environ, "MTAUDIT_CACHE_DIR": str(cache)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        for grammar in ("off", "harper"):
            times = []
            for _ in range(_RUNS):
                (cache / "grammar.sqlite").unlink(missing_ok=True)
                times.append(_cpu_and_wall([*command, "--grammar", grammar], environment))
            cpu, wall = (min(each) for each in zip(*times[1:], strict=True))
            first = times[0][0]
            print(f"mtaudit check, grammar {grammar}: {first:.2f} s of CPU at first, {cpu:.2f} s ({wall:.2f} s) later")


def _cpu_and_wall(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, time.perf_counter() - begin


_MEASURES = {"clean": _clean, "tortured": _tortured, "speed": _speed}

if __name__ == "__main__":
    main()
