"""A finding as the HTML report shows it: its sentence, its corrections word by word, and its evidence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from mtaudit.fix import compares, is_prose
from mtaudit.model import Document, Finding, Span
from mtaudit.reporters._html_diff import Change, changes
from mtaudit.reporters._html_text import shown

#: The dimensions of MQM as a reader knows them, and the letter that marks them in the text.
DIMENSIONS = {
    "accuracy": ("Accuracy", "A"),
    "design-and-markup": ("Markup", "M"),
    "linguistic-conventions": ("Language", "L"),
    "locale-conventions": ("Numbers and dates", "N"),
    "style": ("Style", "S"),
    "terminology": ("Terms", "T"),
}

#: How much of a sentence is shown on either side of a finding, in characters.
_ROOM = 110


@dataclass(frozen=True)
class Related:
    """A place that explains a finding: its number among these, its line and words."""

    index: int
    line: int
    text: str


@dataclass(frozen=True)
class Item:
    """A finding with what a reviewer needs to judge it; ``hold`` says why it cannot be corrected from here."""

    number: int
    finding: Finding
    line: int
    column: int
    before: str
    text: str
    after: str
    source: str
    alternatives: tuple[tuple[Change, ...], ...]
    related: tuple[Related, ...]
    hold: str

    @property
    def safe(self) -> bool:
        """Whether ``mtaudit fix`` would apply the correction."""
        return len(self.finding.suggestions) == 1 and self.finding.suggestions[0].safe and not self.hold

    @property
    def evidence(self) -> str:
        """What else than the text tells of the fault: the source, or nothing that is at hand."""
        if self.finding.rule.evidence == "text":
            return ""
        return "by the source" if compares(self.finding.rule.id.partition("/")[0]) else "suspected"

    @property
    def dimension(self) -> str:
        """The dimension of MQM in plain words."""
        return DIMENSIONS[self.finding.rule.category.split("/")[0]][0]

    @property
    def letter(self) -> str:
        """What marks the dimension in the text."""
        return DIMENSIONS[self.finding.rule.category.split("/")[0]][1]

    @property
    def fault(self) -> str:
        """The error type of MQM in plain words."""
        return self.finding.rule.category.split("/")[1].replace("-", " ")


def item(number: int, finding: Finding, document: Document) -> Item:
    """The finding with its number, which counts from 1."""
    span = finding.span
    place = document.position(document.raw_span(span).start)
    sentence = _sentence(document, span)
    text = shown(document, *span)
    return Item(
        number,
        finding,
        place.line,
        place.column,
        _end(shown(document, min(sentence.start, span.start), span.start)),
        text,
        _start(shown(document, span.end, max(sentence.end, span.end))),
        _source(document, span),
        tuple(changes(text, suggestion.text) for suggestion in finding.suggestions),
        tuple(_related(index, document, place) for index, place in enumerate(finding.related, 1)),
        _hold(finding, document),
    )


def _sentence(document: Document, span: Span) -> Span:
    """The sentence in which a finding begins, or the finding where it stands between two."""
    at = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    found = document.sentences[at].span if at >= 0 else span
    return found if span.start < found.end else span


def _source(document: Document, span: Span) -> str:
    """What the file says that the block of a finding translates; "" where it says nothing."""
    at = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return _start(document.blocks[at].source) if at >= 0 else ""


def _related(index: int, document: Document, span: Span) -> Related:
    line = document.position(document.raw_span(span).start).line
    return Related(index, line, _start(shown(document, *span)))


def _hold(finding: Finding, document: Document) -> str:
    if not is_prose(finding, document):
        return "There is markup inside these words: correct them in the file, by hand."
    removes = any(not suggestion.text for suggestion in finding.suggestions)
    if removes and document.fills_block(finding.span):
        return "To remove this would leave empty markup: remove it in the file, by hand."
    return ""


def _start(text: str) -> str:
    """As many words as fit, from the start."""
    return text if len(text) <= _ROOM else f"{text[:_ROOM].rsplit(None, 1)[0]} …"


def _end(text: str) -> str:
    """As many words as fit, from the end."""
    return text if len(text) <= _ROOM else f"… {text[-_ROOM:].split(None, 1)[-1]}"
