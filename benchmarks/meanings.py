"""Is `meanings` right? Its marks on post-edited translations, document by document, with their sources.

    python benchmarks/meanings.py DATA [--list]

A mark is right where the post-editor changed the word, its first proposal where the editor put just that word, in any
form. Counted on the documents of mlqe_pe that never taught the network (folds 0 to 2); the thresholds were set on all
of them, for so few marks do not bear halving. Shares have 95 % intervals (Wilson).
"""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from _measures import share

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from _sense_labels import fold

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.detectors._sense_usage import lemmas
from mtaudit.engines._wordpiece import WORD
from mtaudit.model import Document, Finding
from mtaudit.settings import Settings


class Mark(NamedTuple):
    """A marked word, the proposal, and what the editor has there; None where the word stayed."""

    language: str
    word: str
    proposal: str
    edited: list[str] | None

    @property
    def is_met(self) -> bool:
        """Whether the editor put the proposal, in any form."""
        wanted = lemmas(self.proposal) | {self.proposal}
        return any((lemmas(word) | {word}) & wanted for word in self.edited or ())


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--list", action="store_true", help="show each mark")
    arguments = parser.parse_args()
    marks = list(_marks(arguments.data / "mlqe_pe" / "dev.jsonl"))
    for mark in marks if arguments.list else ():
        print(*mark)
    for language in ("all", *sorted({mark.language for mark in marks})):
        group = [mark for mark in marks if language in ("all", mark.language)]
        changed, met = (share(flags) for flags in ([m.edited is not None for m in group], [m.is_met for m in group]))
        print(f"{language}: {len(group)} marks, changed {changed}, to the first proposal {met}")


def _marks(path: Path) -> Iterator[Mark]:
    documents: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if "post_edit" in record and fold(record) <= 2:
                documents[record["lang_pair"], record.get("doc") or record["id"]].append(record)
    detector = registry.plugin("detectors", "meanings")
    for (pair, _), records in documents.items():
        rows = "".join(f"{_cell(each['source'])}\t{_cell(each['mt'])}\n" for each in records)
        document = read_text(f"source\ttarget\n{rows}", "a.tsv")
        edits = {_cell(each["mt"]): each["post_edit"] for each in records}
        for finding in detector.detect(document, Settings(from_=pair[:2], preview=True)):
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
    return Mark(language, document.slice(finding.span), finding.suggestions[0].text, edited)


if __name__ == "__main__":
    main()
