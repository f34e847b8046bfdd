"""What is held of the windows of a large file: findings and whatever is needed to show, suppress and apply them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mtaudit.gate.entry import FACTS, Place, Remembered, place, remembered
from mtaudit.large.file import LargeFile
from mtaudit.model import Comment, Document, Finding, Segment, Span
from mtaudit.readers._windows import Window
from mtaudit.settings import Settings
from mtaudit.suppression import allowed

#: How many line ends stand between two blocks of a text.
_SEPARATOR = 2


@dataclass
class Offset:
    """How much text, and how much of the file, lies before a window."""

    text: int = 0
    file: int = 0

    def after(self, document: Document, window: Window) -> Offset:
        """The offset of the next window."""
        text = len(document.text) + _SEPARATOR * bool(document.blocks)
        return Offset(self.text + text, self.file + len(window.body))

    def placed(self, finding: Finding) -> Finding:
        """A finding in a window at its place in the whole text."""
        related = tuple(shifted(span, self.text) for span in finding.related)
        return replace(finding, span=shifted(finding.span, self.text), related=related)


@dataclass
class Found:
    """All of it so far; spans and offsets are those of the whole file, but for what is handed in of the next window."""

    findings: list[Finding] = field(default_factory=list)
    places: dict[Span, Place] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    blocks: list[Segment] = field(default_factory=list)
    allowed: list[Span] = field(default_factory=list)
    facts: dict[str, int | str] = field(default_factory=dict)
    offset: Offset = field(default_factory=Offset)

    def add(self, document: Document, window: Window, found: Iterable[Finding], settings: Settings) -> None:
        """Take what was found in the next window, and go on to the one behind it."""
        for finding in found:
            self.findings.append(self.offset.placed(finding))
            self.note(document, window, (finding.span, *finding.related), self.offset)
        self.allowed += (shifted(span, self.offset.text) for span in allowed(document, settings))
        self._add_comments(document, window)
        for fact in FACTS:
            value = getattr(document, fact)
            self.facts[fact] = value if isinstance(value, str) else int(self.facts.get(fact, 0)) + value
        self.offset = self.offset.after(document, window)

    def note(self, document: Document, window: Window, spans: Iterable[Span], offset: Offset) -> None:
        """Remember where some spans of a window stand."""
        for span in spans:
            where = place(span, document)
            raw = shifted(where.raw, offset.file - len(window.head))
            self.places[shifted(span, offset.text)] = where._replace(raw=raw)

    def _add_comments(self, document: Document, window: Window) -> None:
        """Remember the comments that speak to mtaudit, and the blocks that they may speak of."""
        if not document.comments:
            return
        for comment in document.comments:
            at = None if comment.place is None else comment.place + self.offset.file - len(window.head)
            self.comments.append(replace(comment, span=shifted(comment.span, self.offset.text), place=at))
        self.blocks += (Segment(shifted(block.span, self.offset.text), block.kind) for block in document.blocks)
        self.note(document, window, (block.span for block in document.blocks), self.offset)

    def document(self, file: LargeFile, name: str) -> Remembered:
        """The document of the report."""
        return remembered(file, name, self.facts, self.places)

    def skeleton(self, file: LargeFile, name: str, blocks: Iterable[Segment] | None = None) -> Remembered:
        """A document of nothing but these blocks, or those that comments may speak of."""
        skeleton = self.document(file, name)
        held = tuple(self.blocks if blocks is None else blocks)
        skeleton.__dict__.update(comments=tuple(self.comments), blocks=held, aligned=())
        return skeleton


def shifted(span: Span, by: int) -> Span:
    """A span so many characters further on."""
    return Span(span.start + by, span.end + by)
