import os
import subprocess
import sys

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.model import Run
from mtaudit.reporters import json as reporter
from mtaudit.settings import Settings


@pytest.fixture
def trend(tmp_path):
    """``trend("--output-format", "html")`` on a folder of two reports -> the finished process."""
    (tmp_path / "reports").mkdir()
    for name, text in (("2026-02", "They left."), ("2026-01", "They ate the the food.")):
        report = Run((audit(read_text(text, "a.txt"), Settings(select=("repetition",))),))
        (tmp_path / "reports" / f"{name}.json").write_text(reporter.render(report), encoding="utf-8")

    def run(*arguments):
        command = [sys.executable, "-m", "mtaudit", "trend", *(arguments or ("reports",))]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "COLUMNS": "99"}
        )

    run.folder = tmp_path
    return run


def test_the_reports_come_in_the_order_of_their_names(trend):
    done = trend()
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [["2026-01", "5"], ["2026-02", "2"]]


def test_a_page_goes_to_a_file(trend):
    assert trend("reports", "--output-format", "html", "--output-file", "t.html").returncode == 0
    assert "<svg" in (trend.folder / "t.html").read_text(encoding="utf-8")


def test_what_is_no_report_is_named_and_the_others_are_shown(trend):
    (trend.folder / "reports" / "x.json").write_text("{}", encoding="utf-8")
    done = trend()
    assert done.returncode == 2
    assert done.stderr == "Error: reports/x.json is no report of 'mtaudit check --output-format json'\n"
    assert "2026-01" in done.stdout


@pytest.mark.parametrize(("folder", "message"), [("none", "does not exist"), (".", "there is no report (*.json) in .")])
def test_a_folder_without_reports_is_wrong_usage(trend, folder, message):
    done = trend(folder)
    assert (done.returncode, message in done.stderr) == (2, True)
