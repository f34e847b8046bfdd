"""``mtaudit cache``: what mtaudit remembers on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click


@click.group(name="cache")
def command() -> None:
    """Look at what mtaudit remembers on this machine, or forget it.

    It remembers the findings in each text, the answers of the grammar checker and the compiled rule packs; all of it is
    made again when it is gone. MTAUDIT_CACHE_DIR names another folder.
    """


@command.command(name="info")
def info() -> None:
    """Say where it is and how much there is of it."""
    from mtaudit.gate.cache import LIMIT, Cache

    cache = Cache()
    usage = cache.usage()
    click.echo(f"{cache.folder.parent}")
    click.echo(f"  findings in {usage.entries} texts: {_size(usage.size)} of at most {_size(LIMIT)}")
    click.echo(f"  answers of the grammar checker: {_size(_total(_answers()))}")
    click.echo(f"  compiled rule packs: {_size(_total(_packs()))}")


@command.command(name="clear")
def clear() -> None:
    """Forget all of it; other files in the folder stay."""
    from mtaudit.gate.cache import Cache

    cache = Cache()
    before = cache.usage().size + _total(_answers()) + _total(_packs())
    try:
        cache.clear()
        for file in (*_answers(), *_packs()):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: cannot be taken away: {error.strerror}") from error
    click.echo(f"{_size(before)} taken away")


def _answers() -> Iterator[Path]:
    from mtaudit import paths

    return paths.cache().glob("grammar.sqlite*")


def _packs() -> Iterator[Path]:
    from mtaudit.packs import store

    return store.folder().glob(f"{'[0-9a-f]' * 40}.json")


def _total(files: Iterator[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
