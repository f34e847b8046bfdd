import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.errors import ReadError
from mtaudit.model import Span
from mtaudit.wordprocessor.notes import Mark, notes, pack, sayable, shown, unpack

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


def part(value):
    packed = base64.b64encode(zlib.compress(json.dumps(value).encode())).decode()
    return f'<n:notes xmlns:n="urn:mtaudit:docx">{packed}</n:notes>'.encode()


@given(TEXTS, TEXTS, st.none() | TEXTS)
def test_notes_come_back_as_they_were(raw, path, correction):
    written = notes(read_text(raw, f"{path}.txt"), [Mark("x/y", Span(0, 1), correction)])
    assert unpack(pack([written, written])) == (written, written)


@given(st.text(st.characters()))
def test_what_is_shown_takes_no_more_and_no_less_room(text):
    assert len(sayable(text)) == len(text)
    assert sayable(sayable(text)) == sayable(text)


def test_code_is_shown_as_it_is():
    document = read_text("Use `a b` now.", "a.md")
    assert shown(document, document.blocks[0].span) == "Use `a b` now."


@pytest.mark.parametrize("other", [b"<a/>", b"", b"<a", b'<b:Sources xmlns:b="urn:x"/>'])
def test_a_part_of_another_is_passed_over(other):
    assert unpack(other) is None


@pytest.mark.parametrize("value", [[2, []], 7, [1, [["a"]]], [1, [["a", "b", "c", [["x", 0]]]]]])
def test_notes_that_do_not_hold_are_refused(value):
    with pytest.raises(ReadError):
        unpack(part(value))


def test_notes_that_grow_without_end_are_refused():
    packed = base64.b64encode(zlib.compress(b" " * 300_000_000)).decode()
    with pytest.raises(ReadError, match="has lost"):
        unpack(f'<n:notes xmlns:n="urn:mtaudit:docx">{packed}</n:notes>'.encode())
