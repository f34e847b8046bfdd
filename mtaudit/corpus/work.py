"""What a worker does: audits the rows of one chunk and gives back a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, cast

from mtaudit.audit import audit, read_text, signature, sound
from mtaudit.corpus import tables
from mtaudit.corpus.records import PLAIN, Bad, Chunk, Columns, Row
from mtaudit.corpus.source import plugin
from mtaudit.detectors._asking import together
from mtaudit.detectors._chunks import chunks
from mtaudit.errors import EngineError, MtauditError
from mtaudit.languages import NAMES, canonical
from mtaudit.model import Document, Finding, Report
from mtaudit.readers._units import Units
from mtaudit.score import WEIGHTS, score
from mtaudit.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Plan:
    """How rows are audited."""

    settings: Settings
    columns: Columns


def work(task: tuple[Plan, Chunk]) -> bytes:
    """The table of a chunk as bytes, a row for each of its records, whatever stands in them."""
    plan, chunk = task
    return tables.packed(table(plan, chunk))


def fingerprint(plan: Plan) -> str:
    """What the findings depend on besides the rows, as far as another machine may differ."""
    return signature(plan.settings)


def table(plan: Plan, chunk: Chunk) -> pa.Table:
    """The table of a chunk."""
    read = [_read(row) for row in plugin(chunk.format).rows(chunk.payload, plan.columns)]
    documents = (document for _, document in read if isinstance(document, Document))
    with together((part.text for document in documents for part in chunks(document)), plan.settings):
        records = [
            {"row": chunk.first + number, "file": chunk.name, **_record(row, document, plan.settings)}
            for number, (row, document) in enumerate(read)
        ]
    return tables.chunk_table(records)


def _read(row: Row | Bad) -> tuple[Row | Bad, Document | None]:
    """A row with its document, or why it has none."""
    if isinstance(row, Bad):
        return row, None
    try:
        return row, _document(row)
    except MtauditError as error:
        return Bad(str(error), row.text.encode("utf-8", "replace"), row.id), None


def failed(plan: Plan, chunk: Chunk, reason: str) -> pa.Table:
    """The table of a chunk that nobody could audit."""
    rows = plugin(chunk.format).rows(chunk.payload, plan.columns)
    bad = (row if isinstance(row, Bad) else Bad(reason, row.text.encode(), row.id) for row in rows)
    records = [{"row": chunk.first + number, "file": chunk.name, **_refused(row)} for number, row in enumerate(bad)]
    return tables.chunk_table(records)


def _record(row: Row | Bad, document: Document | None, settings: Settings) -> dict[str, Any]:
    if isinstance(row, Bad) or document is None:
        return _refused(cast(Bad, row))
    try:
        return {"id": row.id, **_hashes(row), **_found(audit(document, _settings(settings, row.lang)))}
    except EngineError:  # one that the settings require: the run cannot go on
        raise
    except MtauditError as error:
        return _refused(Bad(str(error), row.text.encode("utf-8", "replace"), row.id))
    except Exception as error:  # a bug must not cost the other rows
        reason = f"a bug in mtaudit: {type(error).__name__}: {error}"
        return _refused(Bad(reason, row.text.encode("utf-8", "replace"), row.id))


def _refused(bad: Bad) -> dict[str, Any]:
    return {"id": bad.id, "error": bad.error, "record": bad.record}


def _document(row: Row) -> Document:
    """The document of a row: a text as it stands, or beside its source."""
    if len(row.text) > _MOST:
        raise MtauditError(f"is too large: {len(row.text):,} characters, and the limit is {_MOST:,}")
    if not row.text.strip():
        raise MtauditError("is empty")
    if not row.source:
        return read_text(sound(row.text), row.name)
    units = Units(sound(row.text))
    units.close_unit(row.source, units.text(0, len(row.text)), row.id)
    return units.document(PLAIN, "table")


#: Characters of a row; a longer one is no row.
_MOST = 5_000_000


@lru_cache(maxsize=256)
def _settings(settings: Settings, language: str) -> Settings:
    """The settings of a row that says what language it was translated from."""
    if not language.strip():
        return settings
    code = canonical(language.strip())
    if code not in NAMES:
        raise MtauditError(f"'{language}' is no language that mtaudit knows")
    return replace(settings, from_=code)


def _hashes(row: Row) -> dict[str, int]:
    """By what a row is known again: exactly, and by the letters and digits of its text and source alone."""
    pair = f"{row.text}\0{row.source}"
    plain = "\0".join(_NO_LETTERS.sub("", unicodedata.normalize("NFKC", each).casefold()) for each in row[:2])
    return {"exact": _hash(pair), "normalised": _hash(plain)}


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _found(report: Report) -> dict[str, Any]:
    """What a report says of a row."""
    document = report.document
    counts: dict[str, int] = dict.fromkeys(WEIGHTS, 0)
    for finding in report.findings:
        counts[finding.rule.severity] += 1
    return {
        "words": document.words,
        "sentences": document.sentence_count,
        "score": score(report),
        "machine_translated": report.translated,
        "penalty": sum(weight * counts[severity] for severity, weight in WEIGHTS.items()),
        **counts,
        "skipped": [f"{each.detector}: {each.reason}" for each in report.skipped],
        "findings": list(_findings(report.findings, document)),
    }


def _findings(findings: tuple[Finding, ...], document: Document) -> Iterator[dict[str, Any]]:
    for finding in findings:
        start, end = document.raw_span(finding.span)
        yield {
            "rule": finding.rule.id,
            "category": finding.rule.category,
            "severity": finding.rule.severity,
            "start": start,
            "end": end,
            "text": document.raw[start:end],
            "message": finding.message,
            "suggestions": [each.text for each in finding.suggestions],
            "safe": any(each.safe for each in finding.suggestions),
        }
