"""Runs to render: ordinary ones, and one with hostile text in every field."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.line_ends import line_feeds
from mtaudit.model import Document, Finding, Report, Rule, Run, Segment, Skipped, Span, Suggestion, Unread
from mtaudit.settings import Settings

#: What each format in turn might take for more than text.
ATTACKS = (
    "=1+cmd|' /C calc'!A0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\x1b[31mred\x1b]0;title\x07\x9b1m",
    "line\r\n::error::two%0Athree",
    "]]> & &amp; <!-- {0} [x](1) `|` **b** \\",
    "tab\tright\u202eleft\u2028end\ufeff\ufffe",
    "-2 | +3 @x 🙂 e\u0301",
)
#: A report is tested with few rules, so that a new one changes none.
RULES = ("repetition/word", "repetition/conjoined", "repetition/headline", "numbers/scale-word", "world/units")
ALL = " ".join(ATTACKS)


@pytest.fixture
def run_of():
    """``run_of("They ate the the food.")`` -> the run that a check of this text gives."""

    def build(raw, name="a.txt", *, bom=False, skipped=(), unread=()):
        report = audit(replace(read_text(raw, name), bom=bom), Settings(select=RULES))
        return Run((replace(report, skipped=tuple(skipped)),), tuple(unread))

    return build


@pytest.fixture
def hostile():
    """A run of one file, all of whose fields are hostile; and the text that stands under its finding."""
    raw = f"They ate the {ALL} food."
    text, origin = line_feeds(raw)
    block = Segment(Span(0, len(text)), "paragraph")
    document = Document(f"{ALL}.txt", raw, text, origin[: len(text)], (block,))
    span, before = Span(13, len(text) - 6), Span(0, 4)
    rule = Rule("grammar/x", "accuracy/mistranslation", "critical", ALL, why=ALL)
    finding = Finding(rule, span, ALL, (Suggestion(ALL.replace("\r\n", "\n")), Suggestion("")), (before,))
    report = Report(document, (finding,), (Skipped("x", ALL),), ALL)
    return SimpleNamespace(run=Run((report,), (Unread(ALL, ALL),)), text=document.raw_slice(span), all=ALL)
