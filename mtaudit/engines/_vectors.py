"""The vectors of the pieces of words, in four bits a number.

The file holds two arrays: ``whole`` has a byte for two numbers of a vector that follow each other, the first in the
lower half, and ``step`` one float16 for each group of 32 numbers; a half is 8 more than the number in steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: So many numbers share a step.
GROUP = 32
#: Into how many steps the largest number of a group is tried to be cut: what is left over differs.
_LARGEST = (*np.arange(-9.0, -6.4, 0.25), 7.0, 7.5)
_HALVES = np.arange(256)[:, None] >> np.array([0, 4]) & 15
#: What each byte stands for: two numbers side by side, taken as one.
_PAIRS = (_HALVES - 8).astype(np.float32).view(np.uint64)[:, 0]


class Vectors:
    """A table of vectors as a file holds it."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        """Take the arrays of a file."""
        self._whole: NDArray[Any] = arrays["whole"]
        self._step: NDArray[Any] = arrays["step"]

    def __getitem__(self, numbers: Any) -> Floats:
        """The vectors of pieces, by their numbers in an array of any shape."""
        step = self._step[numbers].astype(np.float32)
        pairs: Floats = _PAIRS[self._whole[numbers]].view(np.float32)
        groups = pairs.reshape(*step.shape, GROUP)
        groups *= step[..., None]
        return pairs


def packed(vectors: Floats) -> dict[str, NDArray[Any]]:
    """Vectors in four bits, as the arrays of a file; their length must be a multiple of the group's."""
    groups = vectors.reshape(len(vectors), -1, GROUP)
    at = np.abs(groups).argmax(-1, keepdims=True)
    largest = np.take_along_axis(groups, at, -1)
    steps = [(largest / each).astype(np.float16).astype(np.float32) for each in _LARGEST]
    errors = np.stack([((groups - step * _cut(groups, step)) ** 2).sum(-1) for step in steps])
    step = np.take_along_axis(np.stack(steps), errors.argmin(0)[None, ..., None], 0)[0]
    halves = (_cut(groups, step) + 8).astype(np.uint8).reshape(len(vectors), -1, 2)
    return {"whole": halves[..., 0] | halves[..., 1] << 4, "step": step[..., 0].astype(np.float16)}


def _cut(groups: Floats, step: Floats) -> Floats:
    """Numbers in whole steps."""
    whole: Floats = np.divide(groups, step, out=np.zeros_like(groups), where=step != 0)
    return np.clip(np.round(whole), -8, 7)
