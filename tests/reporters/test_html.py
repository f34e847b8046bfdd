import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.comparison import compare
from mtaudit.decisions import fingerprint
from mtaudit.edit import written
from mtaudit.model import Finding, Hidden, Origin, Report, Rule, Run, Skipped, Span, Suggestion, Trace, Unread
from mtaudit.reporters import html
from mtaudit.reporters._html_comparison import beside
from mtaudit.reporters._html_data import embedded, escapes
from mtaudit.reporters._html_diff import changes
from mtaudit.reporters._html_page import page as page_of
from mtaudit.reporters._html_text import blocks
from mtaudit.settings import Settings

TEXT = """\
Rebels <script>alert(1)</script> take the road

Rebels <script>alert(1)</script> take the road

They ate the the "food" & left — about 16 Thousands men of the 🙂 army.
"""
PIECES = st.lists(
    st.sampled_from(
        ["the the ", "🙂", "e\u0301", "\r\n", "\n\n", "16 Thousands men ", "<b>", "&amp;", "\u200f", "`x x` ", ". "]
    ),
    max_size=30,
)


class _Page(HTMLParser):
    """The tags, attributes and texts of a page."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.ids, self.links, self.loads, self.article, self.text, self.data = [], [], [], [], "", "", ""
        self.attributes = []
        self._stack = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.loads += [values[name] for name in ("src", "srcset", "data", "action") if name in values]
        if tag not in ("meta", "br", "input", "rect"):
            self._stack.append((tag, values))

    def handle_endtag(self, tag):
        while self._stack and self._stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        inside = [tag for tag, _ in self._stack]
        if "script" in inside or "style" in inside:
            self.data += data if self._stack[-1][1].get("id") == "data" else ""
            return
        self.text += data
        if "article" in inside and "sup" not in inside:
            self.article += data


@pytest.fixture(scope="module")
def page():
    report = audit(read_text(TEXT, "a.txt"), Settings())
    return _Page(html.render(Run((report, report), (Unread("b.txt", "is empty"),)))), report


def test_the_text_is_shown_as_it_is(page):
    parsed, report = page
    prose = [report.document.slice(block.span) for block in report.document.blocks]
    assert parsed.article.split("\n").count(prose[0]) == 4
    assert prose[2] in parsed.article


def test_every_finding_is_marked_and_linked_both_ways(page):
    parsed, report = page
    assert report.findings
    for file in (1, 2):
        for number in range(1, len(report.findings) + 1):
            assert {f"m{file}-{number}", f"f{file}-{number}"} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)


def test_nothing_is_loaded(page):
    parsed, _ = page
    assert parsed.loads == []
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(parsed.tags)
    assert parsed.tags.count("script") == 3
    assert all(link.startswith("#") for link in parsed.links)
    assert not any(name == "style" or name.startswith("on") for name in parsed.attributes)


HOSTILE = """</script><script>x()</script><img src=x onerror=x()>"'<!--{{ 7*7 }}"""


def hostile(name=f"{HOSTILE}.txt"):
    """A run with a hostile text wherever a text may come from."""
    document = read_text(f"They said {HOSTILE} and left.\n\n{HOSTILE}\n", name)
    start = document.text.index(HOSTILE)
    other = document.text.rindex(HOSTILE)
    rule = Rule("x/y", "accuracy/mistranslation", "critical", HOSTILE, HOSTILE, "preview", "source")
    related = (Span(other, other + len(HOSTILE)),)
    finding = Finding(rule, Span(start, start + len(HOSTILE)), HOSTILE, (Suggestion(f"a {HOSTILE}"),), related)
    report = Report(document, (finding,), (Skipped(HOSTILE, HOSTILE),), HOSTILE)
    return Run((report,), (Unread(HOSTILE, HOSTILE),))


def test_hostile_text_stays_text():
    parsed = _Page(html.render(hostile()))
    assert parsed.tags.count("script") == 3
    assert "img" not in parsed.tags
    assert parsed.text.count(HOSTILE) >= 12
    assert json.loads(parsed.data)["files"][0]["path"] == f"{HOSTILE}.txt"


@given(PIECES, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_the_marks_lie_on_the_findings_and_the_data_on_the_file(pieces, name):
    raw = "Start " + "".join(pieces)
    report = audit(read_text(raw, name), Settings(preview=True, select=("repetition", "numbers")))
    found = [""] * len(report.findings)
    for block in blocks(report):
        for piece in block.pieces:
            for number in piece.findings:
                found[number - 1] += "".join(run.text for run in piece.runs)
    shown = [each.replace("\r\n", "\n") for each in found]
    for each, finding in zip(shown, report.findings, strict=True):
        assert len(each) >= finding.span.end - finding.span.start
    (file,) = json.loads(embedded(Run((report,))))["files"]
    assert (file["raw"], file["sha256"]) == (raw, fingerprint(raw))
    units = raw.encode("utf-16-le")
    for each, finding in zip(file["findings"], report.findings, strict=True):
        assert raw[each["start"] : each["end"]] == report.document.raw_slice(finding.span)
        assert units[2 * each["from"] : 2 * each["to"]].decode("utf-16-le") == raw[each["start"] : each["end"]]
        if each["prose"]:
            assert shown[report.findings.index(finding)] == report.document.slice(finding.span)


@given(st.sampled_from(registry.names("readers")), st.text(st.characters(max_codepoint=0x24F)))
def test_the_script_can_write_what_every_format_writes(format_, text):
    ways = escapes(format_)
    in_ascii = written("é", format_) != "é"
    other = [f"\\u{ord(char):04x}" if in_ascii and not char.isascii() else char for char in text]
    assert "".join(map(ways.get, text, other)) == written(text, format_)


def test_the_source_and_the_guess_of_its_language_are_shown():
    raw = 'msgid "Sie aßen das Essen"\nmsgstr "They ate the the food."\n'
    report = audit(read_text(raw, "a.po"), Settings(select=("repetition",)))
    origin = Origin((("de", 0.8), ("nl", 0.15)), (Trace("name", Span(0, 4), "They", ("de",), "a name"),))
    text = _Page(html.render(Run((replace(report, origin=origin),)))).text
    assert "Source: “Sie aßen das Essen”" in text
    assert "Likely translated from German or Dutch: “They”" in text


def test_what_is_no_prose_is_shown_as_it_stands_in_the_file():
    raw = "Call `run run` of [a page](http://a.b/c) and and go.\n"
    (block,) = blocks(audit(read_text(raw, "a.md"), Settings()))
    runs = [run for piece in block.pieces for run in piece.runs]
    assert [run.text for run in runs if run.masked] == ["`run run`"]
    assert "".join(run.text for run in runs) == "Call `run run` of a page and and go."


@pytest.mark.parametrize(
    ("name", "raw", "hold"),
    [
        ("a.html", "<p>They ate the the food.</p>", ""),
        ("a.html", "<p>They ate <i>the</i> the food.</p>", "There is markup inside these words"),
        ("a.md", "# Rebels take the northern road\n\n# Rebels take the northern road\n", "would leave empty markup"),
    ],
)
def test_what_cannot_be_corrected_from_here_says_so(name, raw, hold):
    parsed = _Page(html.render(Run((audit(read_text(raw, name), Settings(select=("repetition",))),))))
    assert hold in parsed.text
    assert ("by hand." in parsed.text) == bool(hold)


def test_what_did_not_run_and_could_not_be_read_stands_at_the_top():
    document = read_text("They left.", "a.txt")
    everywhere, once = Skipped("grammar", "it is not installed"), Skipped("patterns", "it broke")
    reports = (Report(document, (), (everywhere,), "sig"), Report(document, (), (once, everywhere), "sig"))
    text = _Page(html.render(Run(reports, (Unread("b.txt", "is empty"),)))).text
    assert text.count("grammar did not run: it is not installed") == 1
    assert text.count("patterns did not run: it broke") == 1
    assert "b.txt is empty; it was not checked." in text
    assert text.count("Made by sig") == 1


def test_a_run_has_its_totals_and_every_file_its_row():
    reports = tuple(audit(read_text("They ate the the food.", name), Settings()) for name in ("a.txt", "b.txt"))
    text = re.sub(r"\s+", " ", _Page(html.render(Run(reports))).text)
    assert "2 files words10 findings2 critical0 major0 minor2 MQM score80.0" in text
    assert "a.txt5––180.0" in text
    assert "The score says little on fewer than 300 words." in text


@pytest.mark.parametrize(
    ("names", "folder"),
    [
        (["docs/a.txt", "docs/b.txt"], "docs/"),
        (["/home/x/docs/a.txt", "/home/x/notes/b.txt"], "/home/x/"),
        (["a.txt", "docs/b.txt"], ""),
        (["docs/a.txt"], ""),
        (["docs\\a.txt", "docs\\b.txt"], "docs/"),
    ],
)
def test_the_index_names_the_folder_of_all_files_once(names, folder):
    run = Run(tuple(audit(read_text("They left.", name), Settings()) for name in names))
    assert page_of(run).folder == folder


def test_what_is_hidden_is_counted():
    document = read_text("They left.", "a.txt")
    reports = (Report(document, (), (), "", Hidden(1, 2)), Report(document, (), (), "", Hidden(3)))
    text = _Page(html.render(Run(reports))).text
    assert "Not shown: 4 suppressed, 2 in the baseline." in text
    assert "1 suppressed · 2 in the baseline" in text
    assert "MQM score" not in text.split("a.txt")[0]


def test_a_run_without_files_is_a_page():
    text = _Page(html.render(Run((), (Unread("b.txt", "is empty"),)))).text
    assert "b.txt is empty; it was not checked." in text


def test_a_report_is_the_same_twice():
    report = audit(read_text(TEXT, "a.txt"), Settings())
    assert html.render(Run((report,))) == html.render(Run((report,)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the the", "the", [("the", "the"), (" the", "")]),
        ("2 5 Hundreds", "2,500", [("2 5 Hundreds", "2,500")]),
        ("left the base", "left a base", [("left ", "left "), ("the", "a"), (" base", " base")]),
        ("U S.", "U.S.", [("U S", "U.S"), (".", ".")]),
        ("gone", "", [("gone", "")]),
        ("a b", "c d", [("a b", "c d")]),
        ("Bidens plan", "Biden’s plan", [("Bidens", "Biden’s"), (" plan", " plan")]),
    ],
)
def test_a_difference_by_words(old, new, expected):
    assert [tuple(change) for change in changes(old, new)] == expected


@given(st.text(st.sampled_from("ab ,.\n"), max_size=30), st.text(st.sampled_from("ab ,.\n"), max_size=30))
def test_a_difference_leads_from_the_one_to_the_other(old, new):
    found = changes(old, new)
    assert ("".join(change.old for change in found), "".join(change.new for change in found)) == (old, new)
    assert all(change.old or change.new for change in found)


WORDS = st.lists(
    st.sampled_from("a the left went 250 2,500 not never Anna base . <b> & \U0001f600".split()), max_size=9
)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_a_comparison_holds_every_word_of_both_sides(pairs):
    mine, theirs = (
        ("\n\n".join(f"{' '.join(words)} x." for words in side) for side in zip(*pairs, strict=True))
        if pairs
        else ("x.", "x.")
    )
    report = audit(read_text(mine, "a.txt"), Settings(select=("repetition",)))
    comparison = compare(report.document, read_text(theirs, "b.txt"), report.findings)
    found = beside(replace(report, comparison=comparison))
    segments = [each for each in comparison.segments if each.differences or each.span is None or not each.reference]
    assert len(found.rows) + found.same == len(comparison.segments)
    for row, segment in zip(found.rows, segments, strict=True):
        old, new = ("".join(getattr(step, side) for step in row.steps).split() for side in ("old", "new"))
        assert "".join(old) == "".join(report.document.slice(segment.span).split() if segment.span else [])
        assert "".join(new).casefold() == "".join(segment.reference.split()).casefold()
        assert [bool(step.reasons) for step in row.steps if step.old != step.new].count(True) == sum(
            bool(each.evidence) for each in segment.differences
        )


def test_what_the_source_proves_is_no_suspicion():
    raw = "source\ttarget\nIm Jahr 1669\tIn 2009\n"
    shown = html.render(Run((audit(read_text(raw, "a.tsv"), Settings()),)))
    assert '<span class="tag">by the source</span>' in shown
    assert '<span class="tag">suspected</span>' not in shown


@pytest.mark.parametrize(("likelihood", "said"), [(None, False), (0.2, False), (0.97, True)])
def test_how_a_text_reads_is_said_where_it_is_likely_a_translation(likelihood, said):
    report = replace(
        audit(read_text("They left. " * 80, "a.txt"), Settings(select=("repetition",))), translated=likelihood
    )
    assert ("Reads as poor machine translation: 97% likely" in _Page(html.render(Run((report,)))).text) == said
