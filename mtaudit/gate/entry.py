"""A report as bytes, small and harmless to read, and back; the text itself is not among them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from mtaudit.audit import read_text
from mtaudit.model import Document, Finding, Hidden, Origin, Report, Rule, Skipped, Span, Suggestion, Trace


class Remembered(Document):
    """A document whose file is parsed only when something asks for more than was remembered of it."""

    def raw_span(self, span: Span) -> Span:
        """The range of ``raw``; that of a finding is known."""
        known: Mapping[Span, Span] = self.__dict__.get("_raw_spans", {})
        return known.get(span) or super().raw_span(span)

    def __getattribute__(self, name: str) -> Any:
        if name in _PARSED and name not in self.__dict__:
            document = read_text(self.raw, self.name)
            self.__dict__.update({each: getattr(document, each) for each in _PARSED})
        return super().__getattribute__(name)


_PARSED = frozenset(field.name for field in fields(Document)) - {"name", "raw", "bom"}

#: What reports say of a document without looking into it.
_FACTS = ("format", "words", "sentence_count", "checked_characters")


def encode(report: Report) -> bytes:
    """All of a report but the text of its document."""
    document = report.document
    rules = {finding.rule: None for finding in report.findings}
    numbers = {rule: number for number, rule in enumerate(rules)}
    data = {
        "document": {each: getattr(document, each) for each in _FACTS},
        "rules": [vars(rule) for rule in rules],
        "findings": [_finding(finding, numbers[finding.rule], document) for finding in report.findings],
        "skipped": [vars(skipped) for skipped in report.skipped],
        "signature": report.signature,
        "hidden": vars(report.hidden),
        "origin": _origin(report.origin, document),
    }
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode()


def decode(body: bytes, raw: str, name: str) -> Report:
    """The report on a text that ``encode`` made."""
    data = json.loads(body)
    rules = [_rule(each) for each in data["rules"]]
    raw_spans: dict[Span, Span] = {}
    findings = tuple(_restored(each, rules, raw_spans) for each in data["findings"])
    document = Remembered.__new__(Remembered)
    document.__dict__.update(data["document"], name=name, raw=raw, _raw_spans=raw_spans)
    skipped = tuple(Skipped(**each) for each in data["skipped"])
    return Report(
        document,
        findings,
        skipped,
        data["signature"],
        Hidden(**data["hidden"]),
        _origin_again(data["origin"], raw_spans),
    )


def _origin(origin: Origin, document: Document) -> list[Any]:
    traces = [
        [each.kind, [*each.span, *document.raw_span(each.span)], each.text, each.languages, each.what]
        for each in origin.traces
    ]
    return [origin.ranking, traces, origin.stated]


def _origin_again(kept: list[Any], raw_spans: dict[Span, Span]) -> Origin:
    ranking, rows, stated = kept
    traces = []
    for kind, (start, end, raw_start, raw_end), text, languages, what in rows:
        raw_spans[Span(start, end)] = Span(raw_start, raw_end)
        traces.append(Trace(kind, Span(start, end), text, tuple(languages), what))
    return Origin(tuple((code, share) for code, share in ranking), tuple(traces), stated)


def _rule(kept: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()}
    return Rule(**values)


def _finding(finding: Finding, number: int, document: Document) -> list[Any]:
    suggestions = [[each.text, each.safe] for each in finding.suggestions]
    spans = [[*span, *document.raw_span(span)] for span in (finding.span, *finding.related)]
    return [number, finding.message, suggestions, spans]


def _restored(kept: list[Any], rules: list[Rule], raw_spans: dict[Span, Span]) -> Finding:
    number, message, suggestions, spans = kept
    for start, end, raw_start, raw_end in spans:
        raw_spans[Span(start, end)] = Span(raw_start, raw_end)
    span, *related = _spans(spans)
    return Finding(rules[number], span, message, tuple(Suggestion(*each) for each in suggestions), tuple(related))


def _spans(rows: Iterable[list[int]]) -> list[Span]:
    return [Span(start, end) for start, end, *_ in rows]
