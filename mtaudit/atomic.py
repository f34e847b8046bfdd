"""Puts new content in a file's place at once: whoever looks, or whatever ends this process, never meets half a file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, data: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Replace or create a file, with the old mode, through a symbolic link and not over it; raises OSError.

    What is no regular file, such as a pipe, is written to. ``durable`` waits until the disk has it.
    """
    target = path.resolve()
    exists = target.exists()
    pieces = (data,) if isinstance(data, bytes) else data
    if exists and not target.is_file():
        target.write_bytes(b"".join(pieces))
        return
    temporary = target.with_name(f".{target.name[:200]}.{os.urandom(6).hex()}.tmp")
    try:
        _fill(temporary, pieces, durable=durable)
        if exists:
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _fill(path: Path, pieces: Iterable[bytes], *, durable: bool) -> None:
    with path.open("xb") as stream:
        stream.writelines(pieces)
        if durable:
            stream.flush()
            os.fsync(stream.fileno())
