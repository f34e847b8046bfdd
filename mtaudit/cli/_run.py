"""What ``check`` and ``fix`` share: the options that choose files and rules, and the walk over the files."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import click

from mtaudit.decode import Decoded
from mtaudit.errors import ReadError
from mtaudit.languages import canonical
from mtaudit.model import Document, Unread
from mtaudit.printable import printable
from mtaudit.settings import GRAMMAR, Settings

STDIN = "-"


class Input(NamedTuple):
    """A file that was read: its document, its settings, and how to write it back."""

    document: Document
    settings: Settings
    decoded: Decoded


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options and the argument of every command that audits files."""
    for decorate in reversed(
        (
            click.argument("paths", nargs=-1, metavar="PATH...", required=True),
            click.option("--select", multiple=True, metavar="RULES", help="Run only these rules (prefixes, commas)."),
            click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out."),
            click.option("--preview/--no-preview", default=None, help="Run the rules that are not stable yet, too."),
            click.option("--rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="A rule pack."),
            click.option("--exclude", multiple=True, metavar="GLOB", help="Files and folders to leave out."),
            click.option("--require", multiple=True, metavar="DETECTOR", help="Fail (2) when this one cannot run."),
            click.option("--grammar", type=click.Choice(GRAMMAR), default=None, help="The checker (default auto)."),
            click.option("--languagetool-url", metavar="URL", help="A LanguageTool server that runs already."),
            click.option("--from", "from_", metavar="LANG", help="Translated from it: de, fr, zh; else it is guessed."),
            click.option("--vocabulary", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Words."),
            click.option("--terms", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="CSV or TBX."),
            click.option("--encoding", metavar="NAME", help="Of files that are not UTF-8 and have no byte order mark."),
            click.option("--max-file-size", type=int, metavar="MB", help="Larger files are refused (default 20)."),
            click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The settings file to use."),
            click.option("--stdin-filename", default="stdin.txt", metavar="NAME", help="What '-' is called."),
        )
    ):
        command = decorate(command)
    return command


class Session:
    """One run: its settings, closest file first, and every input in turn."""

    def __init__(self, *, paths: tuple[str, ...], config: Path | None, stdin_filename: str, **overrides: Any) -> None:
        self.paths = paths
        self.unread: list[Unread] = []
        self._config = config
        self._stdin_filename = stdin_filename
        self._overrides = {key: _split(value) for key, value in overrides.items() if value not in (None, ())}
        if "from_" in self._overrides:
            self._overrides["from_"] = canonical(self._overrides["from_"])

    @cache  # noqa: B019 - a session lives as long as the process
    def settings(self, folder: Path) -> Settings:
        """The settings of the files in a folder; raises SettingsError."""
        from mtaudit.audit import catalogue
        from mtaudit.selection import check_prefixes
        from mtaudit.settings import find, load

        path = self._config or find(folder)
        settings = replace(load(path) if path else Settings(), **self._overrides)
        check_prefixes([rule for rules in catalogue(settings).values() for rule in rules], settings)
        return settings

    def inputs(self) -> Iterator[Input]:
        """Read every input; one that cannot be read is noted in ``unread`` and the others still come."""
        progress = _Progress()
        for path, named in self._found():
            progress.step(path)
            try:
                yield self._read(path)
            except ReadError as error:
                if named or str(error) != "is empty":
                    self.unread.append(Unread(path, str(error)))
        progress.clear()

    def name_unread(self) -> None:
        """Say on stderr, in one sentence each, which inputs could not be read."""
        for unread in self.unread:
            click.echo(printable(f"Error: {unread.path} {unread.reason}"), err=True)

    def _found(self) -> Iterator[tuple[str, bool]]:
        from mtaudit.files import discover

        if STDIN in self.paths:
            if len(self.paths) > 1:
                raise click.UsageError("'-' (standard input) stands alone.")
            yield STDIN, True
            return
        for found in discover(self.paths, lambda folder: self.settings(folder.resolve()).exclude):
            if isinstance(found, Unread):
                self.unread.append(found)
            else:
                yield str(found.path), found.named

    def _read(self, path: str) -> Input:
        from mtaudit.audit import load, read_text
        from mtaudit.decode import decode

        name = self._stdin_filename if path == STDIN else path
        settings = self.settings(Path(name).parent.resolve())
        decoded = decode(sys.stdin.buffer.read(), settings.encoding) if path == STDIN else load(Path(path), settings)
        return Input(read_text(decoded.text, name), settings, decoded)


def _split(value: Any) -> Any:
    """Commas in a repeatable option part its values; paths and single values stay."""
    if not isinstance(value, tuple) or any(isinstance(item, Path) for item in value):
        return value
    return tuple(part.strip() for item in value for part in item.split(",") if part.strip())


class _Progress:
    """A line on the terminal's stderr once a run takes over a second."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._count = 0
        self._shown = False

    def step(self, path: str) -> None:
        self._count += 1
        if sys.stderr.isatty() and time.monotonic() - self._begin > 1:
            self._shown = True
            click.echo(f"\r\x1b[Kfile {self._count}: {printable(path)}"[:110], nl=False, err=True)

    def clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
