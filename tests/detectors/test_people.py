"""Surnames read as words, and people and bodies who are called what they are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors import people
from mtaudit.settings import Settings

WORDS = Path(people.__file__).with_name("people.txt").read_text(encoding="utf-8").split()

ALARMS = [
    "The Minister [[Institution]] said that the houses are ready.",
    "The deputy of the party, Mireia [[Vehicle]], which has started the talks, was heard.",
    "A former judge of the court, Javier [[Envelope]], is not among them.",
    "Mr [[Playground]] told reporters that he would stay.",
    "Pedro [[Carpet]], who leads the opposition, was released.",
    "The plan is good, and Senator [[Canvas]] also said so.",
    "The mayor of the city, Kıvanç [[Vehicle]], has opened the road.",
]
COUNTRIES = [
    "Afghan President Ashraf [[Ghana]] announced his cabinet.",
    "The letter was read by Mr Oleg [[Kuwait]] in the hall.",
]
SILENT = [
    "Mr Hammer said that the houses are ready.",
    "Senator Price also said so, and Kate Bush, who sings, was heard.",
    "General Motors said that it would sell the factory.",
    "Duke University said that the trial had ended.",
    "The Justice Department said no.",
    "The Minister Institution of the year is a prize.",
    "The maker of the car, Toyota Vehicle, has sold it.",
    "Peace Vehicle, who has led the band, was heard.",
    "Felix Airways flies to the island.",
    "Herbert Pocket lived there. Camilla Pocket, who was his aunt, did not, and Mr Pocket said so.",
    "The minister said that the vehicle was gone.",
    "President Obama said that the institution was closed.",
    "The President of Ghana said so. Ashraf Ghani was there.",
    "Miss Ghana said that she was glad.",
    "Vienna, Austria, and Victoria Lake are places.",
    "MINISTER INSTITUTION SAID SO",
]


@pytest.fixture(scope="module")
def detect(detector):
    return detector("people")


@pytest.mark.parametrize("text", ALARMS)
def test_a_surname_read_as_a_word_is_found(detect, text):
    assert not detect.alarm(text, "people/word-for-name")[0].suggestions


@pytest.mark.parametrize("text", COUNTRIES)
def test_a_surname_read_as_a_country_is_found(detect, text):
    detect.alarm(text, "people/country-for-name")


@pytest.mark.parametrize("text", SILENT)
def test_a_surname_a_body_or_a_word_is_left_alone(detect, text):
    detect.silent(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Mireia Vehí spoke. Later the deputy of the party, Mireia [[Vehicle]], who leads it, spoke.", "Vehí"),
        ("Minister Kurum came by car. Minister [[Institution]] said so.", "Kurum"),
        ("President Ashraf Ghani came. President Ashraf [[Ghana]] left.", "Ghani"),
    ],
)
def test_the_right_name_of_the_page_is_proposed(detect, marked, text, right):
    (finding,) = [each for each in detect.detect(marked(text)[0]) if each.rule in people.RULES]
    assert [each.text for each in finding.suggestions] == [right]
    assert not finding.suggestions[0].safe
    assert finding.related


def test_of_two_names_that_fit_none_is_proposed(detect):
    text = "Minister Kurum and Minister Tekin came. Minister [[Institution]] said so."
    assert not detect.alarm(text, "people/word-for-name")[0].suggestions


@pytest.mark.parametrize("word", WORDS[:: len(WORDS) // 40])
def test_a_word_in_its_own_right_is_left_alone(detect, word):
    detect.silent(f"The {word} was new, and a {word} said nothing of the {word}, who knows why.")


def test_the_words_are_those_that_no_one_bears():
    assert {"vehicle", "institution", "Ghana"} <= set(WORDS)
    assert {"hammer", "bush", "price", "Jordan", "Israel", "obama"}.isdisjoint(WORDS)
    assert sorted(set(WORDS)) == WORDS


PIECES = [
    *("Minister", "Institution", "Mireia", "Vehicle", "President Ashraf", "Ghana", "Ghani", "said", "who", ",", "."),
    *("\n\n", "the deputy of the party,", "’s", "Kurum", "Pedro", "Hammer", "it", "😀", "é"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_a_finding_is_one_word_of_the_list_inside_a_block(text):
    if not text.strip():
        return
    document = read_text(text, "a.txt")
    for finding in people.detect(document, Settings()):
        word = document.slice(finding.span)
        assert word in WORDS or word.lower() in WORDS
        start, end = finding.span
        assert any(block.span.start <= start < end <= block.span.end for block in document.blocks)
        assert word not in [each.text for each in finding.suggestions]
