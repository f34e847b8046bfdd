import os
import signal
import subprocess
import sys
import textwrap
import time

import psutil
import pytest

from mtaudit.engines.languagetool import SERVER
from mtaudit.errors import EngineError, ReadError, WorkerError
from mtaudit.gate.pool import Pool

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


def double(number):
    return 2 * number


def squirm(task):
    """Does what it is told; "die" kills the worker, "die once FILE" only the first time."""
    command, *rest = task.split()
    if command == "die" and not (rest and os.path.exists(rest[-1])):  # noqa: PTH110
        if rest:
            open(rest[-1], "w").close()  # noqa: PTH123
        os.kill(os.getpid(), signal.SIGKILL)
    if command == "refuse":
        raise ReadError("is refused")
    if command == "fail":
        raise ValueError("a bug")
    return task.upper()


def family(pid=None):
    return set(psutil.Process(pid).children(recursive=True))


def is_over(process):
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:  # it ended between the two questions
        return True


def ask_server(_):
    server = SERVER.get()()
    try:
        return server.url()
    except EngineError as error:
        return f"no: {error}"
    finally:
        server.close()


def test_every_task_is_done_once():
    with Pool(double, 3) as pool:
        assert sorted(pool.results(range(50))) == [(number, 2 * number) for number in range(50)]
        assert list(pool.results([])) == []
        assert sorted(pool.results([7])) == [(0, 14)]


def test_large_tasks_and_results_pass():
    with Pool(double, 2) as pool:
        assert [len(result) for _, result in pool.results(["x" * 3_000_000] * 3)] == [6_000_000] * 3


def test_no_process_is_left():
    before = family()
    with Pool(double, 2) as pool:
        list(pool.results([1, 2]))
        assert len(family() - before) >= 2
    assert family() <= before


@UNIX
def test_a_dead_worker_is_replaced_and_its_task_done(tmp_path):
    tasks = ["a", f"die once {tmp_path / 'done'}", "b", "c"]
    with Pool(squirm, 2) as pool:
        assert sorted(pool.results(tasks)) == [(number, task.upper()) for number, task in enumerate(tasks)]


@UNIX
def test_a_task_that_kills_every_worker_is_given_up():
    with Pool(squirm, 2) as pool, pytest.raises(WorkerError, match="died 3 times over one text, last with SIGKILL"):
        list(pool.results(["a", "die", "b"]))


@UNIX
def test_a_task_that_is_given_up_may_have_a_result_all_the_same():
    with Pool(squirm, 2, lost=lambda task, cause: f"{task}: {cause}") as pool:
        assert sorted(pool.results(["a", "die", "b"])) == [(0, "A"), (1, "die: SIGKILL"), (2, "B")]


def test_a_task_is_asked_for_when_a_worker_is_free():
    asked = []

    def tasks():
        for number in range(40):
            asked.append(number)
            yield number

    with Pool(double, 2) as pool:
        for done, _ in enumerate(pool.results(tasks()), 1):
            assert len(asked) <= done + 2


@pytest.mark.parametrize(("task", "error"), [("refuse", ReadError), ("fail", ValueError)])
def test_what_a_worker_raises_is_raised(task, error):
    with Pool(squirm, 2) as pool, pytest.raises(error):
        list(pool.results(["a", task]))


class Fake:
    started = 0

    def __init__(self):
        Fake.started += 1
        self.closed = False

    def url(self):
        return "http://127.0.0.1:1"

    def close(self):
        self.closed = True


def test_all_workers_share_one_server_and_only_if_one_wants_it():
    Fake.started = 0
    with Pool(double, 2, Fake) as pool:
        list(pool.results(range(4)))
    assert Fake.started == 0
    with Pool(ask_server, 3, Fake) as pool:
        assert {result for _, result in pool.results(range(9))} == {"http://127.0.0.1:1"}
        server = pool._lender._server
        assert not server.closed
    assert Fake.started == 1
    assert server.closed


def test_a_server_that_cannot_start_is_asked_for_once():
    asked = []

    def none():
        asked.append(1)
        raise EngineError("there is no Java")

    with Pool(ask_server, 2, none) as pool:
        assert {result for _, result in pool.results(range(4))} == {"no: there is no Java"}
    assert len(asked) == 1


# One write a worker: print() sends a text and its line end apart, and two workers may mix them.
CODE = """
    import os
    import time
    from mtaudit.gate.pool import Pool

    def work(task):
        os.write(1, b"working\\n")
        time.sleep(600)

    if __name__ == "__main__":
        with Pool(work, 2) as pool:
            list(pool.results([1, 2]))
"""


@UNIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path, number):
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(CODE))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout.readline() == process.stdout.readline() == b"working\n"
        below = family(process.pid)
        process.send_signal(number)
        process.wait(30)
    assert len(below) >= 2
    end = time.monotonic() + 30
    while not all(map(is_over, below)):
        assert time.monotonic() < end
        time.sleep(0.02)


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes cannot be copied safely")


class Loads:
    """An engine double: a line in a file each time that it is loaded, and what copies of the process hold of it."""

    held = ""

    def __init__(self, file):
        self.file = file

    def __call__(self):
        with self.file.open("a") as lines:
            lines.write(f"{os.getpid()}\n")
        Loads.held = "loaded"


def show(_):
    return Loads.held


@LINUX
def test_what_workers_need_is_loaded_once(tmp_path):
    with Pool(show, 3, ready=Loads(tmp_path / "loads")) as pool:
        assert [held for _, held in pool.results(range(9))] == ["loaded"] * 9
    assert len((tmp_path / "loads").read_text().splitlines()) == 1
    assert Loads.held == ""


@LINUX
def test_a_worker_that_takes_the_place_of_a_dead_one_shares_what_was_loaded(tmp_path):
    with Pool(die_once, 2, ready=Loads(tmp_path / "loads")) as pool:
        held = sorted(pool.results([str(tmp_path / "died")] * 4))
    assert held == [(number, "loaded") for number in range(4)]
    assert len((tmp_path / "loads").read_text().splitlines()) == 1


def die_once(file):
    if not os.path.exists(file):  # noqa: PTH110
        open(file, "w").close()  # noqa: PTH123
        os.kill(os.getpid(), signal.SIGKILL)
    return Loads.held


@LINUX
def test_the_process_that_makes_workers_may_die(tmp_path):
    before = family()
    with Pool(double, 2, ready=Loads(tmp_path / "loads")) as pool:
        results = pool.results(range(2000))
        done = [next(results)]
        (makes_workers,) = (each for each in set(psutil.Process().children()) - before if is_maker(each))
        makes_workers.kill()
        done += results
        assert sorted(done) == [(number, 2 * number) for number in range(2000)]
    assert family() <= before


def is_maker(process):
    return len(process.children()) == 2


def test_what_cannot_be_loaded_is_left_to_the_workers():
    with Pool(double, 2, ready=fail) as pool:
        assert sorted(pool.results([1, 2])) == [(0, 2), (1, 4)]


def fail():
    raise ValueError("a bug")


@LINUX
def test_a_process_that_makes_workers_and_dies_each_time_is_given_up():
    with (
        pytest.raises(WorkerError, match="that makes the workers died 3 times"),
        Pool(double, 1, ready=die),
    ):
        pass


def die():
    os.kill(os.getpid(), signal.SIGKILL)
