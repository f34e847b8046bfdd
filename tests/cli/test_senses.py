import json

import pytest
from click.testing import CliRunner

from mtaudit.cli import group

_SOURCES = ("dictionaries", "near by a thesaurus", "of one family")


def run(*arguments):
    return CliRunner().invoke(group, ["senses", *arguments])


def test_a_word_in_its_form_with_the_evidence():
    done = run("foundations")
    assert done.exit_code == 0
    assert done.output.startswith("“foundations” (noun, a form of “foundation”) may stand for:\n")
    line = next(line for line in done.output.splitlines() if line.startswith("  bases "))
    assert "German " in line
    assert "more languages" in line


def test_each_part_of_speech_is_a_paragraph_and_can_be_chosen():
    assert "(noun)" in run("command").output
    assert "(verb)" in run("command").output
    assert "(noun)" not in run("command", "--pos", "verb").output


def test_a_form_that_may_be_two_shows_both():
    assert "  took/taken " in run("occupied", "--most", "40").output
    assert "  take " in run("occupy", "--most", "40").output


def test_the_language_of_the_original_comes_first():
    lines = run("skill", "--from", "de").output.splitlines()
    assert "  German " in lines[1]


def test_synonyms_are_marked():
    assert "synonym" in run("foundation").output


def test_json_says_the_same():
    records = json.loads(run("foundations", "--output-format", "json").output)
    base = next(each for each in records if each["candidate"] == "base")
    assert base["text"] == "bases"
    assert base["lemma"] == "foundation"
    assert 0 < base["weight"] <= 1
    assert {"language", "word"} == set(base["evidence"][0])
    assert base["languages"] >= len({each["language"] for each in base["evidence"]})


@pytest.mark.parametrize("most", [1, 3])
def test_so_many_words_of_each_kind_as_asked_for(most):
    _, *lines = run("history", "--pos", "noun", "--most", str(most)).output.splitlines()
    assert len(lines) == most + 2
    assert lines[-2].startswith("  near by a thesaurus: ")
    assert lines[-2].count(",") == most - 1
    assert lines[-1] == "  of one family: historian"


def test_what_no_dictionary_has_is_marked_in_its_form():
    records = json.loads(run("histories", "--output-format", "json").output)
    by_source = {source: [each for each in records if each["source"] == source] for source in _SOURCES}
    assert [each["text"] for each in by_source["of one family"]] == ["historians"]
    assert all(each["weight"] == 0 for each in by_source["near by a thesaurus"])
    assert all(each["weight"] > 0 and each["evidence"] for each in by_source["dictionaries"])
    texts = [each["text"] for each in records]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("word", ["xyzzy", "", "1,200", "two words"])
def test_an_unknown_word_is_said_to_be_unknown(word):
    done = run(word)
    assert done.exit_code == 0
    assert "No dictionary says" in done.output


@pytest.mark.parametrize("language", ["tlh", "Klingon"])
def test_a_language_without_a_dictionary_is_an_error(language):
    done = run("foundation", "--from", language)
    assert done.exception
    assert language in str(done.exception)
