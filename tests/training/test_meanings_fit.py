"""What fits the weights of `meanings`: the thresholds, and the verdicts of the reader."""

from collections import Counter
from types import SimpleNamespace

import pytest
from _meanings_places import APERTIUM, SETS
from hypothesis import given
from hypothesis import strategies as st
from meanings_fit import FINE, MEANT, WRONG, Mark, group, read_verdicts, threshold

from mtaudit.senses import knows


def marks(verdicts):
    """Marks with these verdicts, the best first."""
    return [Mark(None, None, -float(at), verdict) for at, verdict in enumerate(verdicts)]


def test_the_threshold_is_the_lowest_score_from_which_on_enough_is_true():
    found = marks([WRONG] * 27 + [FINE] * 3 + [FINE] * 10)
    assert threshold(found, 0.9) == -29


def test_what_nobody_read_counts_for_nothing():
    assert threshold(marks(["", *[MEANT] * 20, "", FINE, ""]), 0.95) == -22


def test_a_handful_of_marks_shows_nothing():
    assert threshold(marks([MEANT] * 19), 0.9) == float("inf")


@given(st.lists(st.sampled_from([MEANT, WRONG, FINE, ""])), st.floats(0.1, 1.0))
def test_of_what_reaches_the_threshold_so_much_is_true(verdicts, wanted):
    found = marks(verdicts)
    reached = [mark.verdict for mark in found if mark.score >= threshold(found, wanted) and mark.verdict]
    assert sum(each != FINE for each in reached) >= wanted * len(reached)


@pytest.mark.parametrize(
    ("name", "language", "left"),
    [
        (APERTIUM, "it", "apertium it"),
        ("mqm_zhen_news20", "zh", "mqm_zhen_news"),
        ("mqm_zhen_news21", "zh", "mqm_zhen_news"),
        ("mlqe_pe", "ro", "mlqe_pe"),
        ("demetr_base", "it", "demetr_base"),
    ],
)
def test_what_is_much_alike_is_left_out_together(name, language, left):
    assert group(SimpleNamespace(set=name, language=language)) == left


def test_the_verdicts_are_of_known_sets_and_languages():
    verdicts = read_verdicts()
    assert set(verdicts.values()) == {MEANT, WRONG, FINE}
    assert {name for name, *_ in verdicts} <= {APERTIUM, *SETS}
    assert all(knows(language) for _, language, *_ in verdicts)
    assert all(word and proposal and word != proposal and foreign for *_, word, proposal, foreign in verdicts)
    assert min(Counter(verdicts.values()).values()) > 50
