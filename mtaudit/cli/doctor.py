"""``mtaudit doctor``: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import click

from mtaudit import __version__
from mtaudit.errors import MtauditError

#: What has packages of its own: its name, the package, the extra that brings it, and what it is.
_EXTRAS = (
    ("Harper", "harper-py", "grammar", "this grammar checker"),
    ("words in the wrong sense", "onnxruntime", "sense", "what runs the shipped network"),
    ("language server", "pygls", "lsp", "it"),
    ("reports as DOCX", "python-docx", "docx", "it"),
    ("corpora in Parquet", "pyarrow", "corpus", "what reads them"),
    ("corpora on a cluster", "distributed", "cluster", "Dask"),
)


class _Fact(NamedTuple):
    """What there is, or what to do about what is not there; mtaudit works without what is ``optional``."""

    name: str
    there: str
    cure: str = ""
    optional: bool = True


@click.command(name="doctor")
def command() -> int:
    """Say what is installed, what is missing, and how to get it; exit status 2 if mtaudit cannot work here."""
    sick = False
    for look in (_program, _rules, _settings, _cache, _packages, _languagetool, _git):
        for fact in look():
            mark = "ok" if not fact.cure else "--" if fact.optional else "NO"
            click.echo(f"{mark}  {fact.name}: {fact.cure or fact.there}")
            sick = sick or mark == "NO"
    return 2 if sick else 0


def _program() -> Iterator[_Fact]:
    yield _Fact("mtaudit", f"{__version__}, {Path(__file__).parent.parent}")
    yield _Fact("Python", f"{sys.version.split()[0]}, {sys.executable}")


def _rules() -> Iterator[_Fact]:
    from mtaudit.audit import catalogue
    from mtaudit.settings import Settings

    yield _tried("rules", lambda: f"{sum(map(len, catalogue(Settings()).values()))}", "install mtaudit again")


def _settings() -> Iterator[_Fact]:
    from mtaudit.audit import settled

    yield _tried("settings here", lambda: settled(Path.cwd()).origin or "none; 'mtaudit init' writes a file", "")


def _cache() -> Iterator[_Fact]:
    from mtaudit import atomic, paths

    folder = paths.cache()
    probe = folder / "doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        atomic.write(probe, b"")
        probe.unlink()
    except OSError as error:
        yield _Fact("cache", "", f"{folder} cannot be written ({error.strerror}); name another: MTAUDIT_CACHE_DIR")
        return
    yield _Fact("cache", str(folder))


def _packages() -> Iterator[_Fact]:
    for name, package, extra, use in _EXTRAS:
        try:
            yield _Fact(name, f"{package} {version(package)}")
        except PackageNotFoundError:
            yield _Fact(name, "", f"needs {package}; 'pip install mtaudit[{extra}]' brings {use}")


def _languagetool() -> Iterator[_Fact]:
    from mtaudit.cli.languagetool import facts

    for name, value, good in facts():
        yield _Fact(f"LanguageTool, {name}", value, "" if good else value)


def _git() -> Iterator[_Fact]:
    where = shutil.which("git")
    yield _Fact("git", where or "", "" if where else "is missing; --changed-since needs it: https://git-scm.com")


def _tried(name: str, look: Callable[[], str], cure: str) -> _Fact:
    try:
        return _Fact(name, look())
    except MtauditError as error:
        return _Fact(name, "", f"{error}{f'; {cure}' if cure else ''}", optional=False)
