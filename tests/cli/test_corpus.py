"""``mtaudit corpus`` from outside: what it says, what it refuses, what it leaves behind."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from mtaudit.cli import group

FAULT = "He denied the attacks and attacks of Friday."
CLEAN = "The talks went on until the minister left."


def corpus(*arguments):
    return CliRunner().invoke(group, ["corpus", *map(str, arguments), "--grammar", "off"], catch_exceptions=False)


def written(path, objects):
    path.write_text("".join(json.dumps(each) + "\n" for each in objects), encoding="utf-8")
    return path


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small(tmp_path):
    return written(tmp_path / "in.jsonl", [{"text": FAULT, "id": "a"}, {"text": CLEAN, "id": "b"}])


def test_the_figures_and_the_tables(tmp_path, small):
    done = corpus(small, tmp_path / "out", "--id", "id")
    assert done.exit_code == 0
    assert done.stdout == f"2 rows, 16 words, 1 finding, MQM score 68.75: {tmp_path / 'out'}\n"
    assert {path.split("/")[0] for path in files(tmp_path / "out")} == {
        "scores", "findings", "errors", "manifest.json", "summary.parquet",
    }  # fmt: skip
    (finding,) = parquet.read_table(tmp_path / "out" / "findings").to_pylist()
    assert FAULT[finding["start"] : finding["end"]] == finding["text"] == "attacks and attacks"
    assert (finding["row"], finding["id"], finding["rule"]) == (0, "a", "repetition/conjoined")
    first, second = parquet.read_table(tmp_path / "out" / "scores").to_pylist()
    assert (first["score"], first["major"], second["score"]) == (37.5, 1, 100.0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.jsonl", "out"), "none.jsonl: there is no such file or folder"),
        (("in.jsonl", "out", "--text", "mt"), "in.jsonl has no column 'mt' in its first lines, but text, id"),
        (("in.txt", "out"), "in.txt is no folder and no file of"),
        (("empty", "out"), "empty holds no texts, and no files of"),
        (("in.jsonl", "."), ". is not empty, and no corpus was audited into it"),
        (("in.jsonl", "out", "--from", "de", "--lang", "id"), ""),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path, small, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.txt").write_text(CLEAN)
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "mtaudit", "corpus", *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == (2 if said else 0)
    assert said in done.stderr
    assert done.stderr.count("\n") == (1 if said else 2)
    assert "Traceback" not in done.stderr


def test_a_run_that_is_done_is_not_done_again(tmp_path, small):
    corpus(small, tmp_path / "out")
    before = files(tmp_path / "out")
    assert corpus(small, tmp_path / "out").exit_code == 0
    assert files(tmp_path / "out") == before


@pytest.mark.parametrize("change", ["settings", "columns", "input"])
def test_a_run_does_not_go_on_with_something_else(tmp_path, small, change):
    out = tmp_path / "out"
    corpus(small, out)
    before = files(out)
    more = {"settings": ("--ignore", "repetition"), "columns": ("--id", "id"), "input": ()}[change]
    if change == "input":
        written(small, [{"text": CLEAN}])
    done = corpus_failing(small, out, *more)
    words = {"settings": "other settings", "columns": "other columns", "input": "another input"}
    assert words[change] in done
    assert files(out) == before
    assert corpus(small, out, *more, "--restart").exit_code == 0
    assert files(out) != before


def corpus_failing(*arguments):
    done = CliRunner().invoke(group, ["corpus", *map(str, arguments), "--grammar", "off"])
    assert done.exit_code != 0
    return str(done.exception)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_goes_on_and_comes_to_the_same(tmp_path, workers):
    pages = [{"text": f"{FAULT if number % 7 == 0 else CLEAN} It was day {number}."} for number in range(6000)]
    source = written(tmp_path / "in.jsonl", pages)
    command = [sys.executable, "-m", "mtaudit", "corpus", str(source), "out", "--grammar", "off"]
    command += ["--workers", str(workers)]
    with subprocess.Popen(command, cwd=tmp_path, start_new_session=True) as process:
        end = time.monotonic() + 120
        while len(list((tmp_path / "out").glob("work/chunk-*"))) < 2 and process.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").glob("work/chunk-*.arrow")}
    assert kept
    assert not (tmp_path / "out" / "scores").exists()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    corpus(source, tmp_path / "whole", "--workers", "1")
    assert files(tmp_path / "out") == files(tmp_path / "whole")
    assert len(parquet.read_table(tmp_path / "out" / "scores")) == len(pages)
