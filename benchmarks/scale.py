"""What a large corpus costs on many machines: rates measured here, and a simulation of the cluster with them.

    python benchmarks/scale.py measure DATA rates.json
    python benchmarks/scale.py simulate rates.json --documents 1000000000

``measure`` runs ``mtaudit corpus`` on one worker, on sentences and on texts of 500 words, in three modes (the rule
packs only; all detectors with Harper; all with LanguageTool), and takes the CPU seconds of all processes, so that it
matters little how busy the machine is: those of a run over one row are its start, the others the rate. It times,
besides, what the client does for each chunk (read it, take the table, write the shards) and Dask for each task.

``simulate`` plays the cluster, event by event: one client that reads and writes, one scheduler, workers on so many
machines of ``--cores`` cores each; three chunks on the way for each worker; chunks that take longer and shorter;
workers that die once in ``--hours-to-death`` hours of theirs, lose their chunks and start again. It plays as many
chunks as show the steady rate, and works out the rest from that. Prints Markdown.
"""

from __future__ import annotations

import heapq
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import click
from corpus import MODES, texts

_MODES = ("packs", "harper", "languagetool")
_NAMES = {"packs": "packs only", "harper": "all but LanguageTool", "languagetool": "all"}
#: Rows of a measurement: sentences, and texts of 500 words.
_ROWS = {"packs": (20_000, 1000), "harper": (2000, 100), "languagetool": (400, 20)}
_WORDS = 500
_CHUNK = 500
_CHUNK_BYTES = 1_000_000
_AHEAD = 3
#: How much chunks differ: the standard deviation of the logarithm of their time.
_SPREAD = 0.3


@click.group()
def main() -> None:
    """Measure, or simulate."""


@main.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def measure(data: Path, out: Path) -> None:
    """Write the rates of this machine to a JSON file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MTAUDIT_CACHE_DIR"] = str(folder / "cache")
        found: dict[str, Any] = {"load": round(os.getloadavg()[0], 1), "modes": {}}
        for mode in _MODES:
            found["modes"][mode] = _rates(data, folder, mode)
            print(mode, found["modes"][mode], flush=True)
        found["client"] = _client(data, folder)
        found["dask_per_task"] = _per_task()
        print({key: found[key] for key in ("client", "dask_per_task")})
    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _rates(data: Path, folder: Path, mode: str) -> dict[str, float]:
    """The CPU seconds of a start, and of a row of either kind."""
    sentences, documents = (
        list(each) for each in (islice(texts(data), _ROWS[mode][0]), _documents(data, _ROWS[mode][1]))
    )
    _cpu(folder, mode, sentences[:1])  # compiles the packs
    start = _cpu(folder, mode, sentences[:1])
    per = [(_cpu(folder, mode, rows) - start) / len(rows) for rows in (sentences, documents)]
    return {
        "start": start,
        "sentence": per[0],
        "document": per[1],
        "sentence_bytes": statistics.fmean(len(each) for each in sentences) + 30,
        "document_bytes": statistics.fmean(len(each) for each in documents) + 30,
    }


def _documents(data: Path, count: int) -> Iterator[str]:
    """Texts of so many words, made of the clean texts."""
    done = 0
    for line in (data / "clean_prose" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        held: list[str] = []
        for paragraph in json.loads(line)["text"].split("\n\n"):
            held.append(paragraph)
            if sum(len(each.split()) for each in held) >= _WORDS:
                yield "\n\n".join(held)
                held, done = [], done + 1
                if done == count:
                    return


def _cpu(folder: Path, mode: str, rows: list[str]) -> float:
    """The CPU seconds of a run over some rows, the grammar server's included."""
    _write(folder / "in.jsonl", rows)
    command = [
        sys.executable,
        "-m",
        "mtaudit",
        "corpus",
        "in.jsonl",
        "out",
        "--workers",
        "1",
        "--restart",
        *MODES[mode],
    ]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"'{' '.join(command)}' ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _write(path: Path, rows: list[str]) -> None:
    path.write_text("".join(json.dumps({"text": each}) + "\n" for each in rows), encoding="utf-8")


def _client(data: Path, folder: Path) -> dict[str, float]:
    """CPU seconds of the client for a chunk of 500 sentences: to read it; to take its table and write the shards."""
    from mtaudit.corpus import source, store
    from mtaudit.corpus.records import Columns, Limits
    from mtaudit.corpus.work import Plan, work
    from mtaudit.settings import Settings

    _write(folder / "client.jsonl", list(islice(texts(data), 50_000)))
    plan, parts = (
        Plan(Settings(grammar="off", select=("en",)), Columns()),
        source.parts(folder / "client.jsonl", Columns()),
    )
    begin = time.process_time()
    chunks = [piece.chunk for piece in source.pieces(parts, plan.columns, Limits())]
    read = time.process_time() - begin
    table = work((plan, chunks[0]))
    written = store.Store(folder / "written")
    written.begin({})
    begin = time.process_time()
    for number in range(2 * store.SHARD):
        written.put(number, table)
    return {"read": read / len(chunks), "write": (time.process_time() - begin) / (2 * store.SHARD)}


def _per_task() -> float:
    """CPU seconds of a Dask client and scheduler, in one process, for a task with a chunk of 100 KB."""
    from distributed import Client, LocalCluster

    payload = [os.urandom(200) for _ in range(_CHUNK)]
    with (
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        client.submit(len, payload, pure=False).result()
        begin = time.process_time()
        held = deque(client.submit(len, payload, pure=False) for _ in range(_AHEAD))
        for _ in range(1000):
            held.popleft().result()
            held.append(client.submit(len, payload, pure=False))
        return (time.process_time() - begin) / 1000


class Load(NamedTuple):
    """What one chunk asks of each part of a cluster, in seconds."""

    read: float
    write: float
    schedule: float
    work: float
    start: float


@dataclass
class Cluster:
    """A cluster that is played: when each part is free again, and what it has done."""

    load: Load
    workers: int
    death: float
    chance: random.Random
    client: float = 0.0
    scheduler: float = 0.0
    busy: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("client", "scheduler", "workers"), 0.0))

    def play(self, chunks: int) -> list[float]:
        """When each of so many chunks is written."""
        done: list[float] = []
        queue: list[tuple[float, int, int]] = []
        idle = [(self.load.start * self.chance.uniform(0.8, 1.2), worker) for worker in range(self.workers)]
        heapq.heapify(idle)
        given = 0
        waiting: deque[float] = deque()
        most = min(chunks, _AHEAD * self.workers)
        while len(done) < chunks:
            while given < chunks and len(queue) + len(waiting) < most:
                waiting.append(self._sent())
                given += 1
            while waiting and idle:
                free, worker = heapq.heappop(idle)
                begin = max(free, waiting.popleft())
                end, died = self._worked(begin)
                heapq.heappush(queue, (end, worker, died))
            end, worker, died = heapq.heappop(queue)
            if died:
                waiting.appendleft(end)
                heapq.heappush(idle, (end + self.load.start, worker))
            else:
                heapq.heappush(idle, (end, worker))
                done.append(self._taken(end))
        return done

    def _sent(self) -> float:
        """When the next chunk has been read, and the scheduler has it."""
        self.client += self._spend("client", self.load.read)
        self.scheduler = max(self.scheduler, self.client) + self._spend("scheduler", self.load.schedule)
        return self.scheduler

    def _worked(self, begin: float) -> tuple[float, bool]:
        """When a worker is done with a chunk, or dead."""
        needed = self.load.work * self.chance.lognormvariate(-_SPREAD * _SPREAD / 2, _SPREAD)
        left = self.chance.expovariate(1 / self.death)
        spent = min(needed, left)
        self._spend("workers", spent)
        return begin + spent, left < needed

    def _taken(self, end: float) -> float:
        """When the client has written what came back."""
        self.client = max(self.client, end) + self._spend("client", self.load.write)
        return self.client

    def _spend(self, part: str, seconds: float) -> float:
        self.busy[part] += seconds
        return seconds


@main.command()
@click.argument("rates", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--documents", type=int, default=1_000_000_000, show_default=True)
@click.option("--kind", type=click.Choice(["sentence", "document"]), default="document", show_default=True)
@click.option("--cores", type=int, default=16, show_default=True, help="Of a machine.")
@click.option("--machines", default="1,10,100,1000", show_default=True)
@click.option("--hours-to-death", type=float, default=200.0, show_default=True, help="Of a worker.")
def simulate(rates: Path, documents: int, kind: str, cores: int, machines: str, hours_to_death: float) -> None:
    """Print what so many documents cost on so many machines."""
    measured = json.loads(rates.read_text(encoding="utf-8"))
    print(f"{documents:,} {kind}s, machines of {cores} cores\n")
    print("| mode | machines | days | machine-days | rows/s | busy: workers | client | scheduler | deaths of workers |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    limits = []
    for mode in _MODES:
        per_chunk, load = _load(measured, mode, kind)
        for count in map(int, machines.split(",")):
            cluster = Cluster(load, count * cores, 3600 * hours_to_death, random.Random(1))
            print(_row(mode, count, documents, per_chunk, cluster))
        limit = load.work / max(load.read + load.write, load.schedule)
        limits.append(f"{_NAMES[mode]}: {limit:,.0f} workers, {limit / cores:,.1f} machines")
    print(f"\nSo many are as fast as one client and one scheduler can be. {'; '.join(limits)}.")


def _load(measured: dict[str, Any], mode: str, kind: str) -> tuple[float, Load]:
    """The rows of a chunk, and what it asks of each part."""
    found = measured["modes"][mode]
    rows = min(_CHUNK, _CHUNK_BYTES / found[f"{kind}_bytes"])
    larger = rows * found[f"{kind}_bytes"] / (_CHUNK * found["sentence_bytes"])
    client, task = measured["client"], measured["dask_per_task"]
    # Client and scheduler were measured in one process; each is taken to do half of the work for a task.
    read = client["read"] * larger + task / 2
    return rows, Load(read, client["write"] * larger, task / 2, rows * found[kind], found["start"])


def _row(mode: str, machines: int, documents: int, per_chunk: float, cluster: Cluster) -> str:
    chunks = documents / per_chunk
    played = int(min(chunks, max(2000, 40 * cluster.workers)))
    done = cluster.play(played)
    half = played // 2
    rate = (played - half) / (done[-1] - done[half - 1])
    seconds = done[half - 1] + (chunks - half) / rate
    shares = {part: spent / done[-1] for part, spent in cluster.busy.items()}
    shares["workers"] /= cluster.workers
    days = seconds / 86_400
    cells = [_NAMES[mode], f"{machines:,}", f"{days:,.2f}", f"{days * machines:,.1f}", f"{rate * per_chunk:,.0f}"]
    cells += [f"{shares[part]:.0%}" for part in ("workers", "client", "scheduler")]
    deaths = chunks * cluster.load.work / cluster.death
    return f"| {' | '.join([*cells, f'{deaths:,.0f}'])} |"


if __name__ == "__main__":
    main()
