"""Compiled packs on disk, by the hash of all that goes into them; as JSON, so that a foreign file can do no harm."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

#: How many compiled packs are kept; the oldest go.
_KEPT = 24
_SUFFIX = ".json"


def folder() -> Path:
    """Where this user's compiled packs are kept."""
    chosen = os.environ.get("MTAUDIT_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "mtaudit" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "mtaudit"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mtaudit"


def fingerprint(files: Iterable[tuple[str, Path]], seed: str = "") -> str:
    """A hash of the names and contents of files and of the code that compiles them."""
    digest = hashlib.sha256(f"{_code()}\n{seed}\n".encode())
    for name, path in files:
        content = path.read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def cached(key: str, build: Callable[[], Any], read: Callable[[Any], Any], write: Callable[[Any], Any]) -> Any:
    """What ``build`` gives, from the disk where it was built before.

    A file that is not what it should be is built anew; a folder that cannot be written is done without.
    """
    try:
        path = folder() / f"{key[:40]}{_SUFFIX}"
    except RuntimeError:  # no home
        return build()
    data = _load(path, key)
    if data is not None:
        with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError, IndexError):
            return read(data)
    value = build()
    with contextlib.suppress(OSError):
        _save(path, key, write(value))
    return value


def _load(path: Path, key: str) -> Any:
    """The content of a file, if it is whole: the first line is the key and the hash of the rest."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return json.loads(body) if head.decode() == f"{key} {hashlib.sha256(body).hexdigest()}" else None
    except (OSError, ValueError, RecursionError):
        return None


def _save(path: Path, key: str, data: Any) -> None:
    """Write beside and rename, so that no reader ever meets half a file."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(f"{key} {hashlib.sha256(body).hexdigest()}\n".encode() + body)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _prune(path.parent)


def _prune(directory: Path) -> None:
    files = sorted(directory.glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[_KEPT:]:
        old.unlink(missing_ok=True)


@cache
def _code() -> str:
    """A hash of the sources that shape a compiled pack."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for source in [*sorted(package.glob("*.py")), *(package.parent / f"{name}.py" for name in _SHAPING)]:
        digest.update(source.read_bytes())
    return digest.hexdigest()


_SHAPING = ("inflection", "_irregular", "model")
