"""A report as bytes, small and harmless to read, and back; the text itself is not among them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.audit import read_text
from mtaudit.line_ends import line_feeds
from mtaudit.model import Document, Finding, Hidden, Origin, Report, Rule, Skipped, Span, Suggestion, Trace

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile


class Place(NamedTuple):
    """Where a span stands in the file; its prose, where that is not what stands there; whether it is a whole block."""

    raw: Span
    prose: str | None = None
    fills_block: bool = False


def place(span: Span, document: Document) -> Place:
    """What has to be known of a span once its document is gone."""
    raw, prose = document.raw_span(span), document.slice(span)
    is_plain = line_feeds(document.stretch(*raw))[0] == prose
    return Place(raw, None if is_plain else prose, document.fills_block(span))


class Remembered(Document):
    """A document whose file is parsed only when something asks for more than was remembered of it."""

    def raw_span(self, span: Span) -> Span:
        """The range of ``raw``; that of a finding is known."""
        known = self._known
        return known[span].raw if span in known else super().raw_span(span)

    def slice(self, span: Span) -> str:
        """The prose under a span; that of a finding is known."""
        known = self._known
        return super().slice(span) if span not in known else self._prose(known[span])

    def fills_block(self, span: Span) -> bool:
        """Whether taking the words of a span out would leave empty markup; of a finding it is known."""
        known = self._known
        return known[span].fills_block if span in known else super().fills_block(span)

    @property
    def _known(self) -> Mapping[Span, Place]:
        found: Mapping[Span, Place] = self.__dict__.get("_places", {})
        return found

    def _prose(self, place: Place) -> str:
        return line_feeds(self.stretch(*place.raw))[0] if place.prose is None else place.prose

    def __getattribute__(self, name: str) -> Any:
        if name in _PARSED and name not in self.__dict__:
            document = read_text(self.raw, self.name)
            self.__dict__.update({each: getattr(document, each) for each in _PARSED})
        return super().__getattribute__(name)


_PARSED = frozenset(field.name for field in fields(Document)) - {"name", "raw", "bom"}

#: What reports say of a document without looking into it.
FACTS = ("format", "words", "sentence_count", "checked_characters")


def encode(report: Report) -> bytes:
    """All of a report but the text of its document."""
    document = report.document
    rules = {finding.rule: None for finding in report.findings}
    numbers = {rule: number for number, rule in enumerate(rules)}
    data = {
        "document": {each: getattr(document, each) for each in FACTS},
        "rules": [vars(rule) for rule in rules],
        "findings": [_finding(finding, numbers[finding.rule], document) for finding in report.findings],
        "skipped": [vars(skipped) for skipped in report.skipped],
        "signature": report.signature,
        "hidden": vars(report.hidden),
        "origin": _origin(report.origin, document),
        "translated": report.translated,
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()


def remembered(raw: str | LargeFile, name: str, facts: Mapping[str, Any], places: Mapping[Span, Place]) -> Remembered:
    """A document of which nothing but a few facts and places is known before somebody asks for more."""
    if isinstance(raw, str):
        document = Remembered.__new__(Remembered)
        document.__dict__["raw"] = raw
    else:
        from mtaudit.large.document import LargeDocument

        document = LargeDocument.of(raw)
    document.__dict__.update(facts, name=name, _places=places)
    return document


def decode(body: bytes, raw: str | LargeFile, name: str) -> Report:
    """The report on a text that ``encode`` made."""
    data = json.loads(body)
    rules = [_rule(each) for each in data["rules"]]
    places: dict[Span, Place] = {}
    findings = tuple(_restored(each, rules, places) for each in data["findings"])
    document = remembered(raw, name, data["document"], places)
    skipped = tuple(Skipped(**each) for each in data["skipped"])
    return Report(
        document,
        findings,
        skipped,
        data["signature"],
        Hidden(**data["hidden"]),
        _origin_again(data["origin"], places),
        data["translated"],
    )


def _origin(origin: Origin, document: Document) -> list[Any]:
    traces = [[each.kind, _row(each.span, document), each.text, each.languages, each.what] for each in origin.traces]
    return [origin.ranking, traces, origin.stated]


def _origin_again(kept: list[Any], places: dict[Span, Place]) -> Origin:
    ranking, rows, stated = kept
    traces = []
    for kind, row, text, languages, what in rows:
        traces.append(Trace(kind, _span(row, places), text, tuple(languages), what))
    return Origin(tuple((code, share) for code, share in ranking), tuple(traces), stated)


def _rule(kept: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Rule(**values)


def _finding(finding: Finding, number: int, document: Document) -> list[Any]:
    suggestions = [[each.text, each.safe] for each in finding.suggestions]
    rows = [_row(span, document) for span in (finding.span, *finding.related)]
    return [number, finding.message, suggestions, rows]


def _restored(kept: list[Any], rules: list[Rule], places: dict[Span, Place]) -> Finding:
    number, message, suggestions, rows = kept
    span, *related = (_span(row, places) for row in rows)
    return Finding(rules[number], span, message, tuple(Suggestion(*each) for each in suggestions), tuple(related))


def _row(span: Span, document: Document) -> list[Any]:
    """A span and its place; what is as most are is left out."""
    raw, prose, fills = place(span, document)
    return [*span, *raw, *([prose, fills] if fills or prose is not None else [])]


def _span(row: list[Any], places: dict[Span, Place]) -> Span:
    start, end, raw_start, raw_end, *rest = row
    places[Span(start, end)] = Place(Span(raw_start, raw_end), *rest)
    return Span(start, end)
