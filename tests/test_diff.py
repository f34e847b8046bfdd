import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.diff import unified

LINES = st.lists(st.sampled_from(["a", "b", "", "c\r", "d\u2028d", "é"]), max_size=12)


@pytest.mark.skipif(not shutil.which("patch"), reason="the program patch is not installed")
@given(LINES, LINES, st.booleans(), st.booleans())
def test_patch_applies_it(tmp_path_factory, before, after, first_end, second_end):
    folder = tmp_path_factory.mktemp("patch")
    one = "\n".join(["x", *before]) + "\n" * first_end
    two = "\n".join(["x", *after]) + "\n" * second_end
    (folder / "a.txt").write_bytes(one.encode())
    diff = unified(one, two, "a.txt")
    assert bool(diff) == (one != two)
    if diff:
        subprocess.run(["patch", "-p1", "--binary"], cwd=folder, input=diff.encode(), check=True, capture_output=True)
    assert (folder / "a.txt").read_bytes() == two.encode()
