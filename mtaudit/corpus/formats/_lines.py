"""What formats of one record a line share: files that may be compressed, read and copied line by line."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from mtaudit.corpus.records import Batch, Limits, chosen
from mtaudit.errors import ReadError

_MARK = b"\xef\xbb\xbf"
_BLOCK = 1 << 20


def compressed(*suffixes: str) -> tuple[str, ...]:
    """Suffixes, plain and compressed."""
    return tuple(suffix + packed for suffix in suffixes for packed in ("", ".gz", ".zst"))


def first_lines(path: Path, count: int) -> list[bytes]:
    """The first lines that hold anything, as many as there are."""
    with _opened(path) as (stream, _):
        return list(islice(_filled(stream), count))


def batches(path: Path, limits: Limits, *, header: bool = False) -> Iterator[Batch]:
    """The lines that hold anything, as pairs of the header, b"" without one, and some lines with their line ends."""
    size = max(1, path.stat().st_size)
    with _opened(path) as (stream, raw):
        lines = _filled(stream)
        head = next(lines, b"") if header else b""
        held: list[bytes] = []
        length = 0
        for line in lines:
            if held and (len(held) == limits.rows or length + len(line) > limits.size):
                yield Batch((head, held), len(held), min(1.0, raw.tell() / size))
                held, length = [], 0
            held.append(line)
            length += len(line)
        if held:
            yield Batch((head, held), len(held), 1.0)


def split(payload: Any) -> Iterator[Any]:
    """Each line with the header."""
    header, lines = payload
    yield from ((header, [line]) for line in lines)


def copy(path: Path, target: Path, wanted: Iterator[bool], *, header: bool = False) -> None:
    """Write the header and the wanted of the lines, byte by byte as they are, compressed as they were."""
    with _opened(path) as (stream, _), _written(target) as out:
        lines = _filled(stream)
        if header:
            out.write(next(lines, b""))
        out.writelines(chosen(lines, wanted))


def _filled(stream: IO[bytes]) -> Iterator[bytes]:
    first = True
    for line in stream:
        if first:
            line = line.removeprefix(_MARK)
            first = False
        if line.strip():
            yield line


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The content of a file, and the file itself, whose position tells how far it was read."""
    try:
        with path.open("rb") as raw, _unpacked(raw, path) as stream:
            yield stream, raw
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"{path} cannot be read: {reason}") from error


def _unpacked(raw: IO[bytes], path: Path) -> IO[bytes]:
    match path.suffix.lower():
        case ".gz":
            return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
        case ".zst":
            return cast("IO[bytes]", io.BufferedReader(cast(Any, _Zstandard(raw)), _BLOCK))
    return raw


class _Zstandard(io.RawIOBase):
    """Zstandard, undone by pyarrow; a file that ends too early is an error and no shorter file."""

    def __init__(self, raw: IO[bytes]) -> None:
        import pyarrow as pa

        self._stream = pa.CompressedInputStream(pa.PythonFile(raw, mode="r"), "zstd")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _written(target: Path) -> Iterator[IO[bytes]]:
    """A file to write, compressed as its name says, and without the time of day in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as raw:
        match target.suffix.lower():
            case ".gz":
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            case ".zst":
                import pyarrow as pa

                with pa.CompressedOutputStream(pa.PythonFile(raw, mode="w"), "zstd") as packed:
                    yield packed
            case _:
                yield raw
