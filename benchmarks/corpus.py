"""Corpora: rows a second on one worker and on two, memory, a kill in the middle, a cluster, a worker that dies.

    python benchmarks/corpus.py DATA                       # 1,000,000 rows, rule packs only
    python benchmarks/corpus.py DATA --rows 5000 --mode all
    python benchmarks/corpus.py DATA --steps one,two --mode languagetool --rows 2000

DATA is the folder of the data sets: the rows are the translations of ``mlqe_pe`` and sentences of ``clean_prose`` in
turn, over and over with a number behind them, so that no two are alike. One worker gets only ``--alone`` of them.

The steps: ``one`` and ``two`` workers on this machine (rows a second, memory of all processes over time, what they
share counted once: on Linux only), ``kill`` (SIGKILL to all processes half-way, then the same command again),
``cluster`` (a Dask scheduler and two workers on ports of their own), ``death`` (the same, and one worker is killed
half-way). Each output is compared, file by file and byte by byte, with that of ``two``. Prints Markdown; ``--json``
writes the figures, from which ``benchmarks/scale.py`` works out what large corpora cost.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from pathlib import Path

import click
import psutil

#: What each mode asks for: the rules of the packs, everything without a grammar checker, and with one.
MODES = {
    "packs": ("--select", "en", "--grammar", "off"),
    "all": ("--grammar", "off"),
    "harper": ("--grammar", "harper"),
    "languagetool": ("--grammar", "languagetool"),
}
_STEPS = ("one", "two", "kill", "cluster", "death")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_FEWEST_WORDS = 4
_PARTS = 4

_Meanwhile = Callable[["subprocess.Popen[bytes]"], None]


@dataclass
class Run:
    """What one run took: seconds, CPU seconds of all its processes, and its memory, sample by sample, in bytes."""

    name: str
    rows: int
    wall: float = 0.0
    cpu: float = 0.0
    memory: list[int] = field(default_factory=list)
    same: bool | None = None

    def quarters(self) -> list[int]:
        """The most memory in each quarter of the run."""
        size = max(1, len(self.memory) // _PARTS)
        return [max(self.memory[at : at + size], default=0) for at in range(0, size * _PARTS, size)]


@dataclass(frozen=True)
class Bench:
    """The folder of the runs, and what all of them ask for."""

    folder: Path
    options: tuple[str, ...]
    rows: int

    def command(self, source: str, out: str, *more: str) -> list[str]:
        """The command of a run."""
        return [sys.executable, "-m", "mtaudit", "corpus", f"{source}.jsonl", out, "--id", "id", *self.options, *more]

    def chunks_done(self, out: str) -> int:
        """How many rows of a run are surely done."""
        shards = len(list((self.folder / out / "scores").glob("*.parquet")))
        return 500 * (100 * shards + len(list((self.folder / out / "work").glob("chunk-*.arrow"))))


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rows", type=int, default=1_000_000, show_default=True)
@click.option("--alone", type=int, default=250_000, show_default=True, help="Rows for one worker alone.")
@click.option("--mode", type=click.Choice(list(MODES)), default="packs", show_default=True)
@click.option("--steps", default=",".join(_STEPS), show_default=True)
@click.option("--json", "report", type=click.Path(path_type=Path), help="Write the figures there.")
def main(data: Path, rows: int, alone: int, mode: str, steps: str, report: Path | None) -> None:
    """Make the rows, run the steps, print what came out."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), MODES[mode], rows)
        os.environ["MTAUDIT_CACHE_DIR"] = str(bench.folder / "cache")
        words = write(data, bench.folder / "in.jsonl", rows)
        write(data, bench.folder / "alone.jsonl", min(alone, rows))
        _warm(bench)
        print(f"{rows:,} rows, {words:,} words, mode {mode}, load {os.getloadavg()[0]:.1f} at the start\n", flush=True)
        print("| run | rows | wall s | CPU s | rows/s | rows/CPU-s | MB, by quarters of the run | same output |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |")
        runs = []
        for step in steps.split(","):
            for run in _MEASURES[step](bench):
                print(_line(run), flush=True)
                runs.append(run)
        _conclude(runs)
        if report:
            report.write_text(json.dumps(_figures(runs, mode, words / rows), indent=1) + "\n", encoding="utf-8")


def write(data: Path, path: Path, rows: int) -> int:
    """Write so many rows; how many words they hold."""
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(islice(texts(data), rows)):
            words += len(text.split())
            out.write(json.dumps({"id": f"r{number}", "text": text}, ensure_ascii=False) + "\n")
    return words


def texts(data: Path) -> Iterator[str]:
    """Translations and clean sentences in turn; from the second time on each has a number."""
    held = [list(_translations(data)), list(_sentences(data))]
    for round_ in count():
        for pair in zip(*map(cycle, held), range(max(map(len, held))), strict=False):
            yield from (f"{text} ({round_})" if round_ else text for text in pair[:2])


def _translations(data: Path) -> Iterator[str]:
    for line in (data / "mlqe_pe" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["mt"]


def _sentences(data: Path) -> Iterator[str]:
    for line in (data / "clean_prose" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        for paragraph in json.loads(line)["text"].splitlines():
            yield from (each for each in _SENTENCE.split(paragraph.strip()) if len(each.split()) >= _FEWEST_WORDS)


def _warm(bench: Bench) -> None:
    """Compile the rule packs, as any earlier run would have done."""
    first = (bench.folder / "in.jsonl").read_text(encoding="utf-8").splitlines()[0]
    (bench.folder / "warm.jsonl").write_text(f"{first}\n", encoding="utf-8")
    subprocess.run(bench.command("warm", "warm"), cwd=bench.folder, check=True, stdout=subprocess.DEVNULL)


def _one(bench: Bench) -> Iterator[Run]:
    rows = sum(1 for _ in (bench.folder / "alone.jsonl").open("rb"))
    yield _measured(bench, "1 worker", rows, bench.command("alone", "alone", "--workers", "1"))


def _two(bench: Bench) -> Iterator[Run]:
    yield _measured(bench, "2 workers", bench.rows, bench.command("in", "two", "--workers", "2"))


def _kill(bench: Bench) -> Iterator[Run]:
    command = bench.command("in", "killed", "--workers", "2")
    run = Run("killed half-way", 0)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=bench.folder, start_new_session=True, stdout=subprocess.DEVNULL)
    _wait_until_half(bench, "killed", process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    run.wall, run.rows = time.perf_counter() - begin, bench.chunks_done("killed")
    yield run
    again = _measured(bench, "the same command again", bench.rows - run.rows, command)
    again.same = _same(bench, "killed")
    yield again


def _cluster(bench: Bench) -> Iterator[Run]:
    with _dask(bench) as (address, _):
        run = _measured(bench, "cluster of 2", bench.rows, bench.command("in", "cluster", "--scheduler", address))
    run.same = _same(bench, "cluster")
    yield run


def _death(bench: Bench) -> Iterator[Run]:
    with _dask(bench) as (address, workers):
        command = bench.command("in", "death", "--scheduler", address)

        def kill(process: subprocess.Popen[bytes]) -> None:
            _wait_until_half(bench, "death", process)
            os.kill(workers[0].pid, signal.SIGKILL)

        run = _measured(bench, "cluster, one killed half-way", bench.rows, command, kill)
    run.same = _same(bench, "death")
    yield run


_MEASURES = dict(zip(_STEPS, (_one, _two, _kill, _cluster, _death), strict=True))


def _wait_until_half(bench: Bench, out: str, process: subprocess.Popen[bytes]) -> None:
    while bench.chunks_done(out) < bench.rows // 2 and process.poll() is None:
        time.sleep(0.05)


def _measured(
    bench: Bench,
    name: str,
    rows: int,
    command: list[str],
    meanwhile: Callable[[subprocess.Popen[bytes]], None] | None = None,
) -> Run:
    """Run a command to its end."""
    run = Run(name, rows)
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=bench.folder, stdout=subprocess.DEVNULL)
    watcher = threading.Thread(target=_watch, args=(process.pid, run.memory))
    watcher.start()
    if meanwhile:
        meanwhile(process)
    _, status, usage = os.wait4(process.pid, 0)
    run.wall, run.cpu = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode:
        raise click.ClickException(f"'{' '.join(command)}' ended with {process.returncode}")
    return run


def _watch(pid: int, memory: list[int]) -> None:
    """The memory of a process and its children, looked at twice a second."""
    try:
        top = psutil.Process(pid)
        while top.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for each in (top, *top.children(recursive=True)):
                with contextlib.suppress(OSError, psutil.Error):  # it ended meanwhile
                    total += _pss(each.pid)
            memory.append(total)
            time.sleep(0.5)
    except psutil.NoSuchProcess:
        return


def _pss(pid: int) -> int:
    """The memory of a process, of what it shares only its part."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024


@contextlib.contextmanager
def _dask(bench: Bench) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers with a thread each; the address, and the workers."""
    file = bench.folder / "scheduler.json"
    file.unlink(missing_ok=True)
    part = [sys.executable, "-m", "dask"]
    where = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": bench.folder}
    processes = [subprocess.Popen([*part, "scheduler", *where, "--port", "0"], **quiet)]
    try:
        while not (file.exists() and file.read_text(encoding="utf-8")):
            time.sleep(0.05)
        mine = ["--nthreads", "1", "--no-nanny", "--memory-limit", "0"]
        processes += [subprocess.Popen([*part, "worker", *where, *mine], **quiet) for _ in range(2)]
        yield json.loads(file.read_text(encoding="utf-8"))["address"], processes[1:]
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def _same(bench: Bench, out: str) -> bool | None:
    """Whether a run came to what ``two`` came to, if that was run."""
    if not (bench.folder / "two").exists():
        return None
    found = _digest(bench.folder / out) == _digest(bench.folder / "two")
    shutil.rmtree(bench.folder / out)
    return found


def _digest(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _line(run: Run) -> str:
    rate, share = run.rows / run.wall, run.rows / run.cpu if run.cpu else 0
    memory = " ".join(f"{each / 1e6:.0f}" for each in run.quarters()) if run.memory else ""
    same = "" if run.same is None else "yes" if run.same else "NO"
    cells = [run.name, f"{run.rows:,}", f"{run.wall:.1f}", f"{run.cpu:.1f}" if run.cpu else ""]
    return f"| {' | '.join([*cells, f'{rate:,.0f}', f'{share:,.0f}' if share else '', memory, same])} |"


def _conclude(runs: list[Run]) -> None:
    rates = {run.name: run.rows / run.wall for run in runs}
    if {"1 worker", "2 workers"} <= rates.keys():
        print(f"\nTwo workers are {rates['2 workers'] / rates['1 worker']:.2f} times as fast as one.")
    if any(run.same is False for run in runs):
        raise click.ClickException("an output differs")


def _figures(runs: list[Run], mode: str, words: float) -> dict[str, object]:
    """The figures for ``benchmarks/scale.py``."""
    return {
        "mode": mode,
        "words_per_row": round(words, 2),
        "load": round(os.getloadavg()[0], 1),
        "runs": [
            {
                "name": run.name,
                "rows": run.rows,
                "wall": round(run.wall, 2),
                "cpu": round(run.cpu, 2),
                "memory": run.quarters(),
            }
            for run in runs
        ],
    }


if __name__ == "__main__":
    main()
