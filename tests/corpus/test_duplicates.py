from hypothesis import given
from hypothesis import strategies as st

from mtaudit.corpus.duplicates import Alike, Duplicate


@given(st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**64 - 1)), max_size=60))
def test_every_row_whose_key_came_before_and_only_those(tmp_path_factory, keys):
    alike = Alike(enumerate(keys), tmp_path_factory.mktemp("keys"))
    expected = [Duplicate(row, keys.index(key)) for row, key in enumerate(keys) if keys.index(key) != row]
    assert list(alike) == list(alike) == expected


def test_more_rows_than_a_buffer_holds(tmp_path):
    keys = [number % 3 * 256 for number in range(10_000)]
    assert list(Alike(enumerate(keys), tmp_path)) == [Duplicate(row, row % 3) for row in range(3, 10_000)]
