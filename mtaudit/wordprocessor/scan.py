"""The text of a DOCX file block by block, as the reviewer left it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mtaudit.model import Span
from mtaudit.wordprocessor.notes import ANCHOR, AUTHOR, END, is_block

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _BOOKMARK = f"{_W}p", f"{_W}bookmarkStart"
_TEXTS = {f"{_W}t", f"{_W}delText"}
_CHARACTERS = {
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}tab": "\t",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\xad",
}
_PROPERTIES = {f"{_W}{name}" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr")}
_ADDED, _REMOVED = {f"{_W}ins", f"{_W}moveTo"}, {f"{_W}del", f"{_W}moveFrom"}


@dataclass
class Seen:
    """The text of a block; ``pending`` are the places of changes that mtaudit proposed and nobody decided."""

    text: str = ""
    pending: list[Span] = field(default_factory=list)

    def unanchored(self) -> Seen:
        """The same without the character that held the bookmark."""
        if not self.text.startswith(ANCHOR):
            return self
        return Seen(self.text[1:], [Span(start - 1, end - 1) for start, end in self.pending])


class Scan:
    """One walk over a DOCX file.

    A block goes from its bookmark to the next one: only where a bookmark begins is reliable, for LibreOffice moves the
    ends. What mtaudit proposed and nobody decided stands as if it were rejected; what the reviewer changed stands as
    changed, tracked or not.
    """

    def __init__(self, root: Element) -> None:
        """Walk over the main part of the file."""
        self.blocks: dict[str, Seen] = {}
        self.text = ""
        self._block: Seen | None = None
        self._hidden = self._own = 0
        self._broken = False
        self._walk(root)

    def _walk(self, element: Element) -> None:
        for child in element:
            if child.tag == _PARAGRAPH:
                self._walk(child)
                self._broken = True
                self.text += "\n"
            elif child.tag in _ADDED | _REMOVED:
                self._change(child)
            elif child.tag == _BOOKMARK:
                self._open(child.get(f"{_W}name", ""))
            elif child.tag in _TEXTS:
                self._add(child.text or "")
            elif child.tag in _CHARACTERS:
                self._add(_CHARACTERS[child.tag])
            elif child.tag not in _PROPERTIES:
                self._walk(child)

    def _open(self, name: str) -> None:
        if is_block(name):
            self._block = self.blocks[name] = Seen()
        elif name.startswith(END):
            self._block = None
        self._broken = False

    def _change(self, element: Element) -> None:
        """A tracked change: mtaudit's own is pending, that of anyone else counts as made."""
        own = element.get(f"{_W}author") == AUTHOR
        hidden = own == (element.tag in _ADDED)
        self._own += own
        self._hidden += hidden
        self._walk(element)
        self._own -= own
        self._hidden -= hidden

    def _add(self, text: str) -> None:
        if self._hidden or not text:
            return
        self.text += text
        if self._block:
            start = len(self._block.text)
            self._block.text += "\n\n" * self._broken + text  # the reviewer has broken the paragraph here
            self._block.pending += [Span(start, len(self._block.text))] * bool(self._own)
        self._broken = False
