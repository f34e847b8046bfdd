import json as standard
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.errors import ReadError
from mtaudit.model import MASK
from mtaudit.readers import json

ARB = r"""{
  "@@locale": "en",
  "hello": "Hello \"{name}\"\nand \u00e9\ud83d\ude00",
  "@hello": {"description": "A greeting of nobody"},
  "files": "{n, plural, =0 {no file} one {# file} other {# files of {user}}} left",
  "deep": {"er": ["one of", "two of"]}
}
"""


def test_strings_are_units_by_their_path_and_notes_are_none():
    document = read_text(ARB, "a.arb")
    found = {each.key: document.slice(each.span).replace(MASK, "") for each in document.blocks[:2]}
    assert found == {"hello": 'Hello ""\nand é😀', "files": "no file # file # files of  left"}
    assert [(each.key, each.target) for each in document.blocks[2:]] == [("deep.er", "one of"), ("deep.er", "two of")]
    assert document.blocks[0].target == 'Hello "{name}"\nand é😀'


@pytest.mark.parametrize(("raw", "reason"), [("{", "is no JSON"), ("[" * 100_000, "nested too deeply|is no JSON")])
def test_what_is_no_json_is_refused(raw, reason):
    with pytest.raises(ReadError, match=reason):
        read_text(raw, "a.json")


values = st.recursive(
    st.text(max_size=20) | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def leaves(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if not key.startswith("@"):
                yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)


@given(values, st.booleans(), st.sampled_from([None, 1]))
def test_every_value_with_words_is_found(value, ascii_only, indent):
    raw = standard.dumps(value, ensure_ascii=ascii_only, indent=indent)
    if any(0xD800 <= ord(char) < 0xE000 for char in raw):
        return
    found = [each.target for each in read_text(raw, "a.json").blocks]
    assert set(found) <= set(leaves(value))
    assert {text for text in leaves(value) if text.isalpha()} <= set(found)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_a_correction_is_written_as_json_reads_it(text):
    assert standard.loads(f'"{json.encode(text)}"') == text


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("lib/l10n/app_en.arb", True),
        ("locales/en/common.json", True),
        ("i18n/en-GB.json", True),
        ("package.json", False),
        ("locales/de/common.json", False),
        ("token.json", False),
    ],
)
def test_a_walk_takes_the_english_messages(path, taken):
    assert json.is_walked(Path(path)) is taken
