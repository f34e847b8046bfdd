"""A document beside a human reference: where they differ, and which of the differences are faults.

A difference is no fault by itself: two good translations of one sentence share about half of their words. It counts as
a fault where another detector found one at the place, or where a number, a name or a negation is not the same.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from mtaudit.align import align
from mtaudit.metrics import Request, System, corpus_scores, segment_scores
from mtaudit.model import Document, Finding, Span
from mtaudit.parallel import sentences

Kind = Literal["replace", "delete", "insert", "move"]

_WORDS = re.compile(r"\w+(?:[.,:'’]\w+)*|[^\w\s]")
#: Words that two translations of one sentence share unless one of them is wrong.
_TELLING = {
    "number": re.compile(r"\d+(?:[.,]\d+)*"),
    "name": re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:-[A-Z][a-z]+)*\b(?!['’])"),
    "negation": re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without)\b"),
}
_SHORT_NOT = re.compile(r"n['’]t\b|(?<=\bcan)not\b")


@dataclass(frozen=True)
class Difference:
    """One edit that makes the text the reference's: its place in ``Document.text``, and what the reference has there.

    An insertion has an empty span, a deletion an empty text; a move names what is moved away from, or to, its span.
    ``evidence`` is why it is a fault: ids of rules that found one there, "number", "name" or "negation"; () for a
    paraphrase.
    """

    kind: Kind
    span: Span
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparedSegment:
    """Sentences of the document and what stands opposite: either may be missing, then its field is None or ""."""

    span: Span | None
    reference: str
    ter: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """A whole document against a reference, segment by segment."""

    name: str
    segments: tuple[ComparedSegment, ...]
    ter: float
    signature: str

    @property
    def differences(self) -> tuple[Difference, ...]:
        """All differences, in order of place."""
        return tuple(difference for segment in self.segments for difference in segment.differences)

    @property
    def faults(self) -> int:
        """How many differences are faults."""
        return sum(bool(difference.evidence) for difference in self.differences)

    @property
    def unmatched(self) -> int:
        """How many segments have nothing opposite."""
        return sum(segment.span is None or not segment.reference for segment in self.segments)


def compare(document: Document, reference: Document, findings: Sequence[Finding]) -> Comparison:
    """Align the sentences of both and tell faults from paraphrases."""
    pairs = list(_pairs(document, reference))
    hypotheses = [document.flat[span.start : span.end] if span else "" for span, _ in pairs]
    texts = [text for _, text in pairs]
    if not pairs:
        return Comparison(reference.name, (), 0.0, "")
    request = Request(("ter",))
    ((total,),) = corpus_scores([System(document.name, hypotheses)], [texts], request)
    scores = segment_scores(hypotheses, [texts], request)
    segments = tuple(
        ComparedSegment(span, text, ter, tuple(_differences(document, span, text, findings)))
        for (span, text), (ter,) in zip(pairs, scores, strict=True)
    )
    return Comparison(reference.name, segments, total.value, total.signature)


def _pairs(document: Document, reference: Document) -> Iterator[tuple[Span | None, str]]:
    spans = [each.span for each in document.sentences]
    texts = [each.text for each in sentences(reference)]
    for pair in align(sentences(document), sentences(reference)):
        text = " ".join(texts[number] for number in pair.right)
        yield Span(spans[pair.left[0]].start, spans[pair.left[-1]].end) if pair.left else None, text


def _differences(
    document: Document, span: Span | None, reference: str, findings: Sequence[Finding]
) -> Iterator[Difference]:
    if span is None or not reference:  # a whole sentence more or less says nothing about its words
        return
    here = [finding for finding in findings if finding.span.start < span.end and span.start < finding.span.end]
    text = document.flat[span.start : span.end]
    for difference in _moved(list(_edits(text, reference)), text):
        mine = text[difference.span.start : difference.span.end]
        kinds = [
            kind for kind, telling in _TELLING.items() if _tells(telling, (mine, difference.text), (text, reference))
        ]
        place = Span(span.start + difference.span.start, span.start + difference.span.end)
        rules = sorted({finding.rule.id for finding in here if _touches(finding.span, place)})
        yield replace(difference, span=place, evidence=(*rules, *kinds))


def _edits(text: str, reference: str) -> Iterator[Difference]:
    """The edits that make one text the other, spans in ``text``."""
    left, right = ([match.span() for match in _WORDS.finditer(each)] for each in (text, reference))
    mine, theirs = ([each[a:b].casefold() for a, b in spans] for each, spans in ((text, left), (reference, right)))
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        words = reference[right[j][0] : right[j_end - 1][1]] if j < j_end else ""
        end_before = left[i - 1][1] if i else 0
        span = Span(left[i][0], left[i_end - 1][1]) if i < i_end else Span(end_before, end_before)
        yield Difference(cast(Kind, kind), span, words)


def _moved(edits: list[Difference], text: str) -> Iterator[Difference]:
    """The same edits; what is deleted at one place and inserted at another is moved."""
    deleted = Counter(text[each.span.start : each.span.end].casefold() for each in edits if each.kind == "delete")
    inserted = Counter(each.text.casefold() for each in edits if each.kind == "insert")
    both = {"delete": deleted & inserted, "insert": inserted & deleted}
    for each in edits:
        words = (each.text or text[each.span.start : each.span.end]).casefold()
        is_moved = each.kind != "replace" and both[each.kind][words] > 0
        if is_moved:
            both[each.kind][words] -= 1
        yield replace(each, kind="move") if is_moved else each


def _tells(telling: re.Pattern[str], edited: tuple[str, str], whole: tuple[str, str]) -> bool:
    """Whether an edit holds telling words that one side of the whole has and the other has not."""
    mine, theirs = (Counter(telling.findall(_plain(side))) for side in whole)
    changed = (mine - theirs) | (theirs - mine)
    return any(word in _plain(side) for word in changed for side in edited)


def _plain(text: str) -> str:
    """Contractions undone, so that "couldn't" and "could not" are one."""
    return _SHORT_NOT.sub(" not", text)


def _touches(finding: Span, place: Span) -> bool:
    """Whether a finding lies on an edit; an insertion has no width, so an end that meets it will do."""
    if place.start == place.end:
        return finding.start <= place.start <= finding.end
    return finding.start < place.end and place.start < finding.end
