"""Paragraphs of a DOCX file with findings in them: comments and tracked changes, and a bookmark to find each again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from mtaudit.fix import is_prose
from mtaudit.model import Document, Finding, Report, Segment, Span
from mtaudit.reporters._corrections import acceptable
from mtaudit.reporters._sentences import advice
from mtaudit.reporters._xml import clean
from mtaudit.wordprocessor.notes import ANCHOR, AUTHOR, Mark, block_name, is_anchored, sayable, shown

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class _Comment:
    """A finding and the number of its comment; ``correction`` where it is a tracked change as well."""

    number: int
    span: Span
    correction: str | None


class FileText:
    """The text of one audited file, to be written into a DOCX file block by block."""

    def __init__(self, made: Docx, file: int, report: Report) -> None:
        """Write the comments; the text follows by ``write``."""
        self._made = made
        self._file = file
        self._document = report.document
        self._numbers = count(1 + 1_000_000 * file)
        marked = list(_marked(report))
        proposed = {finding: _correction(finding, report.document) for finding in marked}
        self.marks = tuple(Mark(finding.rule.id, finding.span, proposed[finding]) for finding in marked)
        self._comments = [self._comment(finding, proposed.get(finding)) for finding in report.findings]

    def write(self, paragraph: Paragraph, index: int, block: Segment) -> None:
        """Fill a paragraph with a block."""
        inside = [each for each in self._comments if block.span.start <= each.span.start < block.span.end]
        edges = sorted({*block.span, *(edge for each in inside for edge in each.span)})
        anchor = ANCHOR if is_anchored(block, self.marks) else ""
        bookmark(paragraph, block_name(self._file, index), next(self._numbers), anchor)
        paragraph._p.extend(self._at(edges[0], inside))
        for start, end in pairwise(edges):
            paragraph._p.extend([self._piece(Span(start, end), inside), *self._at(end, inside)])

    def _comment(self, finding: Finding, correction: str | None) -> _Comment:
        rule = finding.rule
        text = clean(f"{rule.severity} {rule.id} [{rule.category}]: {advice(finding)}")
        comment = self._made.comments.add_comment(text=text, author=AUTHOR, initials="mt")
        return _Comment(comment.comment_id, finding.span, correction)

    def _at(self, offset: int, comments: list[_Comment]) -> Iterator[Any]:
        """What ends and what begins at a place."""
        for each in comments:
            if each.span.end == offset:
                yield from self._end(each)
        for each in comments:
            if each.span.start == offset:
                yield _element("w:commentRangeStart", id=each.number)

    def _end(self, comment: _Comment) -> Iterator[Any]:
        if comment.correction:
            yield self._change("w:ins", _run(sayable(comment.correction), "w:t"))
        yield _element("w:commentRangeEnd", id=comment.number)
        reference = _element("w:r")
        reference.append(_element("w:commentReference", id=comment.number))
        yield reference

    def _piece(self, span: Span, comments: list[_Comment]) -> Any:
        text = shown(self._document, span)
        for each in comments:
            if each.correction is not None and each.span.start <= span.start and span.end <= each.span.end:
                return self._change("w:del", _run(text, "w:delText"))
        return _run(text, "w:t")

    def _change(self, tag: str, run: Any) -> Any:
        change = _element(tag, id=next(self._numbers), author=AUTHOR)
        change.append(run)
        return change


def bookmark(paragraph: Paragraph, name: str, number: int, anchor: str = "") -> None:
    """Mark where a paragraph begins."""
    inside = [_run(anchor, "w:t")] if anchor else []
    start, end = _element("w:bookmarkStart", id=number, name=name), _element("w:bookmarkEnd", id=number)
    paragraph._p.extend([start, *inside, end])


def _marked(report: Report) -> Iterator[Finding]:
    """The findings that can be read back: of those that overlap one, rather with a correction than without."""
    taken: list[Finding] = []
    fit = [finding for finding in report.findings if is_prose(finding, report.document)]
    for finding in sorted(fit, key=lambda each: (_correction(each, report.document) is None, each.span)):
        if all(finding.span.end <= each.span.start or each.span.end <= finding.span.start for each in taken):
            taken.append(finding)
    return iter(sorted(taken, key=lambda finding: finding.span))


def _correction(finding: Finding, document: Document) -> str | None:
    suggestion = next(acceptable(finding, document), None)
    return suggestion.text if suggestion else None


def _run(text: str, tag: str) -> Any:
    """A run of text; tabs and line ends are elements of their own."""
    run = _element("w:r")
    rest = text
    while rest:
        length = next((at for at, char in enumerate(rest) if char in "\t\n"), len(rest))
        if length:
            piece = _element(tag)
            piece.text = rest[:length]
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(piece)
        if length < len(rest):
            run.append(_element("w:tab" if rest[length] == "\t" else "w:br"))
        rest = rest[length + 1 :]
    return run


def _element(tag: str, **attributes: str | int) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag, {_qualified(f"w:{name}"): str(value) for name, value in attributes.items()})


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)
