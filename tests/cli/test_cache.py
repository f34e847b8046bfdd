import os
import subprocess
import sys

import pytest

BAD = "They ate the the food.\n"


@pytest.fixture
def run(tmp_path):
    def run(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "-m", "mtaudit", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env={**os.environ, "MTAUDIT_CACHE_DIR": str(tmp_path / "cache"), **environment},
        )

    (tmp_path / "a.md").write_text(BAD)
    (tmp_path / "cache").mkdir()
    run.folder = tmp_path
    return run


def test_what_is_remembered_is_counted_and_forgotten_and_nothing_else(run):
    (run.folder / "cache" / "mine.json").write_text("{}")
    assert "findings in 0 texts: 0.0 MB of at most 256 MB" in run("cache", "info").stdout.replace("256.0", "256")
    before = run("check", "a.md")
    info = run("cache", "info").stdout
    assert info.startswith(f"{run.folder / 'cache'}\n")
    assert "findings in 1 texts" in info
    assert "compiled rule packs: 0.0 MB" not in info
    assert run("cache", "clear").stdout.endswith("MB taken away\n")
    assert [path.name for path in (run.folder / "cache").rglob("*") if path.is_file()] == ["mine.json"]
    assert run("check", "a.md").stdout == before.stdout


def test_the_report_is_the_same_with_a_cold_a_warm_and_no_cache(run):
    outputs = {run("check", "a.md", "--output-format", "json").stdout for _ in range(2)}
    assert outputs == {run("check", "a.md", "--no-cache", "--workers", "2", "--output-format", "json").stdout}
    assert run("check", "a.md", "--no-cache").returncode == run("check", "a.md").returncode == 1


def test_without_a_cache_nothing_is_written(run):
    run("check", "a.md")
    run("cache", "clear")
    assert run("check", "a.md", "--no-cache").returncode == 1
    assert "findings in 0 texts" in run("cache", "info").stdout


def test_a_cache_that_cannot_be_written_is_said_and_the_report_is_whole(run):
    (run.folder / "file").write_text("in the way")
    done = run("check", "a.md", MTAUDIT_CACHE_DIR=str(run.folder / "file"))
    assert (
        done.stderr == f"Warning: the cache in {run.folder / 'file' / 'reports'} cannot be written: Not a directory\n"
    )
    assert done.stdout == run("check", "a.md").stdout
    assert done.returncode == 1
