"""What the findings in a text depend on, as one hash."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.audit import reader_of, signature
from mtaudit.files import Stamp, stamp
from mtaudit.selection import ignored
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile

#: Settings that choose files or judge findings, and change none.
_ELSEWHERE = Settings()


def repeatable(settings: Settings) -> bool:
    """Whether the same text gives the same findings tomorrow: of a foreign server nobody knows the version."""
    return not settings.languagetool_url or settings.grammar == "off"


def key(text: str | LargeFile, name: str, settings: Settings) -> str:
    """The hash of a text and of all that its findings depend on besides: of its name only what it changes.

    Raises ReadError for a large file that is no text.
    """
    head = "\n".join([basis(settings), reader_of(name), *ignored(settings, name)])
    digest = hashlib.sha256(f"{head}\n\n".encode("utf-8", "surrogatepass"))
    if not isinstance(text, str):
        digest.update(b"in windows\n")
    for block in (text,) if isinstance(text, str) else text.blocks():
        digest.update(block.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def basis(settings: Settings) -> str:
    """The hash of all that findings depend on besides the text and its name."""
    files = _contents(tuple(map(stamp, settings.files)))
    return hashlib.sha256(f"{_surroundings(settings)}\n{files}".encode()).hexdigest()


@cache
def _surroundings(settings: Settings) -> str:
    kept = replace(
        settings,
        origin="",
        exclude=_ELSEWHERE.exclude,
        fail_on=_ELSEWHERE.fail_on,
        per_file_ignores=_ELSEWHERE.per_file_ignores,
        encoding=_ELSEWHERE.encoding,
        max_file_size=_ELSEWHERE.max_file_size,
    )
    parts = "\n".join([signature(settings), _program(), repr(kept)])
    return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _contents(files: tuple[Stamp, ...]) -> str:
    """A hash of what stands in files; that of a folder of rules is in the signature."""
    digest = hashlib.sha256()
    for file in files:
        with suppress(OSError):  # a detector that wants one which is not there says so
            digest.update(hashlib.sha256(file.path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def _program() -> str:
    """A hash of mtaudit itself, data included, and of what it stands on."""
    digest = hashlib.sha256(f"{sys.version}\n".encode())
    for line in _requirements():
        digest.update(f"{line}\n".encode())
    package = Path(__file__).parent.parent
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            content = file.read_bytes()
            digest.update(f"{file.relative_to(package)}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _requirements() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        wanted = requires("mtaudit") or []
    except PackageNotFoundError:
        return
    for name in sorted({re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in wanted}):
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
