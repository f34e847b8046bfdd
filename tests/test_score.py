from dataclasses import replace

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.model import Hidden
from mtaudit.score import WEIGHTS, run_score, score, segment_scores, wmt_penalty
from mtaudit.settings import Settings


@pytest.mark.parametrize(
    ("select", "penalty"),
    [
        (("repetition/word",), WEIGHTS["minor"]),
        (("repetition/conjoined",), WEIGHTS["major"]),
        (("numbers",), WEIGHTS["critical"]),
    ],
)
def test_the_score_is_the_penalty_per_hundred_words(select, penalty):
    text = "They ate the the food. They made attacks and attacks on 16 Thousands men." + " More." * 86
    report = audit(read_text(text, "a.txt"), Settings(select=select))
    assert report.document.words == 100
    assert score(report) == 100 - penalty


def test_the_score_never_falls_under_zero_and_needs_words():
    assert score(audit(read_text("16 Thousands men", "a.txt"), Settings())) == 0
    assert score(audit(read_text("???", "a.txt"), Settings())) is None


def test_there_is_no_score_of_a_part():
    report = audit(read_text("They ate the the food.", "a.txt"), Settings())
    assert score(replace(report, hidden=Hidden(suppressed=2))) == score(report)
    assert score(replace(report, hidden=Hidden(baseline=1))) is None
    assert score(replace(report, hidden=Hidden(unchanged=1))) is None


def test_a_run_has_the_score_of_all_its_words():
    reports = [audit(read_text(text, "a.txt"), Settings()) for text in ("They ate the the food.", "And so on. " * 5)]
    assert reports[0].document.words == 5
    assert reports[1].document.words == 15
    assert run_score(reports) == 95
    assert run_score([]) is None
    assert run_score([reports[0], replace(reports[1], hidden=Hidden(baseline=1))]) is None


def test_each_sentence_has_its_own_score():
    report = audit(read_text("They ate the the food. They left. They made attacks and attacks.", "a.txt"), Settings())
    assert [value for _, value in segment_scores(report)] == [80.0, 100.0, 0.0]
    assert segment_scores(audit(read_text("???", "a.txt"), Settings())) == []


def test_the_penalty_of_wmt_is_a_mean_over_sentences():
    report = audit(
        read_text("They ate the the food. They left. They made attacks and attacks. So .", "a.txt"), Settings()
    )
    assert wmt_penalty(report) == 1.525
    assert wmt_penalty(replace(report, hidden=Hidden(baseline=1))) is None
