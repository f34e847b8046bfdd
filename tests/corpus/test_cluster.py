"""The same job on a Dask cluster: a scheduler and two workers, each a process on a port of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

FAULT = "He denied the attacks and attacks of Friday."
CLEAN = "The talks went on until the minister left."
COUNT = 4000


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def mtaudit(folder, *arguments):
    command = [sys.executable, "-m", "mtaudit", "corpus", "in.jsonl", *arguments, "--grammar", "off"]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process):
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A corpus, and what it comes to on one core."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = ({"text": f"{FAULT if number % 7 == 0 else CLEAN} It was day {number}."} for number in range(COUNT))
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    finished(mtaudit(folder, "alone", "--workers", "1"))
    return folder


@contextmanager
def started(folder, workers):
    """A scheduler and its workers; gives its address and the processes, the scheduler's first."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    part = [sys.executable, "-m", "dask"]
    options = ["--scheduler-file", str(file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    processes = [
        subprocess.Popen(
            [*part, "scheduler", *options, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], **quiet
        )
    ]
    try:
        end = time.monotonic() + 120
        while not (file.exists() and file.read_text()):
            assert time.monotonic() < end
            time.sleep(0.05)
        mine = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--memory-limit", "0"]
        processes += [subprocess.Popen([*part, "worker", *options, *mine], **quiet) for _ in range(workers)]
        yield json.loads(file.read_text())["address"], processes
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def test_a_cluster_comes_to_the_same(folder):
    with started(folder, 2) as (address, _):
        assert f"{COUNT:,} rows" in finished(mtaudit(folder, "two", "--scheduler", address))
    assert files(folder / "two") == files(folder / "alone")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_worker_that_dies_in_mid_run_costs_nothing(folder):
    with started(folder, 2) as (address, (_, worker, _)):
        process = mtaudit(folder, "killed", "--scheduler", address)
        wait_for_chunks(folder / "killed", process)
        os.kill(worker.pid, signal.SIGKILL)
        finished(process)
        assert worker.wait() == -signal.SIGKILL
    assert files(folder / "killed") == files(folder / "alone")


def test_a_run_that_loses_its_scheduler_says_so_and_goes_on_without(folder):
    with started(folder, 1) as (address, (scheduler, worker)):
        process = mtaudit(folder, "lost", "--scheduler", address)
        wait_for_chunks(folder / "lost", process)
        worker.kill()
        scheduler.kill()
        _, err = process.communicate(timeout=600)
    assert process.returncode == 2
    assert "the Dask scheduler is gone" in err
    assert "Traceback" not in err
    finished(mtaudit(folder, "lost", "--workers", "2"))
    assert files(folder / "lost") == files(folder / "alone")


def test_where_no_scheduler_is(folder):
    process = mtaudit(folder, "none", "--scheduler", "tcp://127.0.0.1:1")
    _, err = process.communicate(timeout=600)
    assert process.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in err
    assert "Traceback" not in err


def wait_for_chunks(out, process):
    end = time.monotonic() + 300
    while len(list(out.glob("work/chunk-*"))) < 2 and process.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.01)
