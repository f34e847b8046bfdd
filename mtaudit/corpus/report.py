"""The report of what was dropped from a corpus and why, with samples: as JSON, and as Markdown for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from mtaudit.corpus.sieve import Sieve
from mtaudit.corpus.sift import Dropped
from mtaudit.reporters._markdown import escaped

_WHAT = {
    "error": "no row that could be audited",
    "rule": "a finding of a rule that was to be dropped",
    "without": "no finding of the rules that were to be kept",
    "severity": "a finding of that severity or worse",
    "score": "a score out of bounds",
    "duplicate": "like an earlier row",
}
_LONGEST = 300


def as_json(dropped: Dropped, sieve: Sieve) -> bytes:
    """Everything, for programs."""
    found = {
        "version": 1,
        "asked": {key: value for key, value in asdict(sieve).items() if value not in (None, "", ())},
        "rows": dropped.rows,
        "kept": dropped.rows - dropped.reasons.total(),
        "dropped": dropped.reasons.total(),
        "reasons": [
            {"reason": reason, "rows": rows, "samples": [each._asdict() for each in dropped.samples(reason)]}
            for reason, rows in dropped.reasons.most_common()
        ],
        "rules": dict(dropped.rules.most_common()),
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def as_markdown(dropped: Dropped) -> bytes:
    """The figures, and samples of each reason."""
    return ("\n".join(_lines(dropped)) + "\n").encode("utf-8", "replace")


def _lines(dropped: Dropped) -> Iterator[str]:
    total = dropped.reasons.total()
    yield f"# Dropped: {total:,} of {dropped.rows:,} rows"
    yield from ("", "| reason | rows | share |", "| --- | ---: | ---: |")
    for reason, rows in dropped.reasons.most_common():
        yield f"| {_WHAT[reason]} | {rows:,} | {rows / dropped.rows:.2%} |"
    if dropped.rules:
        yield from ("", "| rule | rows |", "| --- | ---: |")
        yield from (f"| {rule} | {rows:,} |" for rule, rows in dropped.rules.most_common())
    for reason, _ in dropped.reasons.most_common():
        yield from ("", f"## {_WHAT[reason].capitalize()}", "")
        for each in dropped.samples(reason):
            name = f" ({escaped(each.id)})" if each.id else ""
            yield f"- row {each.row}{name}, {escaped(each.detail)}: {_short(each.text)}"
            if each.source:
                yield f"  - source: {_short(each.source)}"


def _short(text: str) -> str:
    return escaped(text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ...")
