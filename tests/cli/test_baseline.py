import json
import os
import subprocess
import sys

import pytest

BAD = "They ate the the food.\n"
NUMBER = "About 16 Thousands men came.\n"
FILE = ".mtaudit-baseline.json"


@pytest.fixture
def run(tmp_path):
    def run(*arguments, cwd="."):
        command = [sys.executable, "-m", "mtaudit", *arguments]
        return subprocess.run(command, cwd=tmp_path / cwd, capture_output=True, text=True, env={**os.environ})

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(BAD)
    (tmp_path / "docs" / "b.md").write_text(f"{BAD}\n{NUMBER}")
    run.folder = tmp_path
    run.entries = lambda: json.loads((tmp_path / FILE).read_text())["findings"]
    return run


def test_what_is_listed_is_not_reported_and_what_is_new_is(run):
    assert run("baseline", "write", "docs").stdout == f"{FILE}: 3 entries, 3 findings\n"
    known = run("check", "docs", "--baseline")
    assert (known.returncode, known.stderr) == (0, "")
    assert "docs/b.md: 10 words, no findings, 2 in the baseline" in known.stdout
    assert "2 files: 15 words, no findings, 3 in the baseline\n" in known.stdout
    (run.folder / "docs" / "a.md").write_text(f"# Above\n\nNew words above.\n\n{BAD}\nThey left left.\n")
    new = run("check", "docs", "--baseline", "--output-format", "json")
    assert new.returncode == 1
    found = [(file["path"], each["text"]) for file in json.loads(new.stdout)["files"] for each in file["findings"]]
    assert found == [("docs/a.md", "left left")]


def test_of_more_equal_findings_than_are_listed_the_last_ones_are_new(run):
    run("baseline", "write", "docs")
    (run.folder / "docs" / "a.md").write_text(f"{BAD}\n{BAD}\n{BAD}")
    done = run("check", "docs", "--baseline", "--output-format", "json")
    assert [each["line"] for each in json.loads(done.stdout)["files"][0]["findings"]] == [3, 5]


def test_a_stale_entry_is_named_and_pruned(run):
    run("baseline", "write", "docs")
    (run.folder / "docs" / "a.md").write_text("They ate the food.\n")
    (run.folder / "docs" / "b.md").unlink()
    done = run("check", "docs", "--baseline")
    assert done.returncode == 0
    assert f"Stale in {FILE}: docs/a.md repetition/word “the the”\n" in done.stderr
    assert done.stderr.count("Stale in") == 3
    assert done.stderr.endswith("'mtaudit baseline prune' takes out what is stale.\n")
    assert run("check", "docs", "--strict-baseline").returncode == 1
    assert run("baseline", "prune", "docs").stdout == f"{FILE}: 0 entries, 0 findings\n"
    assert run("check", "docs", "--strict-baseline").returncode == 0


def test_what_did_not_run_is_not_stale(run):
    run("baseline", "write", "docs")
    for arguments in (["docs/a.md"], ["docs", "--select", "numbers"], ["docs", "--ignore", "repetition"]):
        done = run("check", *arguments, "--strict-baseline")
        assert (done.returncode, done.stderr) == (0, "")
        run("baseline", "prune", *arguments)
        run("baseline", "update", *arguments)
        assert len(run.entries()) == 3


def test_update_takes_in_and_out_and_prune_only_out(run):
    run("baseline", "write", "docs")
    (run.folder / "docs" / "a.md").write_text("They left left.\n")
    run("baseline", "prune", "docs")
    assert [each["path"] for each in run.entries()] == ["docs/b.md", "docs/b.md"]
    run("baseline", "update", "docs/a.md")
    assert [(each["path"], each["text"]) for each in run.entries()] == [
        ("docs/a.md", "left left"),
        ("docs/b.md", "16 Thousands"),
        ("docs/b.md", "the the"),
    ]


def test_another_file_counts_from_its_own_folder(run):
    assert run("baseline", "write", "docs", "--baseline-file", "docs/known.json").returncode == 0
    paths = {each["path"] for each in json.loads((run.folder / "docs" / "known.json").read_text())["findings"]}
    assert paths == {"a.md", "b.md"}
    assert run("check", "docs", "--baseline-file", "docs/known.json").returncode == 0
    assert run("check", ".", "--baseline-file", "known.json", cwd="docs").returncode == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, f"there is no baseline {FILE}; 'mtaudit baseline write' makes one"),
        ("{", f"the baseline {FILE} cannot be read"),
        ("[]", "is no baseline of version 1"),
        ('{"version": 2, "findings": []}', "is no baseline of version 1"),
        ('{"version": 1, "findings": [{"path": "a", "rule": "b", "text": "c"}]}', "entry 1 lacks a 'count'"),
        ('{"version": 1, "findings": [3]}', "entry 1 is no object"),
    ],
)
def test_a_baseline_that_is_none_is_one_sentence_and_exit_2(run, content, says):
    if content is not None:
        (run.folder / FILE).write_text(content)
    for arguments in (["check", "docs", "--baseline"], ["baseline", "update", "docs"], ["baseline", "prune", "docs"]):
        done = run(*arguments)
        assert done.returncode == 2
        assert says in done.stderr
        assert "Traceback" not in done.stderr
    if content is not None:
        assert (run.folder / FILE).read_text() == content


def test_an_input_that_cannot_be_read_is_exit_2(run):
    (run.folder / "docs" / "c.md").write_bytes(b"\xff")
    done = run("baseline", "write", "docs")
    assert done.returncode == 2
    assert "c.md is not valid UTF-8" in done.stderr


def test_a_diff_of_everything_and_a_baseline_do_not_go_together(run):
    assert run("check", "docs", "--diff", "--baseline").returncode == 2
