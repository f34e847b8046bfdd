"""Where a report goes: to standard output or to files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from mtaudit import registry
from mtaudit.printable import printable_lines


def write(content: str | bytes, output_file: Path | None, *, painted: bool = False) -> None:
    """Write a report; what a terminal gets is made harmless, unless the report has painted it itself."""
    if output_file is None:
        _print(content, painted=painted)
        return
    from mtaudit import atomic

    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    try:
        atomic.write(output_file, data, durable=False)
    except OSError as error:
        raise click.ClickException(f"{output_file}: cannot be written: {error.strerror}") from error


def _print(content: str | bytes, *, painted: bool) -> None:
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        return
    text = printable_lines(content) if sys.stdout.isatty() and not painted else content
    click.echo(text, nl=False, color=True)  # the reporter has decided; click would guess again


def colour() -> bool:
    """By no-color.org: NO_COLOR wins, FORCE_COLOR forces, else only a terminal gets colour."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def check_terminal(output_format: str, output_file: Path | None) -> None:
    """Refuse to print what is no text on a terminal."""
    binary = getattr(registry.plugin("reporters", output_format), "BINARY", False)
    if binary and output_file is None and sys.stdout.isatty():
        raise click.UsageError(f"the format {output_format} is no text; name a file with --output-file")


def targets(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """The formats and files of ``--also FORMAT=FILE``."""
    parts = [value.partition("=") for value in values]
    for name, _, file in parts:
        if name not in registry.names("reporters"):
            raise click.BadParameter(f"no format is called '{name}': {', '.join(registry.names('reporters'))}")
        if not file:
            raise click.BadParameter(f"'{name}' needs a file: {name}=FILE")
    return tuple((name, Path(file)) for name, _, file in parts)
