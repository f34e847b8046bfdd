"""The comment that hides one finding: in each format that has comments, it hides that one and changes nothing else."""

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.edit import applied
from mtaudit.ignoring import ignoring
from mtaudit.settings import Settings

SETTINGS = Settings(select=("repetition/word", "suppressions"), grammar="off")
CASES = [
    ("a.md", "# A\n\nThey ate the the food.\nMore.\n"),
    ("a.md", "# They ate the the food\n\nMore.\n"),
    ("a.md", "- One.\n- They ate the the food.\n  - Under it the the sun.\n"),
    ("a.md", "> They ate the the food.\n> More.\n"),
    ("a.md", "One one. They ate the the food.\r\n\r\nMore.\r\n"),
    ("a.md", "---\ntitle: They ate the the food\n---\nMore.\n"),
    ("a.mdx", "# A\n\nThey ate the the food.\n"),
    ("a.html", "<html><body><h1>A</h1><p class=x>They <b>ate</b> the the food.</p></body></html>"),
    ("a.po", 'msgid "Eins"\nmsgstr "One one"\n\nmsgid "Essen"\nmsgstr "They ate the the food"\n'),
]


@pytest.mark.parametrize(("name", "raw"), CASES)
def test_it_hides_this_finding_and_changes_nothing_else(name, raw):
    document = read_text(raw, name)
    before = audit(document, SETTINGS)
    finding = next(each for each in before.findings if document.slice(each.span) == "the the")
    edit = ignoring(finding, document, SETTINGS)
    after = audit(read_text(applied(raw, [edit]), name), SETTINGS)
    assert after.hidden.suppressed >= 1
    assert len(after.findings) + after.hidden.suppressed == len(before.findings)
    assert after.document.words == document.words
    assert applied(raw, [edit]).replace(edit.text, "", 1) == raw


@pytest.mark.parametrize(
    ("name", "raw"), [("a.txt", "They ate the the food."), ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nThe the men\n")]
)
def test_a_format_without_comments_has_none(name, raw):
    document = read_text(raw, name)
    (finding, *_) = audit(document, SETTINGS).findings
    assert ignoring(finding, document, SETTINGS) is None


def test_where_a_reason_is_required_one_is_asked_for():
    document = read_text("They ate the the food.\n", "a.md")
    settings = Settings(select=("repetition",), grammar="off", strict_suppressions=True)
    (finding,) = audit(document, settings).findings
    assert ignoring(finding, document, settings).text.endswith(" -- why? -->\n")
