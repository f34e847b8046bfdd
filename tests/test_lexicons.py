import gzip
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.detectors._foreign import LANGUAGES
from mtaudit.lexicons import accented_english, foreign_languages, function_words, subwords


@pytest.fixture(scope="module")
def lines():
    data = (files("mtaudit.lexicons") / "foreign_words.txt.gz").read_bytes()
    return gzip.decompress(data).decode().splitlines()


def test_every_word_of_the_list_is_found(lines):
    for line in [*lines[::97], lines[0], lines[-1]]:
        word, languages = line.split("\t")
        assert foreign_languages(word) == tuple(languages.split(","))


@pytest.mark.parametrize("word", ["", "the", "zzzz", "~", "\x00", "😀", "aaaaaaaaaaaa"])
def test_other_words_are_not(word):
    assert foreign_languages(word) == ()


def test_every_language_has_a_name(lines):
    used = {language for line in lines for language in line.split("\t")[1].split(",")}
    used |= {language for word in function_words().values() for language in word.languages}
    assert used == set(LANGUAGES)


def test_function_words():
    assert function_words()["und"].tier == "alone"
    assert function_words()["und"].english == "and"
    assert function_words()["pour"].tier == "row"
    assert "facto" in function_words()["de"].followers


def test_english_accents():
    assert {"café", "naïve", "façade"} <= accented_english()


@given(st.text(min_size=1, max_size=40))
def test_any_string_has_a_surprise(word):
    assert 0 <= subwords.surprise(word) < float("inf")


@pytest.mark.parametrize("word", ["government", "withdrawal", "understanding", "measurable", "headquarters"])
def test_a_word_backwards_surprises_more(word):
    assert subwords.surprise(word) < 2 < subwords.surprise(word[::-1])
