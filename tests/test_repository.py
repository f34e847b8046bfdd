"""The gate on a content repository, from the first baseline to the next clean run; and what ends it on the way."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

SEED = (Path(__file__).parent.parent / "seeds" / "taliban-border" / "article.txt").read_text(encoding="utf-8")
FINE = "The council met on Tuesday and agreed on the plan for the new bridge. It will open in the spring.\n"
FAULT = "They ate the the food.\n"


@pytest.fixture
def repository(tmp_path):
    """A repository of sixteen pages, each with a part of a machine-translated article and clean prose."""
    parts = [part for part in SEED.split("\n") if part.strip()]
    for number in range(16):
        page = tmp_path / "repo" / "docs" / f"page-{number}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(
            "\n\n".join([f"# Page {number}", *parts[number::16], FINE * (number % 3 + 1)]), encoding="utf-8"
        )
    git(tmp_path / "repo", "init", "-q")
    git(tmp_path / "repo", "add", "-A")
    git(tmp_path / "repo", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "All pages")
    return tmp_path / "repo"


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def command(*arguments):
    return [sys.executable, "-m", "mtaudit", *arguments]


def environment(folder):
    return {**os.environ, "MTAUDIT_CACHE_DIR": str(folder.parent / "cache")}


def mtaudit(folder, *arguments):
    return subprocess.run(command(*arguments), cwd=folder, capture_output=True, text=True, env=environment(folder))


def found(done):
    return [(file["path"], each["text"]) for file in json.loads(done.stdout)["files"] for each in file["findings"]]


def test_a_new_fault_fails_alone_and_its_cure_passes(repository):
    gate = ("check", "docs", "--baseline", "--output-format", "json")
    assert "findings today: 'mtaudit check .' shows them" in mtaudit(repository, "init").stdout
    assert mtaudit(repository, "check", "docs").returncode == 1
    assert mtaudit(repository, "baseline", "write", "docs").returncode == 0
    assert mtaudit(repository, *gate).returncode == 0
    page = repository / "docs" / "page-3.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(f"New above.\n\n{FAULT}\n{before}", encoding="utf-8")
    for arguments in (gate, ("check", "docs", "--changed-since", "HEAD", "--output-format", "json")):
        failed = mtaudit(repository, *arguments)
        assert (failed.returncode, found(failed)) == (1, [("docs/page-3.md", "the the")])
    page.write_text(f"New above.\n\n{FAULT.replace('the the', 'the')}\n{before}", encoding="utf-8")
    assert mtaudit(repository, *gate).returncode == 0
    listed = json.loads((repository / ".mtaudit-baseline.json").read_text(encoding="utf-8"))["findings"][0]
    (repository / listed["path"]).write_text(FINE, encoding="utf-8")
    stale = mtaudit(repository, *gate)
    assert stale.returncode == 0
    assert f"{listed['path']} {listed['rule']} “{listed['text']}”" in stale.stderr


def test_a_comment_lets_one_place_pass(repository):
    mtaudit(repository, "baseline", "write", "docs")
    page = repository / "docs" / "page-3.md"
    page.write_text(f"<!-- mtaudit: ignore-next repetition -- as sung -->\n\n{FAULT}\n{FAULT}", encoding="utf-8")
    done = mtaudit(repository, "check", "docs", "--baseline", "--output-format", "json")
    assert found(done) == [("docs/page-3.md", "the the")]


def whole_cache(folder):
    """Every entry of the cache is whole: what a run with it says is what one without it says."""
    with_cache = mtaudit(folder, "check", "docs", "--output-format", "json")
    without = mtaudit(folder, "check", "docs", "--output-format", "json", "--no-cache")
    assert with_cache.stdout == without.stdout
    assert with_cache.returncode == 1
    entries = [path for path in (folder.parent / "cache" / "reports").rglob("*") if path.is_file()]
    assert sum(path.suffix == ".entry" for path in entries) == len(list((folder / "docs").iterdir()))


def started(folder, *arguments, workers=0):
    """A run that is under way, with its workers."""
    process = subprocess.Popen(
        command(*arguments), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(folder)
    )
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        children = psutil.Process(process.pid).children(recursive=True)
        if len(children) >= workers:
            return process, children
        time.sleep(0.005)
    return process, []


@pytest.mark.parametrize(
    ("number", "delay"),
    [
        (signal.SIGTERM, 0),
        (signal.SIGTERM, 0.03),
        (signal.SIGKILL, 0.06),
        (signal.SIGKILL, 0.12),
        (signal.SIGINT, 0.03),
    ],
)
def test_a_run_that_is_killed_harms_nothing(repository, number, delay):
    process, workers = started(repository, "check", "docs", "--workers", "2", workers=2 * bool(delay))
    time.sleep(delay)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode in (-number, 128 + number, 130, 1)
    assert b"Traceback" not in said
    for each in workers:
        each.wait(30)
    whole_cache(repository)


@pytest.mark.parametrize("which", [0, -1], ids=["the first, which makes the others", "the last"])
def test_a_worker_that_is_killed_is_made_good(repository, which):
    for page in (repository / "docs").iterdir():
        page.write_text(page.read_text(encoding="utf-8") * 3, encoding="utf-8")
    process, workers = started(repository, "check", "docs", "--workers", "2", workers=2)
    if workers:
        workers[which].kill()
    _, said = process.communicate(timeout=120)
    assert (process.returncode, said) == (1, b"")
    whole_cache(repository)


def test_a_full_disk_costs_the_cache_and_nothing_else(repository):
    def fill():
        resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))

    code = "import runpy, sys; sys.argv[0] = 'mtaudit'; runpy.run_module('mtaudit', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "docs", "--output-format", "json"],
        cwd=repository,
        capture_output=True,
        text=True,
        env=environment(repository),
        preexec_fn=fill,
    )
    assert done.returncode == 1
    assert "cannot be written: File too large" in done.stderr
    assert found(done) == found(mtaudit(repository, "check", "docs", "--output-format", "json", "--no-cache"))
    whole_cache(repository)


def test_runs_side_by_side_share_a_cache(repository):
    runs = [started(repository, "check", "docs", "--workers", str(number))[0] for number in (1, 2, 2)]
    assert {run.communicate(timeout=120)[1] for run in runs} == {b""}
    assert {run.returncode for run in runs} == {1}
    whole_cache(repository)


def test_a_report_that_cannot_be_written_whole_leaves_the_old_one(repository):
    (repository / "report.json").write_text("old")
    done = subprocess.run(
        command("check", "docs", "--no-cache", "--output-format", "json", "--output-file", "report.json"),
        cwd=repository,
        capture_output=True,
        text=True,
        env=environment(repository),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
    )
    assert (done.returncode, done.stderr) == (2, "Error: report.json: cannot be written: File too large\n")
    assert (repository / "report.json").read_text() == "old"
    assert sorted(path.name for path in repository.iterdir()) == [".git", "docs", "report.json"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_fixing_that_is_killed_loses_no_file(repository, number):
    before = {page.name: page.read_text(encoding="utf-8") for page in (repository / "docs").iterdir()}
    copy = shutil.copytree(repository, repository.parent / "copy")
    assert mtaudit(copy, "fix", "docs").returncode == 0
    after = {page.name: page.read_text(encoding="utf-8") for page in (copy / "docs").iterdir()}
    process, _ = started(repository, "fix", "docs")
    while process.poll() is None and all(
        (repository / "docs" / name).read_text(encoding="utf-8") == before[name] for name in before
    ):
        time.sleep(0.01)
    process.send_signal(number)
    process.communicate(timeout=60)
    now = {page.name: page.read_text(encoding="utf-8") for page in (repository / "docs").glob("*.md")}
    assert now.keys() == before.keys()
    assert all(now[name] in (before[name], after[name]) for name in now)
    assert mtaudit(repository, "fix", "docs").returncode == 0
    assert {page.name: page.read_text(encoding="utf-8") for page in (repository / "docs").glob("*.md")} == after
