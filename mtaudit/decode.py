"""Bytes to text and back: strict, with the encoding and the byte order mark kept for writing."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from mtaudit.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """A file's text, without its byte order mark, and how it was encoded."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes of another text in the same encoding, with the same byte order mark."""
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Decode a file: by its byte order mark, else by the given encoding, else as UTF-8.

    Raises ReadError for empty, binary or undecodable data; nothing is ever replaced.
    """
    mark, found = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding or "utf-8"))
    try:
        text = data[len(mark) :].decode(found)
    except UnicodeDecodeError as error:
        if not mark and b"\0" in data:
            raise ReadError("is a binary file") from error
        place = f"the byte 0x{data[len(mark) + error.start]:02X} at offset {len(mark) + error.start}"
        raise ReadError(f"is not valid {found.upper()}: {place}; name its encoding with --encoding") from error
    except LookupError as error:
        raise ReadError(f"cannot be read: no encoding is called '{found}'") from error
    if "\0" in text:
        raise ReadError("is a binary file")
    if not text.strip():
        raise ReadError("is empty")
    return Decoded(text, found, mark)
