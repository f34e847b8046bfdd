"""A comparison with a reference, as lines for a terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtaudit.comparison import ComparedSegment, Comparison, Difference
from mtaudit.model import Document
from mtaudit.printable import counted, printable


def lines(comparison: Comparison, document: Document) -> Iterator[str]:
    """A summary, then each segment that differs, as a diff in place, with the evidence of its faults."""
    name, count = printable(comparison.name), len(comparison.differences)
    alone = f" ({comparison.unmatched} with nothing opposite)" if comparison.unmatched else ""
    yield f"Beside {name}: {counted(len(comparison.segments), 'segment')}{alone}, TER {comparison.ter:.1f}"
    paraphrases = counted(count - comparison.faults, "paraphrase")
    yield f"  {counted(count, 'difference')}: {comparison.faults} at a fault, {paraphrases}"
    for segment in comparison.segments:
        yield from _segment(segment, document)
    if comparison.signature:
        yield f"  TER {comparison.signature}"


def _segment(segment: ComparedSegment, document: Document) -> Iterator[str]:
    if segment.span is None:
        yield f"  + {printable(segment.reference)}"
        return
    line = document.position(document.raw_span(segment.span).start).line
    if not segment.reference:
        yield f"  {line} - {printable(document.flat[segment.span.start : segment.span.end])}"
    elif segment.differences:
        yield f"  {line} | {printable(_annotated(segment, document))}"
        for each in segment.differences:
            if each.evidence:
                yield f"  {' ' * len(str(line))}   {printable(_change(each, document))}: {', '.join(each.evidence)}"


def _annotated(segment: ComparedSegment, document: Document) -> str:
    """The segment with what goes as [-this-] and what comes as {+this+}, as wdiff writes it."""
    assert segment.span
    pieces = []
    at = segment.span.start
    for each in segment.differences:
        pieces.append(document.flat[at : each.span.start])
        if each.span.start == each.span.end and at > segment.span.start and not pieces[-1].endswith(" "):
            pieces.append(" ")
        pieces.append(_change(each, document))
        at = each.span.end
    return "".join([*pieces, document.flat[at : segment.span.end]])


def _change(difference: Difference, document: Document) -> str:
    mine = document.flat[difference.span.start : difference.span.end]
    return (f"[-{mine}-]" if mine else "") + (f"{{+{difference.text}+}}" if difference.text else "")


def facts(comparison: Comparison, document: Document) -> dict[str, Any]:
    """The comparison as data; offsets are those of the file, an insertion's two are equal."""
    return {
        "reference": comparison.name,
        "ter": comparison.ter,
        "signature": comparison.signature,
        "faults": comparison.faults,
        "segments": [_segment_facts(segment, document) for segment in comparison.segments],
    }


def _segment_facts(segment: ComparedSegment, document: Document) -> dict[str, Any]:
    start, end = document.raw_span(segment.span) if segment.span else (None, None)
    return {
        "start": start,
        "end": end,
        "reference": segment.reference,
        "ter": segment.ter,
        "differences": [_difference_facts(each, document) for each in segment.differences],
    }


def _difference_facts(difference: Difference, document: Document) -> dict[str, Any]:
    span = difference.span
    at = document.origin[span.start] if span.start < len(document.origin) else document.characters
    start, end = document.raw_span(span) if span.start < span.end else (at, at)
    return {
        "kind": difference.kind,
        "start": start,
        "end": end,
        "text": document.stretch(start, end),
        "replacement": difference.text,
        "evidence": list(difference.evidence),
    }
