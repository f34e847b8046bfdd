import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors import fluency
from mtaudit.detectors._fluency_scores import evidence, scored
from mtaudit.detectors._sense_evidence import weighed
from mtaudit.detectors._sense_reading import read
from mtaudit.detectors._sense_verdict import verdict
from mtaudit.origin.translated import likelihood
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


def reads(text):
    return likelihood([word.tag for word in fluency.reading(read_text(text, "a.txt")).words])


@pytest.mark.parametrize("text", FLUENT)
def test_fluent_english_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize("text", GARBLED)
def test_garbled_english_reads_worse_than_any_fluent_sentence(text):
    assert reads(text) > max(reads(each) for each in FLUENT if each)


def test_every_word_of_a_document_is_scored_once_and_in_order():
    document = read_text("\n\n".join(GARBLED + FLUENT), "a.txt")
    words = [each.word for each in scored(document, verdict().awkward)]
    assert words == list(read(document).words)


@pytest.mark.parametrize("text", GARBLED)
def test_a_word_of_a_garbled_sentence_is_worse_put_than_the_same_in_a_fluent_one(text):
    weights = verdict().awkward
    both = [
        max(each.sure for each in scored(read_text(one, "a.txt"), weights) if each.word.text == "the")
        for one in (text, FLUENT[0])
    ]
    assert both[0] > both[1]


@given(st.floats(-9, 9), st.integers(1, 400), st.floats(-9, 9), st.floats(0, 9))
def test_the_worse_the_network_finds_a_word_the_higher_its_score(bad, length, mean, spread):
    weights = verdict().awkward
    one, other = (
        weighed(evidence((each, 0.0, 0.0), "word", length, (mean, spread)), weights) for each in (bad, bad + 1)
    )
    assert one < other


@given(st.floats(-9, 9), st.integers(1, 400), st.floats(-9, 9), st.floats(0, 9))
def test_a_word_stands_out_less_in_a_sentence_that_is_badly_put_throughout(bad, length, sentence, more):
    weights = verdict().awkward
    one, other = (
        weighed(evidence((bad, 0.0, 0.0), "word", length, (each, 0.0)), weights) for each in (sentence, sentence + more)
    )
    assert other <= one


def test_a_stretch_has_two_words_or_more_and_lies_in_one_sentence_run():
    document = read_text("\n\n".join(GARBLED * 4), "a.txt")
    for each in fluency.detect(document, Settings(preview=True)):
        assert " " in document.slice(each.span)
        assert each.suggestions == ()
