"""What the words of other languages mean: the archive that ships, and how one is read."""

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import senses
from mtaudit.errors import MtauditError
from mtaudit.senses._dictionaries import Dictionary, dictionary, signed
from mtaudit.senses._shared import opened

ARCHIVE = Path(senses.__file__).with_name("dictionaries.zip")
WORDS = st.dictionaries(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=9),
    st.sets(st.integers(0, 60_000), min_size=2, max_size=9),
    max_size=9,
)


def lines(words):
    for word, lemmas in sorted(words.items()):
        steps = (f"{two - one:x}" for one, two in pairwise([0, *sorted(lemmas)]))
        yield f"{word}\t{' '.join(steps)}\n"


@given(WORDS)
def test_each_word_stands_with_all_its_lemmas_and_no_other(words):
    held = Dictionary("".join(lines(words)))
    numbers = {word: number for number, word in enumerate(sorted(words))}
    for lemma in {each for lemmas in words.values() for each in lemmas} | {60_001}:
        found = held.words(lemma)
        assert {each.word for each in found} == {word for word, lemmas in words.items() if lemma in lemmas}
        assert all(each.number == numbers[each.word] for each in found)


@pytest.mark.parametrize(
    ("language", "word", "one", "other"),
    [
        ("de", "Gericht", "dish", "court"),
        ("es", "base", "foundation", "base"),
        ("fr", "avocat", "avocado", "lawyer"),
        ("ro", "tablou", "table", "painting"),
        ("ru", "команда", "team", "crew"),
        ("it", "sinistra", "left", "sinister"),
    ],
)
def test_a_word_of_the_source_stands_with_both_its_meanings(language, word, one, other):
    parts = ("NOUN", "ADJ")
    held = [
        {each.word for pos in parts for each in senses.foreign_words(lemma, pos, language)} for lemma in (one, other)
    ]
    assert all(word in words for words in held)


def test_what_means_one_thing_alone_is_left_out():
    with zipfile.ZipFile(ARCHIVE) as archive:
        assert archive.testzip() is None
        for language in ("de", "ro", "zh"):
            assert all(" " in line for line in archive.read(language).decode().splitlines())


def test_all_languages_of_the_table_have_one():
    with zipfile.ZipFile(ARCHIVE) as archive:
        assert set(archive.namelist()) == set(opened().languages)


def test_a_language_that_nobody_has_means_nothing():
    assert senses.foreign_words("dish", "NOUN", "tlh") == ()


@pytest.mark.parametrize("content", [b"", b"PK", b"no archive" * 99])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(MtauditError, match="cannot be read"):
        dictionary(tmp_path / "a.zip", "de", 1)


def test_the_archive_of_another_table_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.comment = signed(2)
        archive.writestr("de", "Gericht\t1 1\n")
    with pytest.raises(MtauditError, match="another pivot table"):
        dictionary(tmp_path / "a.zip", "de", 1)
    assert [each.word for each in dictionary(tmp_path / "a.zip", "de", 2).words(2)] == ["Gericht"]
