"""Runs as a whole: shards, chunks that come out of order, workers that die, memory that does not grow."""

import json
import os
import random
import signal
import subprocess
import sys
import textwrap
from contextlib import contextmanager

import pytest
from pyarrow import parquet

from mtaudit.corpus import engines, job, store
from mtaudit.corpus.records import Columns, Limits
from mtaudit.corpus.work import Plan, work
from mtaudit.errors import OutputError
from mtaudit.settings import Settings

PLAN = Plan(Settings(grammar="off", select=("repetition",)), Columns(id="id"))
DEADLY = "This row kills whoever reads it."


@pytest.fixture
def make(tmp_path, monkeypatch):
    """``make(count, out)``: a job over so many rows, in chunks of two, ten chunks a shard."""
    monkeypatch.setattr(store, "SHARD", 10)

    def build(texts, out="out"):
        path = tmp_path / "in.jsonl"
        if not path.exists():
            path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
        return job.Job(path, tmp_path / out, PLAN, Limits(2))

    return build


def texts(count):
    return [f"They left left the base on day {number}." if number % 3 else "They left." for number in range(count)]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def here():
    with engines.local(PLAN, 1) as engine:
        yield engine


class Shuffled:
    """Holds chunks back and gives them in any order; fails after so many."""

    def __init__(self, most=None):
        self.most = most

    def results(self, chunks):
        held = [(chunk, work((PLAN, chunk))) for chunk in chunks]
        random.Random(5).shuffle(held)
        for number, pair in enumerate(held):
            if number == self.most:
                raise KeyboardInterrupt
            yield pair


@contextmanager
def shuffled(most=None):
    yield Shuffled(most)


def test_shards_hold_all_rows_in_order_whatever_order_they_come_in(make):
    one = job.run(make(texts(47)), here, lambda _: None)
    two = job.run(make(texts(47), "two"), shuffled, lambda _: None)
    assert files(one.folder) == files(two.folder)
    scores = [parquet.read_table(path) for path in one.shards("scores")]
    assert list(map(len, scores)) == [20, 20, 7]
    assert [row for table in scores for row in table["row"].to_pylist()] == list(range(47))
    assert sum(len(parquet.read_table(path)) for path in one.shards("findings")) == 31


@pytest.mark.parametrize("most", [0, 1, 7, 12, 23])
def test_wherever_a_run_ends_the_next_one_comes_to_the_same(make, most):
    whole = job.run(make(texts(47)), here, lambda _: None)
    broken = make(texts(47), "broken")
    with pytest.raises(KeyboardInterrupt):
        job.run(broken, lambda: shuffled(most), lambda _: None)
    seen = []

    @contextmanager
    def counted():
        with here() as engine:
            yield type("Counted", (), {"results": lambda _, chunks: engine.results(map(noted, chunks))})()

    def noted(chunk):
        seen.append(chunk.number)
        return chunk

    job.run(broken, counted, lambda _: None)
    assert len(seen) == len(set(seen)) == 24 - most
    assert files(broken.output) == files(whole.folder)


def test_a_chunk_that_is_damaged_is_done_again(make):
    broken = make(texts(47), "broken")
    with pytest.raises(KeyboardInterrupt):
        job.run(broken, lambda: shuffled(7), lambda _: None)
    damaged = sorted((broken.output / "work").glob("*.arrow"))
    damaged[0].write_bytes(damaged[0].read_bytes()[:50])
    damaged[1].write_bytes(b"")
    whole = job.run(make((), "whole"), here, lambda _: None)
    assert files(job.run(broken, here, lambda _: None).folder) == files(whole.folder)


def deadly(task):
    if any(DEADLY.encode() in line for line in task[1].payload[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return work(task)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_row_that_kills_its_workers_is_the_only_one_that_is_lost(make, monkeypatch):
    rows = texts(8)
    rows[5] = DEADLY
    monkeypatch.setattr(engines, "work", deadly)
    done = job.run(make(rows), lambda: engines.local(PLAN, 2), lambda _: None)
    (path,) = done.shards("scores")
    errors = {row["row"]: row["error"] for row in parquet.read_table(path).to_pylist() if row["error"]}
    assert errors == {5: "ended the process that audited it (SIGKILL)"}
    (path,) = done.shards("errors")
    assert [(row["id"], row["record"]) for row in parquet.read_table(path).to_pylist()] == [("5", DEADLY.encode())]


def test_an_output_inside_the_input_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("They left.")
    with pytest.raises(OutputError, match="lies in the input"):
        job.run(job.Job(tmp_path / "in", tmp_path / "in" / "out", PLAN), here, lambda _: None)


def test_no_chunk_is_read_before_somebody_wants_it(make):
    """Memory does not grow with the input: whatever is read is at most one chunk ahead of what is done."""
    ahead = []
    done = 0

    class Lazy:
        def results(self, chunks):
            nonlocal done
            for chunk in chunks:
                ahead.append(chunk.number - done)
                yield chunk, work((PLAN, chunk))
                done += 1

    @contextmanager
    def lazy():
        yield Lazy()

    job.run(make(texts(60)), lazy, lambda _: None)
    assert set(ahead) == {0}


HOLDER = """
    import sys
    from pathlib import Path
    from mtaudit.corpus.store import Store

    store = Store(Path(sys.argv[1]))
    store.begin({})
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no locks of records")
def test_two_runs_do_not_write_into_one_folder(tmp_path):
    folder = tmp_path / "out"
    command = [sys.executable, "-c", textwrap.dedent(HOLDER), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"begun\n"
        with pytest.raises(OutputError, match="is being written by another run"):
            store.Store(folder).begin({}, restart=True)
        other.kill()
    after = store.Store(folder)
    after.begin({})
    after.release()
