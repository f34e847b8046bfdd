"""Logistic regression by Newton's method, for all that weighs evidence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 40


def logistic(values: Floats, right: Floats, weights: Floats, ridge: float) -> Floats:
    """The weights of the columns of the evidence and, last, the constant.

    The columns count as if all were of one spread; all but the constant is kept small. ``right`` is 1 or 0 a row.
    """
    mean, spread = values.mean(0), values.std(0) + 1e-6
    scaled = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    found = newton(scaled, right, weights, np.array([ridge] * values.shape[1] + [0.0]))
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - plain @ mean)


def newton(values: Floats, right: Floats, weights: Floats, ridge: Floats) -> Floats:
    """The weights of columns as they are, each kept small by its part of the ridge."""
    found = np.zeros(values.shape[1])
    for _ in range(_STEPS):
        guessed = 1 / (1 + np.exp(-np.clip(values @ found, -30, 30)))
        slope = values.T @ (weights * (right - guessed)) - ridge * found
        bend = (values.T * (weights * guessed * (1 - guessed))) @ values + np.diag(ridge)
        found += np.linalg.solve(bend, slope)
    return found
