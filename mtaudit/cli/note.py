"""``mtaudit note``: write findings into PO and XLIFF files as notes for the translator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mtaudit.cli._run import STDIN, Input, Session, options
from mtaudit.cli.fix import encoded, replace_file, writing
from mtaudit.decode import Decoded
from mtaudit.errors import ReadError
from mtaudit.model import Unread
from mtaudit.printable import counted, printable


@click.command(name="note")
@options
@click.option("--remove", is_flag=True, help="Take the notes out again, and write none.")
def command(*, remove: bool, **common: Any) -> int:
    """Write each finding into its PO entry or XLIFF unit as a note, in place of those of an earlier run."""
    if STDIN in common["paths"]:
        raise click.UsageError("notes are written into files; standard input is none.")
    session = Session(**common)
    for item in session.documents(large=True):
        try:
            count = _noted(item, remove=remove)
        except ReadError as error:
            session.unread.append(Unread(item.name, str(error)))
        else:
            click.echo(printable(f"{item.name}: {counted(count, 'note')}"), err=True)
    session.name_unread()
    return 2 if session.unread else 0


def _noted(item: Input, *, remove: bool) -> int:
    """Note one file; how many notes it has now. Raises ReadError for a format without notes."""
    from mtaudit.audit import audit, read_text
    from mtaudit.notes import noted, without_notes

    if not isinstance(item.decoded, Decoded):
        from mtaudit.large.rewrite import note_large

        with writing(Path(item.name)):
            return note_large(item.decoded, item.name, item.settings, remove=remove)
    bare = without_notes(item.decoded.text, item.document.format)
    document = item.document if bare == item.decoded.text else read_text(bare, item.name)
    findings = () if remove else audit(document, item.settings).findings
    text = noted(document, findings, item.decoded.encoding)
    if text != item.decoded.text:
        replace_file(Path(item.name), encoded(item.decoded, text, item.name))
    return len(findings)
