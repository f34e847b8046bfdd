import pytest

from mtaudit.audit import read_text
from mtaudit.detectors import fluency
from mtaudit.detectors._sense_reading import badness
from mtaudit.settings import Settings

GARBLED = [
    "Jews from Ukraine has remained under the rule of hearing, and on the of be the leader.",
    "On the basis of the decisions of the it, from the of after the beginning of Magadan have been from the.",
]
FLUENT = [
    "The committee met on Tuesday and agreed to publish the report before the end of the month.",
    "She closed the door, sat down by the window and opened the letter.",
    "Install the package, then run the tests.",
    "Prices rose by three per cent last year, the statistics office said.",
    "",
]


def found(text):
    document = read_text(text, "a.txt")
    return [document.slice(each.span) for each in fluency.detect(document, Settings(preview=True))]


@pytest.mark.parametrize("text", FLUENT)
def test_fluent_english_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("text", GARBLED)
def test_garbled_english_reads_worse_than_any_fluent_sentence(text):
    assert badness(read_text(text, "a.txt")) > max(badness(read_text(each, "a.txt")) for each in FLUENT)


def test_no_words_are_not_bad():
    assert badness(read_text("5 %", "a.txt")) == 0


def test_a_stretch_has_two_words_or_more_and_lies_in_one_sentence_run():
    document = read_text("\n\n".join(GARBLED * 4), "a.txt")
    for each in fluency.detect(document, Settings(preview=True)):
        assert " " in document.slice(each.span)
        assert each.suggestions == ()
