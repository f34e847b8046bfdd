"""What a reviewer made of a DOCX report, as decisions on the audited files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from difflib import SequenceMatcher
from xml.etree import ElementTree

from mtaudit.audit import read_text
from mtaudit.decisions import Decided, Decision, Verdict, fingerprint
from mtaudit.errors import ReadError
from mtaudit.line_ends import line_feeds
from mtaudit.model import Document, Segment, Span
from mtaudit.wordprocessor.notes import Mark, Notes, block_name, is_anchored, sayable, shown, unpack
from mtaudit.wordprocessor.scan import Scan, Seen

#: The rule of a decision on words that mtaudit had not found fault with.
REVIEWER = "reviewer"

_LARGEST = 200_000_000
_WORD = re.compile(r"\w+|\W")


def decided(data: bytes) -> tuple[Decided, ...]:
    """The decisions in a DOCX report; raises ReadError for what is none, or has lost what mtaudit put into it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            known = _notes(archive)
            scan = Scan(ElementTree.fromstring(_bytes(archive, "word/document.xml")))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError, EOFError) as error:
        raise ReadError("is no DOCX file that can be read") from error
    if not scan.blocks:
        raise ReadError("has lost the bookmarks that mtaudit put in it")
    return tuple(_file(number, each, scan) for number, each in enumerate(known))


def _notes(archive: zipfile.ZipFile) -> tuple[Notes, ...]:
    for name in archive.namelist():
        if name.startswith("customXml/") and name.endswith(".xml"):
            found = unpack(_bytes(archive, name))
            if found is not None:
                return found
    raise ReadError("is no report of mtaudit, or has lost what mtaudit noted in it")


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise ReadError(f"is too large: {name}")
    return archive.read(name)


def _file(number: int, known: Notes, scan: Scan) -> Decided:
    document = read_text(known.raw, known.path)
    if fingerprint(document.text) != known.sight:
        raise ReadError("was written by another version of mtaudit; make the report anew")
    decisions = [
        decision
        for index, block in enumerate(document.blocks)
        for decision in _block(block, scan.blocks.get(block_name(number, index)), document, known.marks, scan)
    ]
    return Decided(known.path, fingerprint(known.raw), tuple(decisions))


def _block(
    block: Segment, seen: Seen | None, document: Document, marks: tuple[Mark, ...], scan: Scan
) -> Iterator[Decision]:
    """The decisions on one block: on its findings, and on what the reviewer changed besides."""
    if seen is None:
        if shown(document, block.span).strip() in scan.text:
            raise ReadError(f"has lost the bookmark of “{_short(document.slice(block.span))}”")
        yield _edit(block.span, "", document)  # the reviewer took the paragraph out
        return
    inside = [mark for mark in marks if block.span.start <= mark.span.start < block.span.end]
    if is_anchored(block, inside):
        seen = seen.unanchored()
    places = _places(block, seen, document, inside)
    if places is None:
        yield from _edits(block, seen, document, inside)
        return
    for mark, place in zip(inside, places, strict=True):
        yield _verdict(mark, seen, place, document)


def _places(block: Segment, seen: Seen, document: Document, marks: list[Mark]) -> list[Span] | None:
    """Where each finding stands in what was seen, if all between them is as it was."""
    import re2

    pattern, free, start = "", "", block.span.start
    for mark in marks:
        between = re.escape(shown(document, Span(start, mark.span.start)))
        states = (shown(document, mark.span), sayable(mark.correction or ""))
        pattern += f"{between}({'|'.join(map(re.escape, states))})"
        free += f"{between}((?s:.*?))"
        start = mark.span.end
    end = re.escape(shown(document, Span(start, block.span.end)))
    found = re.fullmatch(pattern + end, seen.text) or re2.fullmatch(free + end, seen.text)
    return [Span(*found.span(number)) for number in range(1, len(marks) + 1)] if found else None


def _verdict(mark: Mark, seen: Seen, place: Span, document: Document) -> Decision:
    """What became of a finding: as it was, as proposed, or something else."""
    verdict: Verdict = "accept"
    text = seen.text[place.start : place.end]
    replacement: str | None = text
    if text == shown(document, mark.span):
        open_ = mark.correction is None or any(place.start <= each.start < place.end for each in seen.pending)
        verdict, replacement = "open" if open_ else "reject", mark.correction
    elif mark.correction is not None and text == sayable(mark.correction):
        replacement = mark.correction
    return Decision(mark.rule, document.raw_span(mark.span), document.raw_slice(mark.span), verdict, replacement)


def _edits(block: Segment, seen: Seen, document: Document, marks: list[Mark]) -> Iterator[Decision]:
    """What the reviewer changed, word by word, where the findings are no longer to be told apart."""
    old, new = _WORD.findall(shown(document, block.span)), _WORD.findall(seen.text)
    start = block.span.start
    for operation, one, two, three, four in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        end = start + len("".join(old[one:two]))
        if operation != "equal":
            touched = (mark.rule for mark in marks if mark.span.start < end and start < mark.span.end)
            yield _edit(Span(start, end), "".join(new[three:four]), document, next(touched, REVIEWER))
        start = end


def _edit(span: Span, replacement: str, document: Document, rule: str = REVIEWER) -> Decision:
    raw = _raw_span(span, document)
    text = document.raw[raw.start : raw.end]
    if line_feeds(text)[0] != document.slice(span):
        raise ReadError(
            f"changes “{_short(document.slice(span))}”, which is not plain text in {document.name}; do it there"
        )
    return Decision(rule, raw, text, "accept", replacement)


def _raw_span(span: Span, document: Document) -> Span:
    if span.start < span.end:
        return document.raw_span(span)
    at = document.origin[span.start] if span.start < len(document.text) else len(document.raw)
    return Span(at, at)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"
