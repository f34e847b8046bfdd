import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.printable import printable, printable_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a·[31mb"),
        ("a\tb", "a b"),
        ("a\r\nb", "a··b"),
        ("\u202eabc\u2066", "·abc·"),
        ("\x9b31m", "·31m"),
        ("é 日本 🙂 אב", "é 日本 🙂 אב"),
    ],
)
def test_what_moves_the_cursor_or_turns_a_line_round_becomes_a_dot(text, shown):
    assert printable(text) == shown


@given(st.text())
def test_a_line_keeps_its_length_and_printing_twice_is_printing_once(text):
    assert len(printable(text)) == len(text)
    assert printable(printable(text)) == printable(text)
    assert printable_lines(text).count("\n") == text.count("\n")
