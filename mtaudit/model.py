"""The value types every part of mtaudit shares, and the protocols of its plugins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from mtaudit.comparison import Comparison
    from mtaudit.names import Name
    from mtaudit.settings import Settings

#: Stands in ``Document.text`` for each character that is no prose: code, a URL, an image.
MASK = "\ufffc"

Severity = Literal["minor", "major", "critical"]
Status = Literal["stable", "preview", "pivot"]
Evidence = Literal["text", "source"]
Kind = Literal["headline", "paragraph", "item", "caption", "cell", "quote", "meta", "unit", "sentence"]

SEVERITIES: tuple[Severity, ...] = ("minor", "major", "critical")
#: On, on request, and on for texts from one of the languages that the rule names.
STATUSES: tuple[Status, ...] = ("stable", "preview", "pivot")

#: The MQM 2.0 dimension and error type (themqm.org) that a rule may name as its category.
CATEGORIES = frozenset(
    {
        "accuracy/addition",
        "accuracy/date-time",
        "accuracy/entity",
        "accuracy/false-friend",
        "accuracy/mistranslation",
        "accuracy/number",
        "accuracy/omission",
        "accuracy/overly-literal",
        "accuracy/unit-conversion",
        "accuracy/untranslated",
        "design-and-markup/markup-tag",
        "linguistic-conventions/capitalization",
        "linguistic-conventions/character-encoding",
        "linguistic-conventions/duplication",
        "linguistic-conventions/grammar",
        "linguistic-conventions/punctuation",
        "linguistic-conventions/spelling",
        "linguistic-conventions/unintelligible",
        "linguistic-conventions/unpaired-marks",
        "linguistic-conventions/whitespace",
        "locale-conventions/currency",
        "locale-conventions/date-format",
        "locale-conventions/measurement-format",
        "locale-conventions/number-format",
        "style/awkward",
        "style/inconsistent-style",
        "style/language-register",
        "style/unidiomatic",
        "terminology/inconsistent-use",
        "terminology/wrong-term",
    }
)

_FLAT = {ord(char): " " for char in "\n\t\v\f\u00a0\u2009\u202f"}
_LETTERS = re.compile(r"[^\W\d_]+")
#: What ends a line of a file.
LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Segment:
    """A stretch of prose: a block (headline, paragraph, item ...) or one sentence of a block.

    A block of a localisation file is a "unit". ``source`` is what it translates and ``target`` the translation, both
    with placeholders and inline tags; ``key`` is its name in the file. What a file does not know is "".
    """

    span: Span
    kind: Kind
    source: str = ""
    key: str = ""
    target: str = ""


class Position(NamedTuple):
    """A place in the file as people count: line and column from 1, column in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Comment:
    """A comment of the file that speaks to mtaudit: its words, and the masks of ``Document.text`` that stand for it.

    ``place`` is the offset into ``raw`` from which on it counts, where that is not its end.
    """

    text: str
    span: Span
    place: int | None = None


@dataclass(frozen=True)
class Missing:
    """A stretch of the source that nothing stands opposite, and the span behind which its translation is missing."""

    source: str
    after: Span


@dataclass(frozen=True)
class Document:
    """A file as decoded (``raw``), its prose (``text``) and the way back from one to the other.

    ``origin[i]`` is where ``text[i]`` stands in ``raw``; it never falls within a block. ``widths`` holds the few
    characters of ``text`` that stand for more than one of ``raw``, such as a decoded entity. The lines of ``text`` end
    in LF, whatever those of ``raw`` end in. Blocks are disjoint and in
    order; what lies between two of them is no prose. ``bom``: the file began with a byte order mark, which ``raw``
    lacks.
    """

    name: str
    raw: str
    text: str
    origin: Sequence[int]
    blocks: tuple[Segment, ...]
    widths: Mapping[int, int] = field(default_factory=dict)
    format: str = "plain"
    language: str = "en"
    comments: tuple[Comment, ...] = ()
    bom: bool = False
    #: The translation beside a source file, in order; a segment without a source is one that was added.
    aligned: tuple[Segment, ...] = ()
    missing: tuple[Missing, ...] = ()

    @cached_property
    def pairs(self) -> tuple[Segment, ...]:
        """What stands beside its source: the units of a localisation file, or the sentences of a source file's."""
        return self.aligned or tuple(block for block in self.blocks if block.source)

    @cached_property
    def sentences(self) -> tuple[Segment, ...]:
        """The sentences of all blocks, in order; each lies inside exactly one block."""
        from mtaudit.segment import sentences

        return tuple(sentences(self))

    @cached_property
    def sentence_count(self) -> int:
        """How many sentences there are."""
        return len(self.sentences)

    @cached_property
    def flat(self) -> str:
        """``text`` with all white space inside blocks as spaces: a phrase matches wherever its lines are wrapped."""
        pieces = []
        end = 0
        for block in self.blocks:
            pieces += [self.text[end : block.span.start], self.slice(block.span).translate(_FLAT)]
            end = block.span.end
        return "".join([*pieces, self.text[end:]])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words of the prose, as runs of letters: what is not among them needs no search."""
        return frozenset(_LETTERS.findall(self.flat))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names of people, places and bodies in the prose, in order."""
        from mtaudit.names import names

        return tuple(names(self))

    @cached_property
    def words(self) -> int:
        """How many words of prose were audited."""
        return sum(1 for block in self.blocks for word in self.slice(block.span).split() if any(map(str.isalnum, word)))

    @cached_property
    def checked_characters(self) -> int:
        """How many characters were audited: no tags or link targets; in plain text, the white space between too."""
        if self.format == "plain":
            return len(self.raw) - self.text.count(MASK)
        return sum(block.span.end - block.span.start - self.slice(block.span).count(MASK) for block in self.blocks)

    @property
    def characters(self) -> int:
        """How long the file is."""
        return len(self.raw)

    @cached_property
    def line_end(self) -> str:
        """What ends the lines of the file."""
        from mtaudit.edit import line_end

        return line_end(self.raw)

    def stretch(self, start: int, end: int) -> str:
        """A range of the file."""
        return self.raw[start:end]

    def slice(self, span: Span) -> str:
        """The prose under a span of ``text``."""
        return self.text[span.start : span.end]

    def fills_block(self, span: Span) -> bool:
        """Whether taking the words of a span out would leave empty markup, such as a heading without text."""
        return self.format != "plain" and any(
            span.start <= block.span.start and block.span.end <= span.end for block in self.blocks
        )

    def raw_span(self, span: Span) -> Span:
        """The range of ``raw`` that a non-empty span of ``text`` covers."""
        last = span.end - 1
        return Span(self.origin[span.start], self.origin[last] + self.widths.get(last, 1))

    def raw_slice(self, span: Span) -> str:
        """What the user's file holds under a span of ``text``, markup included."""
        return self.stretch(*self.raw_span(span))

    def position(self, raw_offset: int) -> Position:
        """Line and column of an offset into ``raw``; lines end at CRLF, LF or a lone CR."""
        line = bisect_right(self._line_starts, raw_offset)
        return Position(line, raw_offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line of ``raw``, counted from 1, without its line end."""
        start = self._line_starts[number - 1]
        end = LINE_END.search(self.raw, start)
        return self.raw[start : end.start() if end else len(self.raw)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.raw))]


@dataclass(frozen=True)
class Rule:
    """What can be wrong: its id, its MQM category, how bad it is and how sure we are."""

    id: str
    category: str
    severity: Severity
    summary: str
    why: str = ""
    status: Status = "stable"
    evidence: Evidence = "text"
    #: The source languages that make the fault likely.
    pivot: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A replacement for exactly the finding's span; safe when any editor would accept it unseen."""

    text: str
    safe: bool = False


@dataclass(frozen=True)
class Finding:
    """One fault at one place; ``related`` are other places that explain it."""

    rule: Rule
    span: Span
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Skipped:
    """A detector that did not run, and the reason in one sentence."""

    detector: str
    reason: str
    #: Whether it holds until something is installed, and is not the trouble of one run.
    lasting: bool = False


@dataclass(frozen=True)
class Hidden:
    """How many findings a report keeps to itself: suppressed in file or settings, known before, on unchanged lines."""

    suppressed: int = 0
    baseline: int = 0
    unchanged: int = 0

    def __add__(self, other: Hidden) -> Hidden:
        return Hidden(*(one + two for one, two in zip(vars(self).values(), vars(other).values(), strict=True)))

    @property
    def standing(self) -> int:
        """Those that are faults all the same."""
        return self.baseline + self.unchanged

    @property
    def phrases(self) -> tuple[str, ...]:
        """The counts in words, such as "3 suppressed", so that nothing looks clean that only is hidden."""
        words = {"suppressed": "suppressed", "baseline": "in the baseline", "unchanged": "on unchanged lines"}
        return tuple(f"{count} {words[kind]}" for kind, count in vars(self).items() if count)


@dataclass(frozen=True)
class Trace:
    """A place that points to the languages a text may have been translated from, and why it does."""

    kind: str
    span: Span
    text: str
    languages: tuple[str, ...]
    what: str


@dataclass(frozen=True)
class Origin:
    """Where a text comes from: languages with their probability, the likeliest first, and the traces of the first.

    Empty when the evidence is not enough; ``stated`` when somebody said it and nothing was guessed.
    """

    ranking: tuple[tuple[str, float], ...] = ()
    traces: tuple[Trace, ...] = ()
    stated: bool = False

    @property
    def language(self) -> str:
        """The likeliest language, "" for none."""
        return self.ranking[0][0] if self.ranking else ""

    @property
    def quotes(self) -> Sequence[str]:
        """What the traces quote, each once, the commonest first, names of the country last."""
        counts = Counter((trace.kind == "name", trace.text) for trace in self.traces)
        return [text for (_, text), _ in sorted(counts.items(), key=lambda item: (item[0][0], -item[1]))]


@dataclass(frozen=True)
class Report:
    """All findings on one document, ordered by place, and what is needed to judge and repeat them."""

    document: Document
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    signature: str
    hidden: Hidden = field(default_factory=Hidden)
    origin: Origin = field(default_factory=Origin)
    #: How likely the text is a poor machine translation, from 0 to 1; None where the network did not read it.
    translated: float | None = None
    comparison: Comparison | None = None

    def _repr_html_(self) -> str:
        """The report as a notebook shows it: the page of the HTML format, in a frame of its own."""
        from mtaudit.reporters.html import framed

        return framed(self)


class Reader(Protocol):
    """A module of ``mtaudit.readers``: turns a decoded file of its formats into a document.

    One whose files write some characters in another way has, besides, a function ``encode(text)`` for corrections; one
    whose suffix many other files have, a function ``is_walked(path)``: whether a walk through a folder takes a file;
    one whose files may be larger than memory, ``windows(blocks, name, size)``: how to cut them (``_windows.py``).
    """

    SUFFIXES: tuple[str, ...]

    def read(self, raw: str, name: str) -> Document:
        """Parse the file; never fails on odd markup. Raises ReadError for what is no file of the format at all."""


class Detector(Protocol):
    """A module of ``mtaudit.detectors``: yields findings, sees nothing but the document and the settings.

    A detector whose rules depend on the settings has, besides, a function ``rules(settings)`` that wins over ``RULES``,
    and ``fingerprint(settings)``, a hash of all that its findings depend on.
    ``wanted(settings)`` says whether it works at all under some settings, where that is not always so.
    ``LOCAL``, or ``local(settings)``, are those of its rules whose findings depend on nothing but their block; what is
    being written is audited by them at once (``live.py``).
    One that compares the translation with its source has ``COMPARES = True``: what it says of the source is proven.
    One that compares all units of a document has ``sides(unit)``: what it goes by (``large/repeats.py``).
    One that has the network read the whole document has ``reading(document)``, which gives what it reads.
    One that needs an engine may have ``prepare(document, settings)``, called before any detector works: it starts the
    engine and does not wait.
    """

    RULES: Sequence[Rule]

    def detect(self, document: Document, settings: Settings) -> Iterator[Finding]:
        """Yield the findings in any order."""


class Reporter(Protocol):
    """A module of ``mtaudit.reporters``: turns a run into text.

    One whose output is no text (a word processor's file) has ``BINARY = True`` and gives bytes.
    """

    def render(self, run: Run) -> str | bytes:
        """The whole output; text ends in a line end."""


@dataclass(frozen=True)
class Unread:
    """An input that could not be read, and why, in one sentence."""

    path: str
    reason: str
    #: Whether it is of no concern unless somebody names it, as a translation into another language is.
    foreign: bool = False


@dataclass(frozen=True)
class Run:
    """One run over one or more files: the reports, and the inputs that could not be read."""

    reports: tuple[Report, ...]
    unread: tuple[Unread, ...] = ()
    colour: bool = False
