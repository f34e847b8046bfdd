"""Speed and memory of ``mtaudit check`` on plain text: seconds a megabyte of each part, and growth of memory.

    python benchmarks/speed.py TEXT.txt
    python benchmarks/speed.py DATA/clean_prose/dev.jsonl

Takes a text file, or JSON lines with a ``text`` each, cuts it to the sizes asked for and prints Markdown tables. Times
are CPU seconds; compare them only within one run. Memory is read from /proc, so on Linux only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from mtaudit import registry
from mtaudit.audit import catalogue, read_text
from mtaudit.selection import enabled
from mtaudit.settings import Settings

_MEGABYTE = 1_000_000
_CHILD = """
import resource, sys
from pathlib import Path
from mtaudit.cli import group
try:
    group.main(["check", "--exit-zero", "--output-format", "json", "--output-file", "/dev/null", *sys.argv[1:]])
except SystemExit:
    pass
usage = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: a child inherits its parent's peak.
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak) * 1024, usage.ru_utime + usage.ru_stime)
"""


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--megabytes", type=float, default=1.0, show_default=True)
def main(source: Path, megabytes: float) -> None:
    """Print the time of each part and the memory of whole runs."""
    text = _text(source)
    print("| part | s / MB |\n| --- | ---: |")
    for part, seconds in _parts(text[: int(megabytes * _MEGABYTE)]):
        print(f"| {part} | {seconds / megabytes:.3f} |")
    print("\n| file | CPU s | peak memory | growth / input |\n| --- | ---: | ---: | ---: |")
    least = None
    for size in (0.01, megabytes / 4, megabytes, megabytes * 4):
        memory, seconds = _whole_run(text[: int(size * _MEGABYTE)])
        least = least or memory
        growth = f"{(memory - least) / (size * _MEGABYTE):.1f}" if memory > least else ""
        print(f"| {size:g} MB | {seconds:.2f} | {memory / _MEGABYTE:.0f} MB | {growth} |")


def _text(source: Path) -> str:
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".jsonl":
        return "\n\n".join(json.loads(line)["text"] for line in text.splitlines())
    return text


def _parts(text: str) -> Iterator[tuple[str, float]]:
    settings = Settings()
    total = begin = time.process_time()
    document = read_text(text, "article.txt")
    yield "read", time.process_time() - begin
    begin = time.process_time()
    _ = document.sentences, document.flat
    yield "sentences", time.process_time() - begin
    on = {name for name, rules in catalogue(settings).items() if enabled(rules, settings)}
    for name, module in registry.plugins("detectors").items():
        if name not in on:
            continue
        begin = time.process_time()
        for _finding in module.detect(document, settings):
            pass
        yield name, time.process_time() - begin
    yield "all", time.process_time() - total


def _whole_run(text: str) -> tuple[int, float]:
    """Peak memory in bytes and CPU seconds of one fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        out = subprocess.run([sys.executable, "-c", _CHILD, str(path)], capture_output=True, text=True, check=True)
    memory, seconds = out.stdout.split()[-2:]
    return int(memory), float(seconds)


if __name__ == "__main__":
    main()
