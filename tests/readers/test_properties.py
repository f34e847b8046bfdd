from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.properties import javafile

from mtaudit.audit import read_text
from mtaudit.readers import properties

FILE = r"""# a note of words
! another
hello = Hello, {0}
long: one \
      two
with\ space\=x  The value
caf\u00e9=Caf\u00e9 \ud83d\ude00 \\ \t!
empty=
"""


def test_values_are_units_whatever_parts_them_from_their_keys():
    document = read_text(FILE, "a_en.properties")
    found = [(each.target, each.key) for each in document.blocks]
    assert found[0] == ("Hello, {0}", "hello")
    assert found[1:3] == [("one two", "long"), ("The value", r"with\ space\=x")]
    assert found[3][0] == "Café \U0001f600 \\ \t!"
    assert len(found) == 4


@given(st.text(st.characters(max_codepoint=0xFFFF, categories=["L", "N"], include_characters=" "), max_size=30))
def test_a_value_is_that_of_the_translate_toolkit(text):
    text = text.strip()
    if not any(map(str.isalnum, text)):
        return
    raw = f"key={properties.encode(text)}\n"
    (unit,) = javafile.parsestring(raw.encode("utf-8")).units
    assert [each.target for each in read_text(raw, "a.properties").blocks] == [unit.source] == [text]


@pytest.mark.parametrize(
    ("path", "taken"), [("messages_en.properties", True), ("log4j.properties", False), ("a_de.properties", False)]
)
def test_a_walk_takes_the_english_messages(path, taken):
    assert properties.is_walked(Path(path)) is taken
