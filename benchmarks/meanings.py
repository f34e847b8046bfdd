"""Is `meanings` right? Its marks on post-edited and on annotated translations, by document, with their sources.

    python benchmarks/meanings.py DATA [--list]

On the documents of mlqe_pe that never taught the network (folds 0 to 2) a mark is right where the post-editor changed
the word, and its proposal where the editor put just that word, in any form. On the annotated sets a mark on a machine's
translation should fall into a span that an annotator marked, more often than any word does, and on people's
translations there should be none; the spans of mqm_bio taught the network, the others nothing. Editors and annotators
leave much that is wrong: what a reader found is in training/README.md. Shares have 95 % intervals (Wilson).
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from _measures import share

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _meanings_places import is_human
from _sense_labels import fold

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.detectors._sense_usage import lemmas
from mtaudit.engines._wordpiece import WORD
from mtaudit.model import Document, Finding
from mtaudit.settings import Settings

_ANNOTATED = ("mqm_zhen_news21", "mqm_zhen_ted21", "mqm_bio")


class Mark(NamedTuple):
    """A marked word, the rule, the proposal, and what the editor has there; None where the word stayed."""

    rule: str
    language: str
    word: str
    proposal: str
    edited: list[str] | None

    @property
    def is_met(self) -> bool:
        """Whether the editor put the proposal, in any form."""
        wanted = lemmas(self.proposal) | {self.proposal}
        return any((lemmas(word) | {word}) & wanted for word in self.edited or ())


class Annotated(NamedTuple):
    """A marked word, the rule, whether a person translated it, and whether an annotator marked it."""

    rule: str
    human: bool
    word: str
    proposal: str
    hit: bool
    context: str


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--list", action="store_true", help="show each mark")
    arguments = parser.parse_args()
    _edited(list(_marks(arguments.data / "mlqe_pe" / "dev.jsonl")), arguments.list)
    for name in _ANNOTATED:
        _annotated(name, arguments.data / name / "dev.jsonl", arguments.list)


def _edited(marks: list[Mark], all_: bool) -> None:
    for mark in marks if all_ else ():
        print(*mark)
    for rule in sorted({mark.rule for mark in marks}):
        for language in ("all", *sorted({mark.language for mark in marks})):
            group = [mark for mark in marks if mark.rule == rule and language in ("all", mark.language)]
            changed, met = share([m.edited is not None for m in group]), share([m.is_met for m in group])
            print(f"{rule}, {language}: {len(group)} marks, changed {changed}, to the proposal {met}")


def _annotated(name: str, path: Path, all_: bool) -> None:
    words: Counter[tuple[bool, bool]] = Counter()
    marks = list(_spotted(path, words))
    for mark in marks if all_ else ():
        print(name, *mark)
    base = words[False, True] / (words[False, True] + words[False, False])
    human = words[True, True] + words[True, False]
    for rule in sorted({mark.rule for mark in marks}):
        hits = [mark.hit for mark in marks if mark.rule == rule and not mark.human]
        alarms = sum(mark.rule == rule and mark.human for mark in marks)
        print(
            f"{name}, {rule}: {len(hits)} marks on machines' words, in spans {share(hits)}, of all words {base:.2f}; "
            f"{alarms} on {human:,} of people's words, {alarms / human * 1000:.2f} in 1,000"
        )


def _spotted(path: Path, words: Counter[tuple[bool, bool]]) -> Iterator[Annotated]:
    """The marks; what is annotated of all words, by whether a person wrote them, goes into ``words``."""
    documents: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if not (record["mt"] + record["source"]).count('"'):  # else the table would have it otherwise
                documents[record["lang_pair"], record["system"], record["doc"]].append(record)
    for records in documents.values():
        human = is_human(records[0])
        spots = {_cell(each["mt"]): list(_spans(each)) for each in records}
        for target, spans in spots.items():
            words.update((human, _is_marked(word.start(), word.end(), spans)) for word in WORD.finditer(target))
        document, findings = _findings(records)
        for finding in findings:
            block = next(each for each in document.blocks if each.span.start <= finding.span.start < each.span.end)
            start, end = finding.span.start - block.span.start, finding.span.end - block.span.start
            hit = _is_marked(start, end, spots[block.target])
            context = block.target[max(0, start - 40) : end + 40]
            yield Annotated(
                finding.rule.id, human, document.slice(finding.span), finding.suggestions[0].text, hit, context
            )


def _spans(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The spans of the translation."""
    return (span for span in record["spans"] if span["start"] is not None and span.get("side") != "source")


def _is_marked(start: int, end: int, spans: list[dict[str, Any]]) -> bool:
    return any(each["start"] < end and start < each["end"] and each["severity"] != "neutral" for each in spans)


def _findings(records: list[dict[str, Any]]) -> tuple[Document, list[Finding]]:
    rows = "".join(f"{_cell(each['source'])}\t{_cell(each['mt'])}\n" for each in records)
    document = read_text(f"source\ttarget\n{rows}", "a.tsv")
    settings = Settings(from_=records[0]["lang_pair"][:2], preview=True)
    return document, list(registry.plugin("detectors", "meanings").detect(document, settings))


def _marks(path: Path) -> Iterator[Mark]:
    documents: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if "post_edit" in record and fold(record) <= 2:
                documents[record["lang_pair"], record.get("doc") or record["id"]].append(record)
    for (pair, _), records in documents.items():
        edits = {_cell(each["mt"]): each["post_edit"] for each in records}
        document, findings = _findings(records)
        for finding in findings:
            yield _mark(pair[:2], finding, document, edits)


def _cell(text: str) -> str:
    return " ".join(text.split())


def _mark(language: str, finding: Finding, document: Document, edits: dict[str, str]) -> Mark:
    block = next(each for each in document.blocks if each.span.start <= finding.span.start < each.span.end)
    matches = list(WORD.finditer(document.text, *block.span))
    mine = [match[0].lower() for match in matches]
    theirs = [word.lower() for word in WORD.findall(edits[block.target])]
    at = next(number for number, match in enumerate(matches) if match.start() == finding.span.start)
    edited = None
    for kind, start, end, first, last in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal" and start <= at < end:
            edited = theirs[first:last]
    return Mark(finding.rule.id, language, document.slice(finding.span), finding.suggestions[0].text, edited)


if __name__ == "__main__":
    main()
