"""``mtaudit fix``: write the safe corrections into the files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from mtaudit.cli._run import STDIN, Input, Session, options
from mtaudit.decode import Decoded
from mtaudit.errors import ReadError
from mtaudit.model import Unread
from mtaudit.printable import counted, printable


@click.command(name="fix")
@options
@click.option("--unsafe", is_flag=True, help="Also apply the first suggestion of others, but for suspicions.")
def command(*, unsafe: bool, **common: Any) -> int:
    """Apply the safe corrections to files in place ('-' reads standard input and writes standard output).

    Line ends, encoding, byte order mark and file mode stay; nothing outside a finding's span is touched.
    """
    session = Session(**common)
    for item in session.documents(large=True):
        try:
            count = _fixed(item, unsafe=unsafe, in_place=STDIN not in session.paths)
        except ReadError as error:  # of a large file, which is read only now
            session.unread.append(Unread(item.name, str(error)))
        else:
            click.echo(printable(f"{item.name}: {counted(count, 'correction')}"), err=True)
    session.name_unread()
    return 2 if session.unread else 0


def _fixed(item: Input, *, unsafe: bool, in_place: bool) -> int:
    """Correct a file in place, or write out what standard input becomes; how many corrections."""
    from mtaudit.fix import fix

    if not isinstance(item.decoded, Decoded):
        from mtaudit.large.rewrite import fix_large

        with writing(Path(item.name)):
            return fix_large(item.decoded, item.name, item.settings, unsafe=unsafe)
    fixed = fix(item.document, item.settings, unsafe=unsafe)
    data = encoded(item.decoded, fixed.document.raw, item.name)
    if not in_place:
        sys.stdout.buffer.write(data)
    elif fixed.applied:
        replace_file(Path(item.name), data)
    return fixed.applied


def encoded(decoded: Decoded, text: str, name: str) -> bytes:
    """The bytes of a file's new text; raises ClickException for what its encoding cannot write."""
    with writing(Path(name)):
        return decoded.encode(text)


def replace_file(path: Path, data: bytes) -> None:
    """Put new content in a file's place at once, with the old mode; through a symbolic link, not over it."""
    from mtaudit import atomic

    with writing(path):
        atomic.write(path, data)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """What fails inside is told as a file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written: {error.strerror}") from error
    except UnicodeEncodeError as error:
        bad = f"U+{ord(error.object[error.start]):04X}"
        raise click.ClickException(f"{path}: {bad} cannot be written in its encoding, {error.encoding}") from error
