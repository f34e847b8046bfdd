"""``mtaudit apply``: write what a reviewer decided into the files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtaudit.errors import FixError, MtauditError, ReadError
from mtaudit.printable import counted, printable, printable_lines

if TYPE_CHECKING:
    from mtaudit.decisions import Decided
    from mtaudit.settings import Settings


@click.command(name="apply")
@click.argument("decisions", type=click.Path(path_type=Path), metavar="DECISIONS")
@click.option("--root", type=click.Path(path_type=Path), default=".", metavar="DIR", help="Where the paths start from.")
@click.option("--diff", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--encoding", metavar="NAME", help="Of files that are not UTF-8 and have no byte order mark.")
def command(*, decisions: Path, root: Path, diff: bool, encoding: str | None) -> int:
    """Write the corrections that a reviewer accepted in the HTML or DOCX report into the files, exactly there.

    DECISIONS is the file that the HTML report saves, or the DOCX report itself. A file that is no longer what was
    checked is left alone and named, and so is one outside of DIR; the exit status is then 2.
    """
    refused = False
    for decided in _read(decisions):
        try:
            message = _apply(decided, root, encoding, diff=diff)
        except MtauditError as error:
            refused = True
            message = f"Error: {error}"
        click.echo(printable(message), err=True)
    return 2 if refused else 0


def _read(path: Path) -> tuple[Decided, ...]:
    from mtaudit.audit import load
    from mtaudit.decisions import read
    from mtaudit.settings import Settings

    try:
        if path.suffix.lower() == ".docx":
            return _reviewed(path)
        return read(load(path, Settings()).text)
    except ReadError as error:
        raise ReadError(f"{path} {error}") from error


def _reviewed(path: Path) -> tuple[Decided, ...]:
    from mtaudit.wordprocessor.read import decided

    try:
        return decided(path.read_bytes())
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}") from error


def _apply(decided: Decided, root: Path, encoding: str | None, *, diff: bool) -> str:
    """Correct one file and say so in a line; raises FixError or ReadError."""
    from mtaudit.audit import load
    from mtaudit.cli.fix import replace_file
    from mtaudit.decisions import corrected, is_corrected

    path = _inside(decided.path, root)
    try:
        decoded = load(path, _settings(path, encoding))
    except ReadError as error:
        raise ReadError(f"{decided.path} {error}") from error
    if is_corrected(decoded.text, decided):
        return f"{decided.path}: corrected already"
    text = corrected(decoded.text, decided)
    if diff:
        _show(decoded.text, text, decided.path)
    elif text != decoded.text:
        try:
            replace_file(path, decoded.encode(text))
        except UnicodeEncodeError as error:
            bad = f"U+{ord(error.object[error.start]):04X}"
            raise FixError(f"{decided.path}: {bad} cannot be written in its encoding, {decoded.encoding}") from error
    return f"{decided.path}: {_counts(decided)}"


def _inside(name: str, root: Path) -> Path:
    """The path of a file; a decisions file may come from anywhere and must not reach beyond the root."""
    try:
        path = (root / name).resolve()
    except (OSError, ValueError) as error:  # a loop of links, a null character
        raise ReadError(f"{name} cannot be read: it is no path") from error
    if not path.is_relative_to(root.resolve()):
        raise ReadError(f"{name} lies outside of {root.resolve()}; name its folder with --root")
    return path


def _settings(path: Path, encoding: str | None) -> Settings:
    from mtaudit.settings import Settings, find, load

    found = find(path.parent)
    settings = load(found) if found else Settings()
    return replace(settings, encoding=encoding) if encoding else settings


def _show(before: str, after: str, name: str) -> None:
    import sys

    from mtaudit.diff import unified

    diff = unified(before, after, name)
    click.echo(printable_lines(diff) if sys.stdout.isatty() else diff, nl=False)


def _counts(decided: Decided) -> str:
    """What was done and what was not, such as "2 corrections, 1 rejected"."""
    accepted = [each for each in decided.decisions if each.verdict == "accept"]
    written = sum(each.replacement is not None for each in accepted)
    others = {
        "to correct by hand": len(accepted) - written,
        "rejected": sum(each.verdict == "reject" for each in decided.decisions),
        "open": sum(each.verdict == "open" for each in decided.decisions),
    }
    parts = [counted(written, "correction")]
    return ", ".join(parts + [f"{count} {name}" for name, count in others.items() if count])
