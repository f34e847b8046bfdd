"""The names of files as other tools write them."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote


def posix(path: str) -> str:
    """A path with slashes, and without a leading ``./``."""
    return PurePath(path).as_posix()


def uri(path: str) -> str:
    """A path as a reference that no viewer takes for anything else."""
    prefix = "file://" if PurePath(path).is_absolute() else ""
    return prefix + quote(posix(path), safe="/", errors="surrogateescape")
