"""``mtaudit estimate``: how good a translation is likely to be, and where to look first."""

from __future__ import annotations

from typing import Any

import click

from mtaudit.cli._run import Session, options
from mtaudit.model import Document
from mtaudit.printable import printable


@click.command(name="estimate")
@options
@click.option("--segments", is_flag=True, help="Each sentence, too, the worst first.")
def command(*, segments: bool, **common: Any) -> int:
    """Estimate how good translations are, 0 to 100, 50 for an average one, from the English alone.

    It ranks, and proves nothing: findings say what is wrong. Needs what 'mtaudit[sense]' installs.
    """
    from mtaudit.estimate import document_estimate

    session = Session(**common)
    for item in session.documents():
        value = document_estimate(item.document)
        click.echo(printable(f"{item.name}: {'no words' if value is None else value}"))
        if segments:
            _name_segments(item.document)
    session.name_unread()
    return 2 if session.unread else 0


def _name_segments(document: Document) -> None:
    from mtaudit.estimate import segment_estimates

    for sentence, value in sorted(segment_estimates(document), key=lambda each: each[1]):
        line = document.position(document.raw_span(sentence.span).start).line
        text = " ".join(document.flat[sentence.span.start : sentence.span.end].split())
        click.echo(printable(f"  {value:5.1f}  {document.name}:{line}  {text}"))
