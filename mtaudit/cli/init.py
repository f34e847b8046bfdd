"""``mtaudit init``: a settings file for the folder it stands in, and what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from mtaudit.cli import _gate
from mtaudit.printable import counted
from mtaudit.settings import FILE_NAMES

#: Folders of texts that others wrote, and files that list names and numbers.
_FOREIGN = frozenset({"vendor", "third_party", "third-party", "external", "bower_components"})
_LISTS = ("CHANGELOG", "CHANGES", "HISTORY", "NEWS", "AUTHORS", "CONTRIBUTORS")

_TEXT = """\
# mtaudit finds what machine translation broke in an English text. This file holds for this folder and all below it.
# {found}

# Rules to run, and to leave out: ids ('mtaudit rules list'), or what they begin with. All stable ones by default.
# select = ["numbers", "repetition"]
ignore = []

# The rules that still give too many false alarms, too.
preview = false

# From which severity on 'mtaudit check' fails: minor, major or critical.
fail-on = "minor"

# Files to leave out, as in .gitignore (which counts as well).
exclude = [{exclude}]

# The grammar checker: auto (LanguageTool where it is installed, else Harper), languagetool, harper or off.
# grammar = "auto"

# The language that the texts were translated from, as a code such as "de"; it is guessed without.
# from = "de"

# Phrases in which nothing is reported, files of words that are no misspellings, lists of terms.
allow = []
# vocabulary = ["vocabulary.txt"]
# terms = ["terms.csv"]

# Whether a comment that hides findings must say why, after " -- ".
strict-suppressions = false

# Rules to leave out in the files of a glob.
[per-file-ignores]
{ignores}
"""


@click.command(name="init")
@click.option("--baseline", is_flag=True, help=f"Also list today's findings in {_gate.BASELINE}: only new ones fail.")
@_gate.options
def command(*, baseline: bool, workers: int | None, no_cache: bool) -> int:
    """Write a settings file for this folder, look at its texts, and say what to do next."""
    from mtaudit import atomic
    from mtaudit.settings import find

    there = find(Path.cwd())
    if there and there.parent == Path.cwd():
        raise click.ClickException(f"{there.name} is there already")
    if baseline and _gate.BASELINE.exists():
        raise click.ClickException(f"{_gate.BASELINE} is there already; 'mtaudit baseline update .' renews it")
    files = _files()
    file = Path(FILE_NAMES[0])
    try:
        atomic.write(file, _text(files).encode())
    except OSError as error:
        raise click.ClickException(f"{file}: cannot be written: {error.strerror}") from error
    click.echo(f"{file}: written for {_counted(files)}")
    return _findings(baseline=baseline, workers=workers, no_cache=no_cache) if files else 0


def _files() -> list[Path]:
    from mtaudit.files import Found, discover

    return [found.path for found in discover(["."], lambda _: ()) if isinstance(found, Found)]


def _text(files: list[Path]) -> str:
    folders = sorted({part for file in files for part in file.parts[:-1]} & _FOREIGN)
    lists = sorted(file.as_posix() for file in files if file.stem.upper() in _LISTS)
    ignores = "\n".join(f'"{name}" = ["repetition"]' for name in lists) or '# "CHANGELOG.md" = ["repetition"]'
    exclude = ", ".join(f'"{folder}/"' for folder in folders)
    return _TEXT.format(found=f"It was written for {_counted(files)}.", exclude=exclude, ignores=ignores)


def _counted(files: Iterable[Path]) -> str:
    from mtaudit.audit import reader_of

    kinds: Mapping[str, int] = Counter(reader_of(file.name) for file in files)
    total = sum(kinds.values())
    each = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])))
    return f"{counted(total, 'file')}{f' ({each})' if each else ''}"


def _findings(*, baseline: bool, **gate: Any) -> int:
    """Audit all, and propose what to do about it."""
    from mtaudit.baseline import Baseline, save
    from mtaudit.cli._run import Session

    session = Session(paths=(".",), config=None, stdin_filename="")
    reports = [each.report for each in _gate.audited(session, **gate)]
    session.name_unread()
    count = sum(len(report.findings) for report in reports)
    if baseline:
        empty = Baseline(Path())
        save(Baseline(empty.root, empty.counted(reports)), _gate.BASELINE)
    click.echo("\n".join(_next(count, baseline=baseline)))
    return 2 if session.unread else 0


def _next(count: int, *, baseline: bool) -> Iterator[str]:
    found = counted(count, "finding")
    if baseline:
        yield f"{_gate.BASELINE}: {found}; commit both files, and let 'mtaudit check . --baseline' fail for new ones"
    elif count:
        yield f"{found} today: 'mtaudit check .' shows them, 'mtaudit fix .' makes the safe corrections"
        yield "'mtaudit baseline write .' lists the others: 'mtaudit check . --baseline' then fails only for new ones"
    else:
        yield "nothing found: 'mtaudit check .' fails from the first finding on"
