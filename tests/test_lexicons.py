import gzip
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.detectors._foreign import LANGUAGES
from mtaudit.lexicons import accented_english, foreign_languages, function_word, is_function_word, subwords
from mtaudit.lexicons._lines import SortedLines
from mtaudit.lexicons.british import american, is_one_word
from mtaudit.lexicons.english import classes, may_be_finite
from mtaudit.lexicons.given_names import given_name


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
    table = (files("mtaudit.lexicons") / "foreign_function_words.tsv").read_text(encoding="utf-8")
    words = (line.partition("\t")[0] for line in table.splitlines())
    used |= {language for word in words for language in function_word(word).languages}
    assert used == set(LANGUAGES)


def test_function_words():
    assert function_word("und").tier == "alone"
    assert function_word("und").english == "and"
    assert function_word("pour").tier == "row"
    assert "facto" in function_word("de").followers
    assert is_function_word("und")


def test_an_english_word_is_no_function_word():
    assert function_word("understanding") is None
    assert not is_function_word("understanding")


def test_english_accents():
    assert {"café", "naïve", "façade"} <= accented_english()


@given(st.text(min_size=1, max_size=40))
def test_any_string_has_a_surprise(word):
    assert 0 <= subwords.surprise(word) < float("inf")


@pytest.mark.parametrize("word", ["government", "withdrawal", "understanding", "measurable", "headquarters"])
def test_a_word_backwards_surprises_more(word):
    assert subwords.surprise(word) < 2 < subwords.surprise(word[::-1])


@pytest.mark.parametrize("name", ["english_words", "word_classes", "given_names"])
def test_every_line_of_a_sorted_file_is_found(name):
    lines = gzip.decompress((files("mtaudit.lexicons") / f"{name}.txt.gz").read_bytes()).decode().splitlines()
    table = SortedLines(f"{name}.txt.gz")
    for line in [*lines[::997], lines[0], lines[-1]]:
        key, value = line.split("\t", 1)
        assert table.find(key) == value
    assert table.find("") == table.find("~") == table.find(lines[0][:1] + "\x00") == ""


@pytest.mark.parametrize(
    ("word", "letters"),
    [("report", "nv"), ("said", "d"), ("emissions", "s"), ("senator", "nh"), ("the", ""), ("went", "d")],
)
def test_parts_of_speech(word, letters):
    assert set(letters) <= set(classes(word))
    assert bool(classes(word)) == bool(letters)


def test_finite_verbs():
    assert all(map(may_be_finite, ("is", "said", "goes", "could")))
    assert not any(map(may_be_finite, ("quickly", "senator", "the", "zzzz")))


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("Deborah", 98, 100), ("john", 0, 2), ("José", 0, 2), ("Andrea", 3, 97), ("Jean", 3, 97)],
)
def test_the_sex_of_given_names(name, least, most):
    known = given_name(name)
    assert known
    assert least <= known.women <= most


def test_a_surname_is_no_given_name():
    assert given_name("Blinken") is None


@pytest.mark.parametrize(
    ("british", "other"),
    [
        ("colour", "color"), ("favourites", "favorites"), ("organisation", "organization"), ("analysed", "analyzed"),
        ("centres", "centers"), ("travelled", "traveled"), ("catalogue", "catalog"), ("programmes", "programs"),
        ("defence", "defense"),
    ],
)  # fmt: skip
def test_two_spellings_are_one_word(british, other):
    assert is_one_word(british, other)
    assert is_one_word(other, british)


@pytest.mark.parametrize(
    ("one", "other"),
    [("base", "foundation"), ("history", "historian"), ("colour", "colour"), ("filling", "filing"), ("bus", "buz")],
)
def test_two_words_are_not_one(one, other):
    assert not is_one_word(one, other)


@given(st.from_regex("[a-z]{1,12}", fullmatch=True))
def test_an_american_spelling_is_another_one(word):
    assert word not in set(american(word))
