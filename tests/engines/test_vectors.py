import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mtaudit.engines._vectors import GROUP, Vectors, packed
from mtaudit.engines.sense import FOLDER

NUMBERS = st.floats(-1, 1, width=32, allow_subnormal=False)
TABLES = arrays(np.float32, st.tuples(st.integers(1, 5), st.just(3 * GROUP)), elements=NUMBERS)


def read_back(vectors):
    """The table after a file."""
    file = io.BytesIO()
    np.savez(file, **packed(vectors))
    file.seek(0)
    with np.load(file) as held:
        return Vectors(held)


@given(TABLES)
def test_no_group_is_further_off_than_plain_rounding_to_fifteen_steps_allows(vectors):
    read = read_back(vectors)[np.arange(len(vectors))]
    groups, found = (each.reshape(len(vectors), -1, GROUP).astype(float) for each in (vectors, read))
    largest = np.abs(groups).max(-1)
    # A step of float16 is off by one in 2,000; below its least number everything is nothing.
    assert (((groups - found) ** 2).sum(-1) <= GROUP * (largest / 14 + largest / 1000 + 1e-6) ** 2).all()


@given(st.integers(1, 4), st.sampled_from((-8, -7, 7)), st.data())
def test_whole_steps_come_back_as_they_were(rows, largest, data):
    whole = data.draw(arrays(np.int8, (rows, GROUP), elements=st.integers(-7, 7)))
    whole[:, 0] = largest
    vectors = whole.astype(np.float32) / 4
    assert np.array_equal(read_back(vectors)[np.arange(rows)], vectors)


@given(TABLES, st.data())
def test_a_vector_is_the_same_wherever_it_is_asked_for(vectors, data):
    table = read_back(vectors)
    numbers = data.draw(
        arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(0, len(vectors) - 1))
    )
    found = table[numbers]
    assert found.dtype == np.float32
    assert found.shape == (*numbers.shape, vectors.shape[1])
    for place in np.ndindex(numbers.shape):
        assert np.array_equal(found[place], table[numbers[place]])


def test_the_vectors_that_ship_lose_little_in_four_bits():
    with np.load(FOLDER / "vectors.npz") as file:
        table = Vectors(file)
        count = len(file["whole"])
    numbers = np.arange(0, count, 7)
    vectors = table[numbers]
    read = read_back(vectors)[np.arange(len(vectors))]
    likeness = (
        (vectors * read).sum(1) / np.linalg.norm(vectors, axis=1).clip(1e-9) / np.linalg.norm(read, axis=1).clip(1e-9)
    )
    assert np.median(likeness) > 0.995


def test_vectors_that_are_no_whole_groups_are_refused():
    with pytest.raises(ValueError, match="reshape"):
        packed(np.ones((2, GROUP + 1), np.float32))
