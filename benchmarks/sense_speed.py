"""Speed and memory of the detector `sense`, from text to findings: cold in a fresh process, then warm on all cores.

    python benchmarks/sense_speed.py DATA [--words 20000] [--fluency]

Prints one table of one run on every 40th document of the clean prose. Cold is the whole of a fresh process that reads
600 words. Peak memory is read from /proc, so on Linux only. Compare figures only within one run; those of the clock
want an idle machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mtaudit.audit import read_text
from mtaudit.detectors import fluency, sense
from mtaudit.engines.sense import network
from mtaudit.settings import Settings

_COLD = 600
_EVERY = 40
_CHILD = """
import sys, time
from mtaudit.audit import read_text
from mtaudit.detectors import sense
from mtaudit.settings import Settings
list(sense.detect(read_text(sys.stdin.read(), "a.txt"), Settings(preview=True)))
print(time.process_time())
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--fluency", action="store_true", help="with the detector `fluency`")
    arguments = parser.parse_args()
    texts = list(_texts(arguments.data, arguments.words))
    print("| measure | value |\n| --- | ---: |")
    for name, value in (*_cold(texts), *_warm(texts, arguments.fluency), *_memory()):
        print(f"| {name} | {value} |", flush=True)


def _texts(data: Path, words: int) -> Iterator[str]:
    with (data / "clean_prose/dev.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % _EVERY == 0 and words > 0:
                text = json.loads(line)["text"]
                words -= text.count(" ")
                yield text


def _cold(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    text = " ".join("\n\n".join(texts).split(" ")[:_COLD])
    begin = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", _CHILD], input=text, stdout=subprocess.PIPE, check=True, text=True)
    yield f"{_COLD} words, cold: seconds", f"{time.perf_counter() - begin:.2f}"
    yield f"{_COLD} words, cold: CPU seconds", f"{float(run.stdout):.2f}"


def _warm(texts: Sequence[str], with_fluency: bool) -> Iterator[tuple[str, str]]:
    _findings(texts[0], with_fluency)
    pieces = _count_pieces()
    clock, cpu = time.perf_counter(), time.process_time()
    words = sum(_findings(text, with_fluency) for text in texts[1:])
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    yield "words, warm", f"{words:,}"
    yield "words a second, warm", f"{words / clock:,.0f}"
    yield "words a CPU second, warm", f"{words / cpu:,.0f}"
    yield "pieces that the network reads for a word", f"{sum(pieces) / words:.2f}"


def _findings(text: str, with_fluency: bool) -> int:
    """Find what there is to find; gives the number of words."""
    document = read_text(text, "a.txt")
    for detector in (fluency, sense) if with_fluency else (sense,):
        for _finding in detector.detect(document, Settings(preview=True)):
            pass
    return document.words


def _count_pieces() -> list[int]:
    """From now on, how many pieces each request has."""
    pieces: list[int] = []
    ask = network().ask

    def counted(texts: Any, bad: bool = False) -> Any:
        pieces.append(sum(len(text.numbers) for text in texts))
        return ask(texts, bad)

    network().ask = counted  # type: ignore[method-assign]
    return pieces


def _memory() -> Iterator[tuple[str, str]]:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    yield "peak memory", f"{peak * 1024 / 1e6:.0f} MB"


if __name__ == "__main__":
    main()
