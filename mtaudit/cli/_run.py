"""What ``check`` and ``fix`` share: the options that choose files and rules, and the walk over the files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtaudit.decode import Decoded
from mtaudit.errors import LanguageError, ReadError
from mtaudit.languages import canonical
from mtaudit.model import Document, Unread
from mtaudit.printable import printable
from mtaudit.settings import GRAMMAR, Settings

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile

STDIN = "-"


@dataclass(frozen=True)
class Input:
    """A file that was read: its text, how to write it back, and its settings."""

    name: str
    decoded: Decoded | LargeFile
    settings: Settings
    #: By the user; a walk only came across the others.
    named: bool = True

    @property
    def text(self) -> str | LargeFile:
        """Its text, or the file where that is too large to be held."""
        return self.decoded.text if isinstance(self.decoded, Decoded) else self.decoded

    @cached_property
    def document(self) -> Document:
        """Its prose; raises ReadError for what is no file of its format."""
        from mtaudit.audit import read_decoded

        assert isinstance(self.decoded, Decoded), "a large file is asked for with ``large``"
        return read_decoded(self.decoded, self.name)


_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

#: The options that say which rules run, and with what.
_RULES: tuple[_Decorator, ...] = (
    click.option("--select", multiple=True, metavar="RULES", help="Run only these rules (prefixes, commas)."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Leave these rules out."),
    click.option("--preview/--no-preview", default=None, help="Run the rules that are not stable yet, too."),
    click.option("--rules", multiple=True, type=click.Path(path_type=Path), metavar="DIR", help="A rule pack."),
    click.option("--require", multiple=True, metavar="DETECTOR", help="Fail (2) when this one cannot run."),
    click.option("--grammar", type=click.Choice(GRAMMAR), default=None, help="The checker (default auto)."),
    click.option("--languagetool-url", metavar="URL", help="A LanguageTool server that runs already."),
    click.option("--from", "from_", metavar="LANG", help="Translated from it: de, fr, zh; else it is guessed."),
    click.option("--vocabulary", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Words."),
    click.option("--terms", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="CSV or TBX."),
    click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="The settings file to use."),
)
_FILES: tuple[_Decorator, ...] = (
    click.option("--exclude", multiple=True, metavar="GLOB", help="Files and folders to leave out."),
    click.option("--force-exclude", is_flag=True, help="Leave them out even where they are named."),
    click.option("--encoding", metavar="NAME", help="Of files that are not UTF-8 and have no byte order mark."),
    click.option("--max-file-size", type=int, metavar="MB", help="Larger files are refused (default 20)."),
    click.option("--stdin-filename", default="stdin.txt", metavar="NAME", help="What '-' is called."),
)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options and the argument of every command that audits files."""
    argument: _Decorator = click.argument("paths", nargs=-1, metavar="PATH...", required=True)
    return _decorated(command, (argument, *_RULES, *_FILES))


def rule_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which rules run, of a command that has its own of files."""
    return _decorated(command, _RULES)


def _decorated(command: Callable[..., Any], decorators: tuple[_Decorator, ...]) -> Callable[..., Any]:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def overrides(given: dict[str, Any]) -> dict[str, Any]:
    """What the command line says of the settings."""
    found = {key: split(value) for key, value in given.items() if value not in (None, ())}
    if "from_" in found:
        found["from_"] = canonical(found["from_"])
    return found


class Session:
    """One run: its settings, closest file first, and every input in turn."""

    def __init__(
        self,
        *,
        paths: tuple[str, ...],
        config: Path | None,
        stdin_filename: str,
        force_exclude: bool = False,
        **given: Any,
    ) -> None:
        self.paths = paths
        self._force_exclude = force_exclude
        self.unread: list[Unread] = []
        self._config = config
        self._stdin_filename = stdin_filename
        self._overrides = overrides(given)

    @cache  # noqa: B019 - a session lives as long as the process
    def settings(self, folder: Path) -> Settings:
        """The settings of the files in a folder; raises SettingsError."""
        from mtaudit.audit import settled

        return settled(folder, self._config, self._overrides)

    def inputs(self, only: Callable[[Path], bool] = lambda _: True, *, large: bool = False) -> Iterator[Input]:
        """Read every input, or those that ``only`` wants; one that cannot be read is noted, and the others still come.

        What is noted stands in ``unread``. With ``large`` a file that need not be held whole is not.
        """
        for path, named in self.found():
            if not only(Path(path)):
                continue
            try:
                yield replace(self._read(path, large=large), named=named)
            except ReadError as error:
                if named or str(error) != "is empty":
                    self.unread.append(Unread(path, str(error)))

    def documents(self, *, large: bool = False) -> Iterator[Input]:
        """Every input whose document can be read, too; the others are noted as by ``inputs``."""
        for item in self.inputs(large=large):
            try:
                _ = item.document if isinstance(item.decoded, Decoded) else None
            except ReadError as error:
                if item.named or not isinstance(error, LanguageError):
                    self.unread.append(Unread(item.name, str(error)))
            else:
                yield item

    def name_unread(self) -> None:
        """Say on stderr, in one sentence each, which inputs could not be read."""
        for unread in self.unread:
            click.echo(printable(f"Error: {unread.path} {unread.reason}"), err=True)

    def found(self) -> Iterator[tuple[str, bool]]:
        """The name of every input, and whether the user named it; folders that cannot be read are noted."""
        from mtaudit.files import discover

        if STDIN in self.paths:
            if len(self.paths) > 1:
                raise click.UsageError("'-' (standard input) stands alone.")
            yield STDIN, True
            return
        for found in discover(self.paths, lambda folder: self.settings(folder.resolve()).exclude):
            if isinstance(found, Unread):
                self.unread.append(found)
            elif not (self._force_exclude and self._is_excluded(found.path)):
                yield str(found.path), found.named

    def _is_excluded(self, path: Path) -> bool:
        from mtaudit.files import is_excluded

        settings = self.settings(path.parent.resolve())
        return is_excluded(path, settings.exclude, Path(settings.origin).parent)

    def _read(self, path: str, *, large: bool) -> Input:
        from mtaudit.audit import load
        from mtaudit.decode import decode
        from mtaudit.large.file import opened

        name = self._stdin_filename if path == STDIN else path
        settings = self.settings(Path(name).parent.resolve())
        if path == STDIN:
            return Input(name, decode(sys.stdin.buffer.read(), settings.encoding), settings)
        return Input(name, (large and opened(Path(path), settings)) or load(Path(path), settings), settings)


def split(value: Any) -> Any:
    """Commas in a repeatable option part its values; paths and single values stay."""
    if not isinstance(value, tuple) or any(isinstance(item, Path) for item in value):
        return value
    return tuple(part.strip() for item in value for part in item.split(",") if part.strip())
