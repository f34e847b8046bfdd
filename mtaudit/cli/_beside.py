"""``check`` with the source or a reference of one file: read beside it, and never remembered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from mtaudit.cli._gate import Audited
from mtaudit.cli._run import Session
from mtaudit.errors import ReadError
from mtaudit.model import Document
from mtaudit.settings import Settings


def audited(session: Session, source: Path | None, reference: Path | None) -> list[Audited]:
    """The report on the one file of the run. Raises ReadError for a source or reference that cannot be read."""
    from mtaudit.audit import audit
    from mtaudit.beside import beside
    from mtaudit.comparison import compare

    items = list(session.documents())
    if len(items) + len(session.unread) > 1:
        raise click.UsageError("a source or a reference belongs to one file; name just that one.")
    reports = []
    for item in items:
        document = beside(item.document, _read(source, item.settings)) if source else item.document
        report = audit(document, item.settings)
        if reference:
            comparison = compare(document, _read(reference, item.settings), report.findings)
            report = replace(report, comparison=comparison)
        reports.append(Audited(report, item.settings))
    return reports


def _read(path: Path, settings: Settings) -> Document:
    from mtaudit.audit import load, read_text

    try:
        return read_text(load(path, settings).text, str(path))
    except ReadError as error:
        raise ReadError(f"{path} {error}") from error
