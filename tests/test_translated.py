"""How likely a text is a poor machine translation: said where the network read it, and only there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit
from mtaudit.detectors import _sense_reading
from mtaudit.engines import sense
from mtaudit.gate.entry import decode, encode
from mtaudit.origin.translated import likelihood, numbers, told
from mtaudit.settings import Settings

READ = Settings(select=("sense", "fluency"), preview=True)
POOR = (
    "Jews from Ukraine has remained under the rule of hearing, and on the of be the leader. In this the fifth time the "
    "matches was play of the team which are not know before in negotiations of peace. "
)
GOOD = (
    "The committee met on Tuesday and agreed to publish the report before the end of the month. She closed the door, "
    "sat down by the window and opened the letter. "
)
ODDS = st.lists(st.floats(-30, 30), max_size=50)


@given(ODDS)
def test_a_likelihood_is_one_or_there_is_none(tags):
    found = likelihood(tags)
    assert found is None if not tags else 0 <= found <= 1


@given(ODDS, st.floats(0, 9))
def test_worse_words_make_a_translation_likelier(tags, more):
    if tags:
        assert likelihood([each + more for each in tags]) >= likelihood(tags)


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=9))
def test_the_more_words_say_the_same_the_further_it_is_from_what_few_say(tags):
    values = [likelihood(tags * times) for times in (1, 4, 16)]
    assert values in (sorted(values), sorted(values, reverse=True))


@pytest.mark.parametrize(
    ("value", "words", "said"),
    [
        (0.99, 200, "Reads as poor machine translation: 99% likely"),
        (0.99, 20, ""),
        (0.3, 200, ""),
        (0.0, 200, ""),
        (None, 200, ""),
    ],
)
def test_it_is_said_in_words_only_of_texts_that_are_long_enough_and_likely(value, words, said):
    assert told(value, words) == said


def test_poor_translation_reads_so_and_good_english_does_not():
    poor, good = (audit(text * 5, READ) for text in (POOR, GOOD))
    assert good.translated < 0.5 < numbers().likely < poor.translated
    assert told(poor.translated, poor.document.words)
    assert not told(good.translated, good.document.words)


@pytest.mark.parametrize("chosen", ["sense", "fluency"])
def test_either_detector_has_the_text_read(chosen):
    assert audit(POOR, replace(READ, select=(chosen,))).translated == audit(POOR, READ).translated


@pytest.mark.parametrize("settings", [Settings(), replace(READ, preview=False), Settings(select=("spacing",))])
def test_the_network_is_not_started_for_it(monkeypatch, settings):
    _sense_reading._last.clear()
    monkeypatch.setattr(sense, "start", lambda: pytest.fail("started"))
    assert audit(POOR, replace(settings, grammar="off")).translated is None


def test_what_was_read_for_others_does_not_count():
    assert audit(POOR, READ).translated is not None
    assert audit(POOR, Settings(select=("spacing",))).translated is None


@pytest.mark.parametrize("text", ["", " \n", "***"])
def test_a_text_without_words_is_not_judged(text):
    assert audit(text, READ).translated is None


def test_a_text_is_read_once(monkeypatch):
    read, asked = _sense_reading._read, []
    monkeypatch.setattr(_sense_reading, "_read", lambda *given: asked.append(given) or read(*given))
    _sense_reading._last.clear()
    assert audit(POOR + GOOD, READ).translated is not None
    assert len(asked) == 1


def test_a_network_that_is_missing_says_nothing(monkeypatch, tmp_path):
    sense.start.cache_clear()
    _sense_reading._last.clear()
    monkeypatch.setattr(sense, "FOLDER", tmp_path)
    report = audit(POOR, READ)
    sense.start.cache_clear()
    assert report.translated is None
    assert {each.detector for each in report.skipped} == {"sense", "fluency"}


def test_a_remembered_report_says_the_same():
    for settings in (READ, Settings(select=("spacing",))):
        report = audit(POOR, settings)
        assert decode(encode(report), POOR, "text.txt").translated == report.translated
