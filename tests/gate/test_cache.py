import os
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.gate.cache import Cache, Usage

KEY = "0123456789abcdef" * 4
OTHER = f"1{KEY[1:]}"


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "reports")


def files(cache):
    return [path for path in cache.folder.rglob("*") if path.is_file()]


@given(body=st.binary())
def test_what_was_put_is_found_by_its_key_only(tmp_path_factory, body):
    cache = Cache(tmp_path_factory.mktemp("c"))
    assert cache.get(KEY) is None
    cache.put(KEY, body)
    assert Cache(cache.folder).get(KEY) == body
    assert cache.get(OTHER) is None


@given(data=st.data(), body=st.binary(min_size=1))
def test_a_damaged_entry_is_none_and_is_written_anew(tmp_path_factory, data, body):
    cache = Cache(tmp_path_factory.mktemp("c"))
    cache.put(KEY, body)
    (file,) = files(cache)
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    file.write_bytes(data.draw(st.sampled_from([whole[:at], flipped, whole + b"x", b""])))
    assert cache.get(KEY) is None
    cache.put(KEY, body)
    assert cache.get(KEY) == body


def test_an_entry_does_not_answer_for_another(cache):
    cache.put(KEY, b"mine")
    (file,) = files(cache)
    file.rename(file.with_name(f"{'f' * 63}.entry"))
    assert cache.get(f"0{'f' * 63}") is None


def test_what_was_unused_for_longest_goes_first(tmp_path):
    cache = Cache(tmp_path, limit=16 * 1000)
    keys = [f"0{number:063x}" for number in range(20)]
    for age, key in enumerate(keys):
        cache.put(key, b"x" * 200)
        os.utime(cache._path(key), (time.time() - age * 100, time.time() - age * 100))
    cache.trim()
    kept = [cache.get(key) is not None for key in keys]
    assert kept == [True] * sum(kept) + [False] * (20 - sum(kept))
    assert 0 < cache.usage().size <= 1000


def test_use_keeps_an_entry_young(tmp_path):
    cache = Cache(tmp_path, limit=16 * 500)
    old, middle, new = (f"0{number:063x}" for number in range(3))
    long_ago = time.time() - 90 * 86400
    for key in (old, middle):
        cache.put(key, b"x" * 100)
        os.utime(cache._path(key), (long_ago, long_ago))
    assert cache.get(old)
    cache.put(new, b"x" * 100)
    cache.trim()
    assert [cache.get(key) is not None for key in (old, middle, new)] == [True, False, True]


def test_what_a_killed_run_left_is_taken_away_and_what_one_writes_is_not(cache):
    cache.put(KEY, b"x")
    left, written = (cache.folder / "0" / name for name in (".a.entry.1.tmp", ".a.entry.2.tmp"))
    left.write_bytes(b"half")
    written.write_bytes(b"half")
    os.utime(left, (0, 0))
    cache.trim()
    assert not left.exists()
    assert written.exists()


def test_an_entry_too_large_for_the_limit_is_not_kept(tmp_path):
    cache = Cache(tmp_path, limit=160)
    cache.put(KEY, b"x" * 100)
    assert (cache.get(KEY), cache.trouble) == (None, "")


def test_usage_and_clearing(cache):
    assert cache.usage() == Usage(0, 0)
    cache.put(KEY, b"x")
    cache.put(OTHER, b"y")
    foreign = cache.folder / "notes.txt"
    foreign.write_text("keep me")
    assert cache.usage().entries == 2
    cache.clear()
    assert cache.usage() == Usage(0, 0)
    assert foreign.exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    cache = Cache(tmp_path / "reports")
    cache.put(KEY, b"x")
    assert "cannot be written: Permission denied" in cache.trouble
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("stands", ["reports", "reports/0"])
def test_a_file_where_the_folder_should_be_is_no_cache(tmp_path, stands):
    path = tmp_path / stands
    path.parent.mkdir(exist_ok=True)
    path.write_text("in the way")
    cache = Cache(tmp_path / "reports")
    cache.put(KEY, b"x")
    assert cache.get(KEY) is None
    assert cache.trouble
    cache.trim()
    assert path.read_text() == "in the way"
