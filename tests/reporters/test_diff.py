import shutil
import subprocess

import pytest

from mtaudit.fix import fix
from mtaudit.model import Run
from mtaudit.reporters import diff
from mtaudit.settings import Settings


def test_the_safe_corrections_and_no_others(run_of):
    assert diff.render(run_of("They ate the the food and drinks and drinks.\n")) == (
        "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n"
        "-They ate the the food and drinks and drinks.\n+They ate the food and drinks and drinks.\n"
    )
    assert diff.render(run_of("They left.\n")) == diff.render(Run(())) == ""


@pytest.mark.skipif(not shutil.which("patch"), reason="the program patch is not installed")
@pytest.mark.parametrize("bom", [False, True])
def test_patch_makes_what_fix_makes_byte_for_byte(run_of, tmp_path, bom):
    raw = "é They ate the the food.\r\n\r\nAbout 16 Thousands men 🙂 left.\r\n"
    run = run_of(raw, bom=bom)
    mark = b"\xef\xbb\xbf" * bom
    (tmp_path / "a.txt").write_bytes(mark + raw.encode())
    patch = diff.render(run).encode()
    subprocess.run(["patch", "-p1", "--binary"], cwd=tmp_path, input=patch, check=True, capture_output=True)
    fixed = fix(run.reports[0].document, Settings(select=("repetition", "numbers"))).document.raw
    assert (tmp_path / "a.txt").read_bytes() == mark + fixed.encode()


def test_a_name_with_a_line_end_stays_on_its_line(run_of):
    header = diff.render(run_of("They ate the the food.\n", name="a\n+++ b/etc\x1b\n.txt")).splitlines()[:3]
    assert header[0] == '--- "a/a\\012+++ b/etc\\033\\012.txt"'
    assert header[2].startswith("@@")
