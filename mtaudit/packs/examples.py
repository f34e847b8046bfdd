"""A rule's examples, and the rows of its table, run as tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import PackError
from mtaudit.model import Document, Finding, Segment, Span
from mtaudit.packs.compile import compile_pack
from mtaudit.packs.context import Surroundings
from mtaudit.packs.haystack import Haystack
from mtaudit.packs.library import Library
from mtaudit.packs.nodes import error_at
from mtaudit.packs.rule import Example, PackRule
from mtaudit.packs.search import matches, search
from mtaudit.readers import plain

_MARK = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Outcome:
    """What came of one example: what was found in it, and what is wrong with that, "" for nothing."""

    example: Example
    found: tuple[Finding, ...]
    fault: str


def run(rule: PackRule) -> Iterator[Outcome]:
    """Run each example of a rule, by itself."""
    library = Library((compile_pack([rule]),), "")
    for example in rule.examples:
        text, marked = _unmarked(example.bad or example.ok)
        found = _findings(text, library)
        fault = _judge_bad(example, text, marked, found, library) if example.bad else _judge_ok(example, found)
        yield Outcome(example, found, fault)


def faults(rule: PackRule) -> Iterator[PackError]:
    """What a rule's examples and its phrases do not keep."""
    for outcome in run(rule):
        if outcome.fault:
            yield error_at(rule.file, outcome.example.line, outcome.fault)
    if rule.kind in ("swap", "phrase"):
        yield from _phrase_faults(rule)


def _unmarked(text: str) -> tuple[str, Span]:
    mark = _MARK.search(text)
    if not mark:
        return text, Span(0, 0)
    return text[: mark.start()] + mark[1] + text[mark.end() :], Span(mark.start(), mark.start() + len(mark[1]))


def _findings(text: str, library: Library) -> tuple[Finding, ...]:
    on = frozenset(conditions.rule.id for conditions in library.rules)
    return tuple(sorted(search(plain.read(text, "example.txt"), library, on), key=lambda finding: finding.span))


def _judge_bad(example: Example, text: str, marked: Span, found: tuple[Finding, ...], library: Library) -> str:
    if len(found) != 1:
        return f"the rule finds {len(found)} faults in this 'bad' text; one is right"
    finding = found[0]
    if finding.span != marked:
        return f"the rule marks '{_cut(text, finding.span)}', the example '{_cut(text, marked)}'"
    if finding.suggestions:
        corrected = text[: finding.span.start] + finding.suggestions[0].text + text[finding.span.end :]
        if corrected != example.good:
            return f"the first suggestion gives '{corrected}'"
    if _findings(example.good, library):
        return "the rule finds a fault in the 'good' text, too"
    return ""


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _judge_ok(example: Example, found: tuple[Finding, ...]) -> str:
    if example.known_false_alarm:
        return "" if found else "this false alarm is cured: take 'known_false_alarm' out"
    return f"the rule finds '{found[0].message}' in this 'ok' text" if found else ""


def _phrase_faults(rule: PackRule) -> Iterator[PackError]:
    """Each phrase must be found, and its correction not, whatever stands around them."""
    library = Library((compile_pack([rule]),), "")
    rights = [(phrase, right) for phrase in rule.phrases for right in phrase.suggestions]
    if not rule.case:
        found = _lines_found([phrase.text for phrase in rule.phrases], library)
        for number, phrase in enumerate(rule.phrases):
            if number not in found:
                yield error_at(phrase.file, phrase.line, f"'{phrase.text}' is not found by its own rule")
    for number in sorted(_lines_found([right for _, right in rights], library)):
        phrase, right = rights[number]
        yield error_at(phrase.file, phrase.line, f"the correction '{right}' is found by the rule again")


def _lines_found(lines: list[str], library: Library) -> set[int]:
    """The numbers of the lines in which a phrase of the rule stands, its conditions left aside."""
    hay = Haystack(_lines(lines))
    return {
        hay.block(match.start)
        for match in matches(hay, library, frozenset((0,)), _Anywhere(hay))
        if not library.rules[0].exceptions
        or _Anywhere(hay).allow(library.rules[0]._replace(scope=(), near=None, not_near=None), match.start, match.end)
    }


class _Anywhere(Surroundings):
    """Surroundings in which every context holds."""

    def holds(self, *_: object) -> bool:
        return True


def _lines(lines: list[str]) -> Document:
    text = "\n".join(lines)
    blocks = []
    start = 0
    for line in lines:
        blocks.append(Segment(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    return Document(str(Path("table.tsv")), text, text, range(len(text)), tuple(blocks))
