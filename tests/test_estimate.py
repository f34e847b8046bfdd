import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.estimate import Evidence, document_estimate, estimate, evidence, risk, segment_estimates

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, st.integers(0, 200), SHARES)
def test_an_estimate_falls_with_everything_that_speaks_against_a_text(badness, suspicion, words, more):
    value = estimate(Evidence(badness, suspicion, words))
    assert 0 <= value <= 100
    for worse in (
        Evidence(min(1.0, badness + more), suspicion, words),
        Evidence(badness, min(1.0, suspicion + more), words),
        Evidence(badness, suspicion, words + int(100 * more)),
    ):
        assert estimate(worse) <= value


def test_the_evidence_is_the_mean_of_the_words():
    assert evidence([(0.0, 0.0), (0.0, 99.0)], 2) == pytest.approx((0.5, 0.75, 2))
    assert evidence([], 0) == (0, 0, 0)
    assert risk(Evidence(1, 1, 1), (2, 3, 4)) == 5


def test_garbled_sentences_rank_below_clean_ones():
    pytest.importorskip("onnxruntime")
    document = read_text(
        "The council approved the new budget on Monday after a long debate.\n\n"
        "Council the new approve of budget in the Monday long after is debates it.\n",
        "a.txt",
    )
    (_, clean), (_, garbled) = segment_estimates(document)
    assert clean > garbled + 5
    assert garbled < document_estimate(document) < clean


def test_a_text_without_words_has_none():
    assert document_estimate(read_text("* * *", "a.txt")) is None
