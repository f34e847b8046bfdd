"""The output folder: a manifest, the chunks that are done, and the shards of the tables made of them.

A chunk that is done is a file. A hundred of them become a shard of each table, in order, and go. Every file is put in
its place at once, and a shard counts when its scores are there: whatever ends a run, the next one knows what is done.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from mtaudit import atomic
from mtaudit.corpus import tables
from mtaudit.errors import OutputError

#: Chunks of a shard.
SHARD = 100

_MANIFEST = "manifest.json"
_WORK = "work"
_LOCK = ".lock"
#: What a run makes in its folder, and ``--restart`` takes away; the scores last, for they say that a shard is there.
_TABLES = {"findings": tables.findings, "errors": tables.errors, "scores": tables.scores}
_FOLDERS = (*_TABLES, _WORK, "kept")
_FILES = (_MANIFEST, "summary.parquet", "summary.json", "dropped.parquet", "dropped.json", "dropped.md")


class Store:
    """The folder of a run."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written before ``begin``."""
        self.folder = folder
        self._shard = 0
        self._held: set[int] = set()
        self._locked: IO[bytes] | None = None

    def begin(self, facts: dict[str, Any], *, restart: bool = False) -> None:
        """Make the folder, or go on in it; raises OutputError where it is another run's, or one is under way."""
        known = self.manifest()
        if known and not restart:
            self._compare(known["run"], facts)
        elif not known and self.folder.is_dir() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder} is not empty, and no corpus was audited into it: name another folder")
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock()
        if restart:
            self._clear()
        (self.folder / _WORK).mkdir(exist_ok=True)
        if restart or not known:
            self.write(_MANIFEST, _json({"version": 1, "complete": False, "run": facts}))
        self._take_stock()

    def manifest(self) -> dict[str, Any]:
        """What is known of the run; nothing where there was none."""
        path = self.folder / _MANIFEST
        try:
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise OutputError(f"{path} cannot be read: {error}") from error

    def has(self, number: int) -> bool:
        """Whether a chunk is done."""
        return number < self._shard * SHARD or number in self._held

    def put(self, number: int, data: bytes) -> None:
        """Take what a worker made of a chunk, and make the shard that it completes."""
        atomic.write(self._chunk(number), data, durable=False)
        self._held.add(number)
        while all(each in self._held for each in self._numbers()):
            self._settle(SHARD)

    def end(self, count: int, facts: dict[str, Any]) -> None:
        """Make the last shard, of a run of so many chunks, and say that all is done."""
        left = count - self._shard * SHARD
        if left > 0:
            self._settle(left)
        manifest = self.manifest()
        self.write(_MANIFEST, _json({**manifest, "complete": True, **facts}))

    def shards(self, name: str) -> Iterator[Path]:
        """The files of a table in order."""
        return iter(sorted((self.folder / name).glob("part-*.parquet")))

    def work(self) -> Path:
        """An empty folder for what is only needed meanwhile."""
        folder = self.folder / _WORK
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def tidy(self) -> None:
        """Take away what is not needed any more."""
        shutil.rmtree(self.folder / _WORK, ignore_errors=True)

    def release(self) -> None:
        """Let other runs in."""
        if self._locked:
            (self.folder / _LOCK).unlink(missing_ok=True)
            self._locked.close()
            self._locked = None

    def write(self, name: str, data: bytes) -> None:
        """Write a file of the folder."""
        try:
            atomic.write(self.folder / name, data)
        except OSError as error:
            raise OutputError(f"{self.folder / name} cannot be written: {error.strerror}") from error

    def _lock(self) -> None:
        """Keep other runs out until this process ends; a lock of records, which workers do not inherit."""
        lock = (self.folder / _LOCK).open("wb")
        with suppress(ImportError):  # no such locks on Windows
            import fcntl

            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.close()
                raise OutputError(f"{self.folder} is being written by another run") from error
        self._locked = lock

    def _numbers(self) -> range:
        return range(self._shard * SHARD, (self._shard + 1) * SHARD)

    def _chunk(self, number: int) -> Path:
        return self.folder / _WORK / f"chunk-{number:010}.arrow"

    def _settle(self, count: int) -> None:
        numbers = self._numbers()[:count]
        table = tables.joined(tables.unpacked(self._chunk(number).read_bytes()) for number in numbers)
        for name, make in _TABLES.items():
            (self.folder / name).mkdir(exist_ok=True)
            self.write(f"{name}/part-{self._shard:06}.parquet", tables.parquet(make(table)))
        self._shard += 1
        self._forget(numbers)

    def _forget(self, numbers: range) -> None:
        for number in numbers:
            self._chunk(number).unlink(missing_ok=True)
            self._held.discard(number)

    def _take_stock(self) -> None:
        """See what is done: shards by their scores, chunks by files that are whole."""
        while (self.folder / "scores" / f"part-{self._shard:06}.parquet").is_file():
            self._forget(self._numbers())
            self._shard += 1
        for path in (self.folder / _WORK).glob("chunk-*.arrow"):
            if _is_whole(path):
                self._held.add(int(path.stem.removeprefix("chunk-")))

    def _compare(self, known: dict[str, Any], facts: dict[str, Any]) -> None:
        for key, value in facts.items():
            if known.get(key) != value:
                raise OutputError(
                    f"{self.folder} was begun with {_WORDS[key]}; "
                    "go on with what it was, name another folder, or begin again with --restart"
                )

    def _clear(self) -> None:
        for name in _FOLDERS:
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for name in _FILES:
            (self.folder / name).unlink(missing_ok=True)


#: What a run must not change while it is under way.
_WORDS = {
    "input": "another input, or the input has changed since (its files, their sizes or times)",
    "columns": "other columns",
    "limits": "chunks of another size",
    "settings": "other settings, rules or engines, or another version of mtaudit",
}


def _is_whole(path: Path) -> bool:
    import pyarrow as pa

    with suppress(OSError, pa.ArrowException):
        return bool(tables.unpacked(path.read_bytes()).num_rows)
    return False


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
