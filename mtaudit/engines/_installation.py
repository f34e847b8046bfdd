"""The LanguageTool that ``mtaudit languagetool install`` puts on this machine: where it is and whether it is whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtaudit import paths
from mtaudit.errors import EngineError

VERSION = "6.8"

_REMEDY = "run 'mtaudit languagetool install'"


class Jar(NamedTuple):
    """A jar of the bundle: its checksum, its size and its Maven coordinates."""

    sha256: str
    size: int
    group: str
    artifact: str
    version: str

    @property
    def file(self) -> str:
        """The file's name, in a Maven repository and in the installation."""
        return f"{self.artifact}-{self.version}.jar"

    @property
    def path(self) -> str:
        """The path in a Maven repository."""
        return f"{self.group.replace('.', '/')}/{self.artifact}/{self.version}/{self.file}"


@cache
def jars() -> tuple[Jar, ...]:
    """All jars of the bundle, from the lock file that ``training/languagetool_lock.py`` writes."""
    lines = Path(__file__).with_name("languagetool.lock").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return tuple(Jar(sha256, int(size), *coordinates.split(":")) for sha256, size, coordinates in rows)


def folder() -> Path:
    """Where the jars stand or would stand; the environment variable MTAUDIT_LANGUAGETOOL_DIR wins."""
    chosen = os.environ.get("MTAUDIT_LANGUAGETOOL_DIR")
    return Path(chosen).absolute() if chosen else paths.data() / f"languagetool-{VERSION}"


def installed() -> bool:
    """Whether there is an installation, whole or not."""
    return folder().is_dir()


def require(home: Path) -> None:
    """Raise EngineError when nothing is installed."""
    if not home.is_dir():
        raise EngineError(f"LanguageTool is not installed; {_REMEDY}")


def check(home: Path) -> None:
    """Raise EngineError unless every jar is there with the right content: 0.1 s, and no half-working checker."""
    require(home)
    for file in damaged(home):
        raise EngineError(f"the installation is damaged ({file.name} is missing or spoilt); {_REMEDY} again")


def damaged(home: Path) -> Iterator[Path]:
    """The jars that are missing or whose content is not what it should be; reads them all."""
    for jar in jars():
        file = home / jar.file
        if not file.is_file() or digest(file) != jar.sha256:
            yield file


def digest(file: Path) -> str:
    """The SHA-256 checksum of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
