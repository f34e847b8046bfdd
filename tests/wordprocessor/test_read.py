import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtaudit.decisions import corrected
from mtaudit.errors import ReadError
from mtaudit.wordprocessor.read import decided

RAW = "They ate the the food of 16 Thousands men.\n\nHe denied the attacks and attacks of Friday.\n"


def result(data, raw=RAW):
    (file,) = decided(data)
    return corrected(raw, file), [(each.rule, each.verdict, each.replacement) for each in file.decisions]


def test_what_nobody_touched_is_open(report_of):
    text, decisions = result(report_of(RAW))
    assert text == RAW
    assert decisions == [
        ("repetition/word", "open", "the"),
        ("numbers/scale-word", "open", "16,000"),
        ("repetition/conjoined", "open", "attacks"),
    ]


def test_accepted_and_rejected_changes(report_of, review):
    reviewer = review(report_of(RAW))
    reviewer.accept("16 Thousands", "16,000")
    reviewer.reject("the the", "the")
    text, decisions = result(reviewer.saved())
    assert text == RAW.replace("16 Thousands", "16,000")
    assert [verdict for _, verdict, _ in decisions] == ["reject", "accept", "open"]


@pytest.mark.parametrize("accept", [True, False])
def test_all_at_once(report_of, review, accept):
    reviewer = review(report_of(RAW))
    reviewer.accept() if accept else reviewer.reject()
    text, decisions = result(reviewer.saved())
    expected = "They ate the food of 16,000 men.\n\nHe denied the attacks of Friday.\n"
    assert text == (expected if accept else RAW)
    assert {verdict for _, verdict, _ in decisions} == {"accept" if accept else "reject"}


def test_another_correction_is_taken(report_of, review):
    reviewer = review(report_of(RAW))
    reviewer.accept()
    reviewer.write("16,000", "sixteen thousand")
    text, decisions = result(reviewer.saved())
    assert "food of sixteen thousand men" in text
    assert decisions[1] == ("numbers/scale-word", "accept", "sixteen thousand")


def test_other_words_can_be_edited_and_breaks_made(report_of, review):
    reviewer = review(report_of(RAW))
    reviewer.accept("attacks and attacks", "attacks")
    reviewer.write("He denied the ", "She denied all the ")
    reviewer.write("They ate", "All of them ate")
    text, decisions = result(reviewer.saved())
    assert text == "All of them ate the the food of 16 Thousands men.\n\nShe denied all the attacks of Friday.\n"
    assert ("reviewer", "accept", "She") in decisions


def test_a_paragraph_in_two_and_one_taken_out(report_of, review):
    reviewer = review(report_of(RAW))
    first = reviewer.paragraph("They ate")
    second = type(first)(first.tag)
    for child in list(first)[-1:]:
        first.remove(child)
        second.append(child)
    body = reviewer.body()
    body.insert(list(body).index(first) + 1, second)
    body.remove(reviewer.paragraph("He denied"))
    text, _ = result(reviewer.saved())
    assert text == "They ate the the food of 16 Thousands\n\n men.\n\n\n"


def test_changes_that_the_reviewer_tracked_count_as_made(report_of, review):
    reviewer = review(report_of(RAW))
    for change in reviewer.changes():
        change.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}author", "Jane")
    text, decisions = result(reviewer.saved())
    assert text == "They ate the food of 16,000 men.\n\nHe denied the attacks of Friday.\n"
    assert {verdict for _, verdict, _ in decisions} == {"accept"}


def test_line_ends_markup_and_entities_stay(report_of, review):
    raw = "<h1>They ate the the food &amp; left</h1>\r\n<p>About 16 Thousands <b>men &lt;</b></p>\r\n"
    reviewer = review(report_of(raw, "a.html"))
    reviewer.accept()
    text, _ = result(reviewer.saved(), raw)
    assert text == raw.replace("the the", "the").replace("16 Thousands", "16,000")


def test_what_is_no_plain_text_in_the_file_is_not_edited_here(report_of, review):
    raw = "They ate the the food with `code` in it.\n"
    reviewer = review(report_of(raw, "a.md"))
    reviewer.write("`code`", "`Code`")
    with pytest.raises(ReadError, match=r"which is not plain text in a\.md; do it there"):
        decided(reviewer.saved())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "the the ",
                "16 Thousands men ",
                "🙂",
                "e\u0301 ",
                "\r\n",
                "\n\n",
                "  ",
                "\t",
                "\x1b",
                "\u200b",
                "They ",
                ". ",
            ]
        ),
        max_size=20,
    ),
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.sampled_from(["accept", "reject", "open"]),
)
def test_whatever_the_text_all_changes_or_none_are_made(report_of, review, pieces, name, what):
    from mtaudit.audit import audit, read_text
    from mtaudit.edit import applied
    from mtaudit.fix import edits
    from mtaudit.settings import Settings

    raw = "Start " + "".join(pieces)
    reviewer = review(report_of(raw, name))
    if what != "open":
        getattr(reviewer, what)()
    text, _ = result(reviewer.saved(), raw)
    report = audit(read_text(raw, name), Settings(select=("repetition", "numbers"), preview=True))
    expected = applied(raw, edits(report, unsafe=True)) if what == "accept" else raw
    if what != "accept" or len({finding.span for finding in report.findings}) == len(edits(report, unsafe=True)):
        assert text == expected


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        (("customXml",), "is no report of mtaudit, or has lost what mtaudit noted in it"),
        (("document.xml$",), "is no DOCX file that can be read"),
    ],
)
def test_what_mtaudit_cannot_know_is_refused(report_of, review, without, reason):
    with pytest.raises(ReadError, match=reason):
        decided(review(report_of(RAW)).saved(without))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_docx_is_refused(data):
    with pytest.raises(ReadError, match="is no"):
        decided(data)


def test_lost_bookmarks_are_noticed(report_of, review):
    reviewer = review(report_of(RAW))
    first = reviewer.paragraph("They ate")
    for child in list(first):
        if "bookmark" in child.tag:
            first.remove(child)
    with pytest.raises(ReadError, match="has lost the bookmark of “They ate the the food"):
        decided(reviewer.saved())


@pytest.mark.parametrize(
    "raw", ["\u200bThey ate the the food.\n", "The the food\u200b was good.\n", "\u200bthe the food\n"]
)
def test_the_invisible_character_that_holds_a_bookmark_is_told_from_one_of_the_text(report_of, review, raw):
    assert result(report_of(raw), raw)[0] == raw
    reviewer = review(report_of(raw))
    reviewer.accept()
    assert result(reviewer.saved(), raw)[0] == raw.replace("the the", "the").replace("The the", "The")
