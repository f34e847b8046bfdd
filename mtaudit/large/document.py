"""The document of a large file: what a report says of it without holding it."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from mtaudit.gate.entry import Remembered
from mtaudit.large.file import LargeFile

if TYPE_CHECKING:
    from typing import Self


class LargeDocument(Remembered):
    """A document whose file is read again for each line that is shown, and whole only if somebody asks for ``raw``."""

    @classmethod
    def of(cls, file: LargeFile) -> Self:
        """The document of a file, of which nothing is known yet."""
        document = cls.__new__(cls)
        document.__dict__["_file"] = file
        return document

    def __getattribute__(self, name: str) -> Any:
        if name == "raw" and "raw" not in self.__dict__:
            self.__dict__["raw"] = self._held.text()
        return super().__getattribute__(name)

    @property
    def characters(self) -> int:
        """How long the file is."""
        return self._held.characters

    @property
    def line_end(self) -> str:
        """What ends the lines of the file."""
        return self._held.line_end

    def stretch(self, start: int, end: int) -> str:
        """A range of the file."""
        return self._held.stretch(start, end)

    def line(self, number: int) -> str:
        """The text of a line of the file, counted from 1, without its line end."""
        starts = self._held.line_starts
        end = starts[number] if number < len(starts) else self.characters
        return self.stretch(starts[number - 1], end).rstrip("\r\n")

    @property
    def _line_starts(self) -> array[int]:  # type: ignore[override] # only read
        return self._held.line_starts

    @property
    def _held(self) -> LargeFile:
        file: LargeFile = self.__dict__["_file"]
        return file
