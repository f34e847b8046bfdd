"""Remembers what was found in which text: one small file an entry, by the hash of all that it depends on.

A file names its key and the checksum of its content, and is put in its place at once: parallel runs cannot harm each
other, and one that is damaged is none. A folder that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtaudit import atomic, paths

#: Bytes that the cache may take; what was not used for longest goes.
LIMIT = 256_000_000

_SHARDS = "0123456789abcdef"
_SUFFIX = ".entry"
_HOUR = 3600
#: The time of an entry's last use need not be known better.
_USE = 24 * _HOUR


class Usage(NamedTuple):
    """How much a cache holds."""

    entries: int
    size: int


class Cache:
    """A folder of entries; after a run, ``trim`` keeps it within its limit."""

    def __init__(self, folder: Path | None = None, limit: int = LIMIT) -> None:
        """The user's cache, unless a folder is given."""
        self.folder = folder or paths.cache() / "reports"
        #: Why nothing can be remembered, "" as long as it can.
        self.trouble = ""
        self._limit = limit
        self._grown: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was put under a key, if it is there and whole."""
        path = self._path(key)
        try:
            with path.open("rb") as stream:
                head = stream.readline(200)
                body = stream.read()
                if time.time() - os.fstat(stream.fileno()).st_mtime > _USE:
                    os.utime(path)
        except OSError:
            return None
        return body if head == _head(key, body) else None

    def put(self, key: str, body: bytes) -> None:
        """Remember something; what cannot be is named in ``trouble``, and nothing more is tried."""
        if self.trouble or len(body) > self._limit // len(_SHARDS):
            return
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.write(path, _head(key, body) + body, durable=False)
        except OSError as error:
            self.trouble = f"the cache in {self.folder} cannot be written: {error.strerror}"
        self._grown.add(key[0])

    def trim(self) -> None:
        """Take away what was unused for longest, and what killed runs left, wherever this run added something."""
        for shard in self._grown:
            with contextlib.suppress(OSError):
                _trim(self.folder / shard, self._limit // len(_SHARDS))
        self._grown.clear()

    def usage(self) -> Usage:
        """How many entries there are, and their bytes."""
        sizes = [status.st_size for _, status in self._files()]
        return Usage(len(sizes), sum(sizes))

    def clear(self) -> None:
        """Forget everything; raises OSError."""
        from shutil import rmtree

        for shard in _SHARDS:
            if (self.folder / shard).is_dir():
                rmtree(self.folder / shard)

    def _path(self, key: str) -> Path:
        return self.folder / key[0] / f"{key[1:]}{_SUFFIX}"

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        for shard in _SHARDS:
            yield from _files(self.folder / shard)


def _head(key: str, body: bytes) -> bytes:
    return f"{key} {hashlib.sha256(body).hexdigest()}\n".encode()


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # another run trims as well
                yield Path(entry.path), entry.stat()


def _trim(shard: Path, limit: int) -> None:
    files = sorted(_files(shard), key=lambda file: file[1].st_mtime, reverse=True)
    total = 0
    for path, status in files:
        total += status.st_size
        abandoned = path.suffix != _SUFFIX and time.time() - status.st_mtime > _HOUR
        if total > limit or abandoned:
            path.unlink(missing_ok=True)
