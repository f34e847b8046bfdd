"""Additions to a settings file: the list has the item, and all else stands as it stood."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.errors import SettingsError
from mtaudit.settings import Settings, load
from mtaudit.settings_file import add, add_word, with_item

OURS = (
    "",
    "# ours\npreview = true\n",
    'allow = []\npreview = true\n[per-file-ignores]\n"a" = ["b"]\n',
    'select = ["numbers"]\nallow = [\n  "c d", # why\n  "e",\n]\n',
    '[per-file-ignores]\n"allow" = ["b"]\n',
)


@given(st.sampled_from(OURS), st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), min_size=1))
def test_the_item_is_in_the_list_and_all_else_is_as_before(text, item):
    before, after = tomllib.loads(text), tomllib.loads(with_item(text, "allow", item))
    assert sorted(after["allow"]) == sorted([item, *before.get("allow", [])])
    assert {**after, "allow": []} == {**before, "allow": []}
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in with_item(text, "allow", "x").splitlines() if "#" in line
    ]


def test_a_table_shared_with_other_tools_gets_it_in_our_part():
    text = '[project]\nname = "a"\nallow = []\n\n[tool.mtaudit]\npreview = true\n\n[tool.ruff]\nallow = ["x"]\n'
    changed = with_item(text, "allow", "b c", own=False)
    assert changed == text.replace("[tool.mtaudit]\n", '[tool.mtaudit]\nallow = ["b c"]\n')


@pytest.mark.parametrize(
    ("text", "own"),
    [('allow = "a"\n', True), ("allow = [", True), ("[project]\n", False), ('"allow" = ["a"]\n', True)],
)
def test_what_it_cannot_do_it_says(text, own):
    with pytest.raises(SettingsError):
        with_item(text, "allow", "b", own=own)


def test_a_word_goes_into_the_vocabulary_that_is_there(tmp_path):
    (tmp_path / "words.txt").write_text("one", encoding="utf-8")
    (tmp_path / "mtaudit.toml").write_text('vocabulary = "words.txt"\n', encoding="utf-8")
    for word in ("zwei", "zwei", "one"):
        assert add_word(tmp_path, load(tmp_path / "mtaudit.toml"), word) == tmp_path / "words.txt"
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == "one\nzwei\n"


def test_without_a_file_one_is_made(tmp_path):
    add_word(tmp_path, Settings(), "zwei")
    settings = load(tmp_path / "mtaudit.toml")
    assert settings.vocabulary == (tmp_path / "vocabulary.txt",)
    add(tmp_path, settings, "ignore", "numbers")
    assert load(tmp_path / "mtaudit.toml").ignore == ("numbers",)
