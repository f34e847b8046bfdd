"""Bytes to text and back: strict, with the encoding and the byte order mark kept for writing."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.errors import ReadError

if TYPE_CHECKING:
    from mtaudit.office import OfficeFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ARCHIVE = b"PK\x03\x04"
_DECLARED = re.compile(
    rb"""\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.-]+)["']
      | (?s:.{0,4000}?)^msgid\ ""\r?\nmsgstr(?s:.{0,3000}?)^"Content-Type:[^"\n]*charset=([\w.-]+)\\n"\r?$""",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True)
class Decoded:
    """A file's text, without its byte order mark, and how it was encoded."""

    text: str
    encoding: str
    mark: bytes = b""
    office: OfficeFile | None = None

    def encode(self, text: str) -> bytes:
        """The bytes of another text in the same encoding, with the same byte order mark, or in the same container."""
        if self.office:
            return self.office.encode(text)
        return self.mark + text.encode(self.encoding)


def decode(data: bytes, encoding: str = "") -> Decoded:
    """Decode a file: by its byte order mark, the given encoding, what an XML or PO file says of itself, else as UTF-8.

    Of a word-processor file the text is its paragraphs. Raises ReadError for empty, binary or undecodable data; nothing
    is ever replaced.
    """
    if data.startswith(_ARCHIVE):
        from mtaudit.office import OfficeFile, is_office

        if is_office(data):
            file = OfficeFile(data)
            return Decoded(_some(file.text), "utf-8", office=file)
    mark, found = encoding_of(data, encoding)
    try:
        text = data[len(mark) :].decode(found)
    except UnicodeDecodeError as error:
        if not mark and b"\0" in data:
            raise ReadError("is a binary file") from error
        raise undecodable(error, found, len(mark)) from error
    if "\0" in text:
        raise ReadError("is a binary file")
    return Decoded(_some(text), found, mark)


def encoding_of(data: bytes, encoding: str = "") -> tuple[bytes, str]:
    """The byte order mark that data begin with, if any, and their encoding; raises ReadError for one that is none."""
    given = encoding or _declared(data) or "utf-8"
    mark, found = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", given))
    try:
        codecs.lookup(found)
    except LookupError as error:
        raise ReadError(f"cannot be read: no encoding is called '{found}'") from error
    return mark, found


def undecodable(error: UnicodeDecodeError, encoding: str, before: int) -> ReadError:
    """What to say of data that are not in their encoding; ``before`` bytes stand before them in the file."""
    place = f"the byte 0x{error.object[error.start]:02X} at offset {before + error.start}"
    return ReadError(f"is not valid {encoding.upper()}: {place}; name its encoding with --encoding")


def _declared(data: bytes) -> str:
    """The encoding that a file names in its first lines, as XML and PO files do."""
    match = _DECLARED.match(data[:4096])
    return (match[1] or match[2]).decode() if match else ""


def _some(text: str) -> str:
    if not text.strip():
        raise ReadError("is empty")
    return text
