"""Looks at the files of a run again and again, and has those checked that changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from mtaudit.cli._run import Session
from mtaudit.errors import MtauditError
from mtaudit.files import Stamp, stamp
from mtaudit.printable import printable_lines

_PAUSE = 0.5
#: So many times as long as looking took, nothing is done.
_REST = 9


def watch(begin: Callable[[], Session], check: Callable[[Session, Callable[[Path], bool]], Any]) -> NoReturn:
    """Check everything once and then whatever changes; only KeyboardInterrupt ends it."""
    before: dict[Path, Stamp] = {}
    rules: set[Any] = set()
    trouble = ""
    while True:
        began = time.monotonic()
        try:
            files, now = look(begin())
            looked = time.monotonic() - began
            changed = set(files) if now != rules else {path for path in files if files[path] != before.get(path)}
            again, before, rules = bool(rules), files, now
            if changed:
                click.echo(f"\n{datetime.now():%H:%M:%S}" * again, nl=again)
                check(begin(), changed.__contains__)
                click.echo(f"Watching {len(files)} files; Ctrl-C ends.", err=True)
            trouble = ""
        except MtauditError as error:
            if not rules:
                raise
            looked = time.monotonic() - began
            if str(error) != trouble:
                trouble = str(error)
                click.echo(printable_lines(f"Error: {error}"), err=True)
        time.sleep(max(_PAUSE, looked * _REST))


def look(session: Session) -> tuple[dict[Path, Stamp], set[Any]]:
    """The files of a run, each with what changes when it does, and all that holds for them."""
    files = {Path(name): stamp(Path(name)) for name, _ in session.found()}
    settings = {session.settings(folder) for folder in {path.parent.resolve() for path in files}}
    return files, {*settings, *(stamp(file) for each in settings for file in each.files)}
