import os
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import atomic

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


@given(before=st.one_of(st.none(), st.binary()), after=st.binary(), durable=st.booleans())
def test_a_file_holds_what_was_written_and_nothing_is_left_beside_it(tmp_path_factory, before, after, durable):
    path = tmp_path_factory.mktemp("a") / "file"
    if before is not None:
        path.write_bytes(before)
    atomic.write(path, after, durable=durable)
    assert path.read_bytes() == after
    assert [each.name for each in path.parent.iterdir()] == ["file"]


@UNIX
def test_the_mode_stays_and_a_new_file_has_the_usual_one(tmp_path):
    old, new, plain = tmp_path / "old", tmp_path / "new", tmp_path / "plain"
    old.write_text("a")
    old.chmod(0o640)
    plain.write_text("a")
    for path in (old, new):
        atomic.write(path, b"b")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == plain.stat().st_mode


@UNIX
def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path):
    (tmp_path / "target").write_text("a")
    (tmp_path / "link").symlink_to("target")
    atomic.write(tmp_path / "link", b"b")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "b"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    atomic.write(tmp_path / "pipe", b"b")
    assert os.read(reader, 10) == b"b"
    os.close(reader)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_half_way_leaves_the_old_file_alone(tmp_path, monkeypatch, step):
    def fail(*_):
        raise KeyboardInterrupt

    path = tmp_path / "file"
    path.write_text("old")
    monkeypatch.setattr(os if step == "fsync" else type(path), step, fail)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(path, b"new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        atomic.write(tmp_path / "no" / "file", b"new")
