"""Measure the pivot table: is the word that people put in among the candidates of the word that a system wrote?

    python benchmarks/senses.py DATA [--misses] [--read]

DATA is the data folder. Three measures: the faults of real_cases marked as a wrong sense; single words that translators
changed in mlqe_pe, by language, with and without telling the language; a few known confusions. Of mlqe_pe only the
documents of one half are measured: the scores were tuned on the other. Most changes there are no matter of sense (they
mend spelling, grammar or plain nonsense), so that no table can reach 1. At last, how long a look-up takes.

The table ranks words, whatever the sentence; it is said besides how many right words stand anywhere in the table or the
thesaurus. With --read the same cases are also ranked by all the evidence of the detector `sense`, which reads the
sentence and weighs dictionaries, thesaurus, family and what the sentence calls for together: on the real cases, and on
documents of mlqe_pe that neither the network nor the scores of the table saw (a few numbers that weigh the evidence
were fitted on documents like them).
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from _measures import share

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _sense_labels import fold

from mtaudit.inflection import base_forms
from mtaudit.lexicons.english import commonness
from mtaudit.senses import candidates, entries, neighbours, read_word

NOT_FOUND = 10_000
#: As many candidates as any word has.
MOST = 90
DEPTHS = (1, 3, 5, 15, 40, 90)
#: No word is so little suspicious.
UNASKED = -1000.0
#: The depth that counts.
LISTED = 40
#: Commoner words are function words; more alike words are spellings of one.
MOST_COMMON, MOST_ALIKE = 5.9, 0.8
KNOWN = (
    "foundation:base command:order width:breadth skill:ability skill:capability province:district occupy:seize "
    "occupy:capture secret:mystery bosom:breast clamor:noise tool:equipment organism:organization emission:withdrawal "
    "reduce:slow cost:bill foreign:international emit:issue"
)
#: The folds of mlqe_pe that did not train the network.
UNSEEN = (0, 1, 2)
TOKEN = re.compile(r"[\w'-]+|[^\w\s]")


class Change(NamedTuple):
    """A word that a system wrote, the word that a person put in its place, and where it was seen."""

    wrong: str
    right: str
    language: str
    tuned: bool = False
    text: str = ""
    start: int = 0
    unseen: bool = True


def main() -> None:
    """Print all measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--read", action="store_true", help="rank by the sentence, too")
    parser.add_argument("--misses", action="store_true", help="print the cases that are not among the best 40")
    options = parser.parse_args()
    cases = list(real_cases(options.data / "real_cases/dev.jsonl"))
    report("real cases, wrong sense, one word", cases, options.misses)
    print(f"  in the table or the thesaurus: {share(map(is_known, cases))}")
    print("  " + ", ".join(f"{each.wrong}→{each.right} {_shown(rank(each))}" for each in cases))
    changes = list(changed_words(options.data / "mlqe_pe/dev.jsonl"))
    for tuned in (True, False):
        half = [each for each in changes if each.tuned is tuned]
        report(f"changed words of mlqe_pe, {'tuned on' if tuned else 'measured'}", half, options.misses and not tuned)
    measured = [each for each in changes if not each.tuned]
    print(f"  in the table or the thesaurus: {share(map(is_known, measured))}")
    for language in sorted({each.language for each in measured}):
        some = [each for each in measured if each.language == language]
        report(f"  {language}", some)
        report(f"  {language}, told", some, by=partial(rank, told=True))
    if options.read:
        report("real cases, read", cases, by=read_rank)
        report("mlqe_pe, unseen documents", [each for each in measured if each.unseen])
        report("mlqe_pe, unseen documents, read", [each for each in measured if each.unseen], by=read_rank)
    known = (Change(*pair.split(":"), "") for pair in KNOWN.split())
    print("known:", ", ".join(f"{each.wrong}→{each.right} {_shown(rank(each))}" for each in known))
    speed()


def real_cases(path: Path) -> Iterator[Change]:
    """Faults marked as a wrong sense where one word stands for one."""
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        pair = (record["bad_span"], record["right_value"])
        if record["kind"] == "wrong_sense" and all(re.fullmatch(r"[A-Za-z-]+", word) for word in pair):
            yield Change(*pair, "", text=record["text"], start=record["text"].index(pair[0]))


def changed_words(path: Path) -> Iterator[Change]:
    """Single content words that a translator changed for another one, alone between words that stayed."""
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        mt, edited = (TOKEN.findall(record.get(field, "")) for field in ("mt", "post_edit"))
        low = [[token.lower() for token in tokens] for tokens in (mt, edited)]
        for kind, *span in difflib.SequenceMatcher(None, *low, autojunk=False).get_opcodes() if edited else ():
            start, end, new_start, new_end = span
            if kind == "replace" and end - start == new_end - new_start == 1 and _content(mt, start, edited[new_start]):
                at = [match.start() for match in TOKEN.finditer(record["mt"])][start]
                tuned, unseen = _tuned(record["doc"]), fold(record) in UNSEEN
                yield Change(mt[start], edited[new_start], record["lang_pair"][:2], tuned, record["mt"], at, unseen)


def _content(tokens: list[str], at: int, right: str) -> bool:
    """Whether both are words of content, no names, and no two spellings of one."""
    wrong = tokens[at]
    if not (wrong.isalpha() and right.isalpha() and (at == 0 or wrong.islower())):
        return False
    alike = difflib.SequenceMatcher(None, wrong.lower(), right.lower()).ratio()
    common = max(commonness(wrong.lower()), commonness(right.lower()))
    return alike <= MOST_ALIKE and common <= MOST_COMMON and bool(_parts(wrong) & _parts(right))


def _parts(word: str) -> set[str]:
    return {reading.pos for reading in read_word(word)}


def _tuned(document: str) -> bool:
    return int(hashlib.md5(document.encode()).hexdigest(), 16) % 2 == 0


def rank(change: Change, told: bool = False) -> int:
    """The place of the right word among the candidates, the best over the readings of the wrong word."""
    right = meant(change)
    ranks = [NOT_FOUND]
    for reading in read_word(change.wrong):
        found = candidates(reading.lemma, reading.pos, change.language if told else None, most=MOST)
        ranks += [at for at, each in enumerate(found, 1) if each.lemma in right]
    return min(ranks)


def is_known(change: Change) -> bool:
    """Whether the right word is a candidate, or near the wrong one, or of its family."""
    near = (each for reading in read_word(change.wrong) for each in neighbours(reading.lemma, reading.pos))
    return rank(change) <= MOST or not meant(change).isdisjoint(each.candidate.lemma for each in near)


def meant(change: Change) -> set[str]:
    """The word that was put in, and its lemmas."""
    right = {change.right.lower(), *(form[0] for form in base_forms(change.right.lower()))}
    return right | {reading.lemma for reading in read_word(change.right)}


def read_rank(change: Change) -> int:
    """The place of the right word among the candidates as the detector orders them, having read the sentence."""
    from mtaudit.audit import read_text
    from mtaudit.detectors import _sense_evidence, _sense_reading
    from mtaudit.detectors._sense_usage import usage
    from mtaudit.detectors._sense_verdict import verdict

    page = _sense_reading.read(read_text(change.text, "case.txt"))
    words = [word if word.span.start == change.start else word._replace(sense=UNASKED) for word in page.words]
    page = page._replace(words=tuple(words))
    found = _sense_evidence.suspects(page, usage(page.words), UNASKED, "", verdict().weights)
    right = meant(change)
    for at, choice in enumerate(found[0].choices if found else (), 1):
        if choice.rival.form in right or choice.rival.candidate.lemma in right:
            return at
    return NOT_FOUND


def report(name: str, changes: list[Change], misses: bool = False, by: Callable[[Change], int] = rank) -> None:
    """One line: how many are found within each depth."""
    ranks = [by(each) for each in changes]
    shares = (f"@{depth} {share(each <= depth for each in ranks)}" for depth in DEPTHS)
    print(f"{name}: {len(changes)}; {', '.join(shares)}")
    if misses:
        print(
            "  missed:",
            ", ".join(f"{c.wrong}→{c.right}" for c, at in zip(changes, ranks, strict=True) if at > LISTED),
        )


def _shown(found: int) -> str:
    return "-" if found == NOT_FOUND else str(found)


def speed() -> None:
    """The time of a look-up, against the time to look up how common the same word is."""
    words = list(islice(entries(), 0, None, 37))
    once = _seconds(lambda: [candidates(*word) for word in words]) / len(words)
    plain = _seconds(lambda: [commonness(word) for word, _ in words]) / len(words)
    near = _seconds(lambda: [neighbours(*word) for word in words]) / len(words)
    full = _seconds(lambda: [[each.evidence for each in candidates(*word)] for word in words]) / len(words)
    print(f"look-up: {once * 1e6:.0f} µs, {once / plain:.1f} of the word list; with all evidence {full * 1e6:.0f} µs")
    print(f"  thesaurus: {near * 1e6:.0f} µs")


def _seconds(work: Callable[[], object]) -> float:
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
