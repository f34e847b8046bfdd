"""The regression that weighs evidence: what counts is found, whatever its spread."""

import numpy as np
import pytest
from _logistic import logistic, newton

VALUES = np.random.default_rng(3).normal(size=(4000, 3))
RIGHT = (VALUES[:, 0] - 2 * VALUES[:, 1] > 0.5).astype(float)
ONES = np.ones(4000)


def test_the_regression_finds_what_counts_and_leaves_the_rest():
    values = np.hstack([VALUES, ONES[:, None]])
    first, second, third, constant = newton(values, RIGHT, ONES, np.array([5.0, 5.0, 5.0, 0.0]))
    assert first > 0 > second
    assert abs(third) < min(first, -second) / 5
    assert constant < 0


def test_spread_and_place_of_the_evidence_change_nothing_of_what_it_says():
    plain = logistic(VALUES, RIGHT, ONES, 5.0)
    moved = logistic(VALUES * [10.0, 1.0, 0.1] + [3.0, -7.0, 1.0], RIGHT, ONES, 5.0)
    said = VALUES @ plain[:-1] + plain[-1]
    assert (VALUES * [10.0, 1.0, 0.1] + [3.0, -7.0, 1.0]) @ moved[:-1] + moved[-1] == pytest.approx(said, abs=1e-2)


def test_a_row_that_weighs_two_counts_as_two_rows():
    twice = newton(np.vstack([VALUES, VALUES[:9]]), np.append(RIGHT, RIGHT[:9]), np.ones(4009), np.ones(3))
    heavy = newton(VALUES, RIGHT, np.append(np.full(9, 2.0), np.ones(3991)), np.ones(3))
    assert heavy == pytest.approx(twice)
