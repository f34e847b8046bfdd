"""The windows of a large file: each is read like a small file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from mtaudit import registry
from mtaudit.audit import reader_of
from mtaudit.errors import ReadError
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile
    from mtaudit.readers._windows import Window

#: About so many characters.
SIZE = 1_000_000


def windows(file: LargeFile, name: str, settings: Settings) -> Iterator[Window]:
    """The file in windows. Raises ReadError for a unit larger than the settings allow a file to be."""
    reader = registry.plugin("readers", reader_of(name))
    meter = _Meter(settings.max_file_size)
    for window in cast("Iterator[Window]", reader.windows(meter.watched(file.blocks()), name, SIZE)):
        yield window
        meter.held = 0


class _Meter:
    """Counts the characters that belong to no window yet."""

    def __init__(self, megabytes: int) -> None:
        self.held = 0
        self._megabytes = megabytes

    def watched(self, blocks: Iterable[str]) -> Iterator[str]:
        for block in blocks:
            self.held += len(block)
            if self.held > SIZE + self._megabytes * 1_000_000:
                raise ReadError(
                    f"is too large: over {self._megabytes} MB of it hold no end of a unit, and that is the limit; "
                    "raise it with --max-file-size"
                )
            yield block
