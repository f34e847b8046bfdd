"""``mtaudit fix``: write the safe corrections into the files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mtaudit.cli._run import STDIN, Session, options
from mtaudit.printable import counted, printable


@click.command(name="fix")
@options
@click.option("--unsafe", is_flag=True, help="Also apply the first suggestion of others, but for suspicions.")
def command(*, unsafe: bool, **common: Any) -> int:
    """Apply the safe corrections to files in place ('-' reads standard input and writes standard output).

    Line ends, encoding, byte order mark and file mode stay; nothing outside a finding's span is touched.
    """
    from mtaudit.fix import fix

    session = Session(**common)
    for item in session.documents():
        fixed = fix(item.document, item.settings, unsafe=unsafe)
        data = item.decoded.encode(fixed.document.raw)
        if STDIN in session.paths:
            sys.stdout.buffer.write(data)
        elif fixed.applied:
            replace_file(Path(item.name), data)
        click.echo(printable(f"{item.name}: {counted(fixed.applied, 'correction')}"), err=True)
    session.name_unread()
    return 2 if session.unread else 0


def replace_file(path: Path, data: bytes) -> None:
    """Put new content in a file's place at once, with the old mode; through a symbolic link, not over it."""
    from mtaudit import atomic

    try:
        atomic.write(path, data)
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror}") from error
