"""Word-processor files, DOCX and ODT: their paragraphs as lines of text, and changed lines written back into them.

The text is a view: one line a paragraph, in the order of the file. Writing changes only the characters that differ,
each in the run in which it stands, so that formatting, pictures and everything else stay as they were.
"""

from __future__ import annotations

import difflib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from mtaudit.errors import FixError, ReadError

#: The line break inside a paragraph: a vertical tab, as word processors have it.
BREAK = "\v"

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: What a file may unpack to: many times what a book has, and little enough for any machine.
_MOST_BYTES = 200_000_000
_PARTS = ("word/document", "word/footnotes", "word/endnotes", "word/header", "word/footer")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PARAGRAPHS = (f"{_WORD}p", f"{_TEXT}p", f"{_TEXT}h")
_NO_TEXT = frozenset({f"{_WORD}del", f"{_WORD}moveFrom", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes"})
_CHARACTERS = {
    f"{_WORD}tab": "\t",
    f"{_TEXT}tab": "\t",
    f"{_WORD}br": BREAK,
    f"{_TEXT}line-break": BREAK,
    f"{_TEXT}s": " ",
}


class _Slot(NamedTuple):
    """A place in the tree that holds text (its ``text`` or ``tail``), or an element that stands for a character."""

    element: Any
    attribute: str
    text: str


@dataclass(frozen=True)
class OfficeFile:
    """A word-processor file: ``text`` has one line a paragraph; ``encode`` gives the file with another text."""

    data: bytes

    @cached_property
    def text(self) -> str:
        """The paragraphs, one a line. Raises ReadError for a broken file."""
        return "".join(f"{line}\n" for _, lines in self._parts() for line in map(_line, lines))

    def encode(self, text: str) -> bytes:
        """The file with the lines of another text in place of its own. Raises FixError for more or fewer lines."""
        if text == self.text:
            return self.data
        lines = iter(text.split("\n"))
        changed = {}
        for name, paragraphs in self._parts():
            before = [_line(paragraph) for paragraph in paragraphs]
            after = [next(lines, None) for _ in before]
            if None in after:
                raise FixError("the corrected text has fewer paragraphs than the file")
            if before != after:
                for paragraph, line in zip(paragraphs, after, strict=True):
                    _write(paragraph, line or "")
                changed[name] = _serialised(paragraphs[0])
        return _repacked(self.data, changed)

    def _parts(self) -> Iterator[tuple[str, list[Any]]]:
        """The members with prose, each with its paragraphs."""
        with _opened(self.data) as archive:
            names = archive.namelist()
            for name in ["content.xml"] if "content.xml" in names else _sorted(names):
                root = _parsed(archive.read(name), name)
                yield name, [each for each in root.iter(*_PARAGRAPHS) if not _is_left_out(each)]


def is_office(data: bytes) -> bool:
    """Whether a file is a packed word-processor file, by its content."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        return False
    return "content.xml" in names or "word/document.xml" in names


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ReadError(f"cannot be unpacked: {error}") from error
    size = sum(info.file_size for info in archive.infolist())
    if size > _MOST_BYTES:
        raise ReadError(f"unpacks to {size / 1e6:.0f} MB: such files are not read")
    return archive


def _sorted(names: list[str]) -> list[str]:
    found = [(part, name) for part, prefix in enumerate(_PARTS) for name in names if _is_part(name, prefix)]
    return [name for _, name in sorted(found)]


def _is_part(name: str, prefix: str) -> bool:
    return (
        name.startswith(prefix)
        and name.endswith(".xml")
        and name[len(prefix) : -len(".xml")].isdigit() | (name == f"{prefix}.xml")
    )


def _parsed(data: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"holds a broken part, {name}: {error}") from error


def _is_left_out(paragraph: Any) -> bool:
    return any(each.tag in _NO_TEXT for each in paragraph.iterancestors())


def _line(paragraph: Any) -> str:
    return "".join(slot.text for slot in _slots(paragraph)).replace("\n", " ")


def _slots(element: Any) -> Iterator[_Slot]:
    """Where the text of a paragraph stands, in order; paragraphs inside it are lines of their own."""
    is_word = element.tag.startswith(_WORD)
    if element.text and (not is_word or element.tag == f"{_WORD}t"):
        yield _Slot(element, "text", element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NO_TEXT and child.tag not in _PARAGRAPHS:
            character = _CHARACTERS.get(child.tag)
            if character:
                yield _Slot(child, "", character * int(child.get(f"{_TEXT}c", 1)))
            else:
                yield from _slots(child)
        if child.tail and not is_word:
            yield _Slot(child, "tail", child.tail)


def _write(paragraph: Any, line: str) -> None:
    """Make the paragraph read as the line, by the fewest changes of characters."""
    slots = list(_slots(paragraph))
    before = _line(paragraph)
    owners = [number for number, slot in enumerate(slots) for _ in slot.text]
    texts = [""] * len(slots)
    for kind, i, i_end, j, j_end in difflib.SequenceMatcher(None, before, line, autojunk=False).get_opcodes():
        if kind == "equal":
            for at in range(i, i_end):
                texts[owners[at]] += before[at]
        elif j < j_end and slots:
            texts[owners[max(0, i - 1)]] += line[j:j_end]
    for slot, text in reversed([*zip(slots, texts, strict=True)]):  # what is added behind stands before the next slot's
        if text != slot.text:
            _fill(slot, text)


def _fill(slot: _Slot, text: str) -> None:
    if slot.attribute:
        setattr(slot.element, slot.attribute, text)
        if slot.element.tag == f"{_WORD}t":
            slot.element.set(_SPACE, "preserve")
        return
    before, kept, behind = text.partition(slot.text)
    if not kept:
        before, behind = "", text
    _add(slot.element, behind, is_behind=True)
    _add(slot.element, before, is_behind=False)
    if not kept:
        _drop(slot.element)


def _add(element: Any, text: str, *, is_behind: bool) -> None:
    """Put text beside an element that stands for a character."""
    if not text:
        return
    if element.tag.startswith(_WORD):
        run = element.makeelement(f"{_WORD}t", {_SPACE: "preserve"})
        run.text = text
        (element.addnext if is_behind else element.addprevious)(run)
    elif is_behind:
        element.tail = text + (element.tail or "")
    elif element.getprevious() is not None:
        element.getprevious().tail = (element.getprevious().tail or "") + text
    else:
        element.getparent().text = (element.getparent().text or "") + text


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _serialised(paragraph: Any) -> bytes:
    from lxml import etree

    tree = paragraph.getroottree()
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=tree.docinfo.standalone)
    return data


def _repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some members replaced; the others, their order and their dates stay."""
    target = io.BytesIO()
    with _opened(data) as archive, zipfile.ZipFile(target, "w") as copy:
        for info in archive.infolist():
            copy.writestr(info, changed.get(info.filename, archive.read(info.filename)))
    return target.getvalue()
