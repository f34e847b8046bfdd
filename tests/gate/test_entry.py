import json
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.gate.entry import decode, encode
from mtaudit.model import Document, Finding, Hidden, Origin, Report, Run, Skipped, Suggestion, Trace
from mtaudit.settings import Settings

PARTS = [
    "They ate the the food.",
    "16 Thousands men",
    "A &amp; B",
    "`code`",
    "# Head",
    "<b>the the</b>",
    "\r\n",
    "\n\n",
]
PARTS += ["The relevant departments said on the 16th, that the epidemic situation is stable in China."]
PARTS += ["\U0001f600", "e\u0301", "<!-- mtaudit: off -->", "They made attacks and attacks.", "---\n"]
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), max_size=10).map(" ".join)
SETTINGS = Settings(preview=True)
KEPT = (
    "text",
    "blocks",
    "widths",
    "comments",
    "sentences",
    "sentence_count",
    "flat",
    "words",
    "checked_characters",
    "format",
)


@given(TEXTS, st.sampled_from(["a.md", "a.html", "a.txt"]))
def test_a_report_comes_back_the_same(raw, name):
    report = audit(read_text(raw, name), SETTINGS)
    again = decode(encode(report), raw, name)
    assert again.findings == report.findings
    assert (again.skipped, again.signature, again.hidden) == (report.skipped, report.signature, report.hidden)
    assert (again.origin, again.translated) == (report.origin, report.translated)
    render = registry.plugin("reporters", "json").render
    assert render(Run((again,))) == render(Run((report,)))
    for each in KEPT:
        assert getattr(decode(encode(report), raw, name).document, each) == getattr(report.document, each)
    assert list(again.document.origin) == list(report.document.origin)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_the_origin_comes_back_with_its_evidence(name):
    raw = (
        "<p>The relevant departments said on the 16th, that the &quot;epidemic situation&quot; is stable in China.</p>"
    )
    report = audit(read_text(raw, name), SETTINGS)
    assert report.origin.language == "zh"
    again = decode(encode(report), raw, name)
    assert again.origin == report.origin
    assert [again.document.raw_slice(each.span) for each in again.origin.traces] == [
        report.document.raw_slice(each.span) for each in report.origin.traces
    ]


@pytest.mark.parametrize("reporter", registry.names("reporters"))
def test_every_reporter_says_the_same_of_a_remembered_report(reporter):
    raw = "# Of the the food\n\nThey ate the the food & 16 Thousands men left.\n\nIt was was it.\n"
    report = audit(read_text(raw, "a.md"), SETTINGS)
    render = registry.plugin("reporters", reporter).render
    assert render(Run((decode(encode(report), raw, "a.md"),))) == render(Run((report,)))


def test_nothing_is_parsed_until_something_asks(monkeypatch):
    raw = "They ate the the food.\n\nFine.\n"
    body = encode(audit(read_text(raw, "a.md"), Settings()))
    asked = []
    monkeypatch.setattr("mtaudit.gate.entry.read_text", lambda *given: asked.append(given) or read_text(*given))
    report = decode(body, raw, "a.md")
    for reporter in ("text", "json"):
        registry.plugin("reporters", reporter).render(Run((report,)))
    assert asked == []
    assert isinstance(report.document, Document)
    assert report.document.text == "They ate the the food.\n\nFine."
    assert len(report.document.blocks) == 2
    assert asked == [(raw, "a.md")]
    assert replace(report.document, name="b.md").blocks == report.document.blocks


def test_what_was_skipped_and_hidden_comes_back():
    report = audit(read_text("Fine.", "a.md"), Settings())
    report = replace(report, skipped=(Skipped("grammar", "is missing", lasting=True),), hidden=Hidden(1, 2, 3))
    again = decode(encode(report), "Fine.", "a.md")
    assert (again.skipped, again.hidden) == (report.skipped, report.hidden)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (Report, "document findings skipped signature hidden origin translated comparison"),
        (Finding, "rule span message suggestions related"),
        (Suggestion, "text safe"),
        (Origin, "ranking traces stated"),
        (Trace, "kind span text languages what"),
    ],
)
def test_all_of_a_report_is_thought_of(value, known):
    """A comparison is made beside the cache; whatever else a report comes to hold must be in its entry."""
    assert {field.name for field in fields(value)} == set(known.split())


def test_an_entry_is_plain_json():
    assert json.loads(encode(audit(read_text("They ate the the food.", "a.md"), Settings())))["findings"]
