import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.edit import Edit, applied, line_end, written
from mtaudit.model import Span


@given(st.lists(st.tuples(st.text(max_size=4), st.text(min_size=1, max_size=4), st.text(max_size=4)), max_size=6))
def test_only_the_spans_are_replaced(pieces):
    raw, expected, edits = "", "", []
    for kept, old, new in pieces:
        start = len(raw) + len(kept)
        edits.append(Edit(Span(start, start + len(old)), new))
        raw, expected = raw + kept + old, expected + kept + new
    assert applied(f"{raw}end", edits) == f"{expected}end"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("a", "\n"), ("a\nb", "\n"), ("a\r\nb", "\r\n"), ("a\rb", "\r"), ("a\rb\n", "\n"), ("a\nb\r\n", "\r\n")],
)
def test_the_line_end_of_a_file(raw, expected):
    assert line_end(raw) == expected


def test_a_correction_is_escaped_in_html_only_and_ends_its_lines_as_the_file_does():
    assert written("a & <b>\nc", "html", "\r\n") == "a &amp; &lt;b&gt;\r\nc"
    assert written("a & <b>\nc", "markdown") == "a & <b>\nc"
