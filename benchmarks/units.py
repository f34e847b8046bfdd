"""Speed and memory on one large localisation file: reading it, and the detectors that compare with the source.

    python benchmarks/units.py [--units 100000] [--format xliff|tmx] [--data MLQE.jsonl]

Makes a file of that many units (from the pairs of MLQE-PE's dev.jsonl where given, else of made ones), reads it and
runs the bilingual detectors in this process; prints units a CPU second of each part, and the most memory.
"""

from __future__ import annotations

import json
import resource
import time
from html import escape
from itertools import cycle, islice
from pathlib import Path

import click

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.settings import Settings

_DETECTORS = ("amounts", "codes", "coverage", "entities", "framing", "polarity", "variants")
_FRAMES = {
    "xliff": (
        '<xliff version="1.2"><file source-language="et" target-language="en"><body>',
        "<trans-unit id='{number}'><source>{source}</source><target>{target}</target></trans-unit>\n",
        "</body></file></xliff>",
    ),
    "tmx": (
        '<tmx version="1.4"><header/><body>',
        "<tu id='{number}'><tuv lang='et'><seg>{source}</seg></tuv><tuv lang='en'><seg>{target}</seg></tuv></tu>\n",
        "</body></tmx>",
    ),
}


@click.command()
@click.option("--units", default=100_000, show_default=True)
@click.option("--format", "format_", type=click.Choice([*_FRAMES]), default="xliff", show_default=True)
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(units: int, format_: str, data: Path | None) -> None:
    """Make a file, read it, compare its two sides."""
    head, row, tail = _FRAMES[format_]
    pairs = islice(cycle(_pairs(data)), units)
    rows = (row.format(number=n, source=escape(a), target=escape(b)) for n, (a, b) in enumerate(pairs))
    raw = head + "".join(rows) + tail
    print(f"{units:,} units, {len(raw) / 1e6:.0f} MB of {format_}, {_memory():.0f} MB of memory before")
    begin = time.process_time()
    document = read_text(raw, f"a.{'xlf' if format_ == 'xliff' else format_}")
    spent = _say("reading", units, begin)
    for name in _DETECTORS:
        begin = time.process_time()
        count = sum(1 for _ in registry.plugin("detectors", name).detect(document, Settings()))
        spent += _say(f"{name}, {count} findings", units, begin)
    print(f"all: {units / spent:,.0f} units a CPU second, {_memory():.0f} MB of memory")


def _pairs(data: Path | None) -> list[tuple[str, str]]:
    if data is None:
        return [("Fail {0} kustutati 12. mail.", "The file {0} was deleted on 12 May."), ("Jah?", "Yes?")]
    with data.open(encoding="utf-8") as lines:
        return [(record["source"], record["mt"]) for record in map(json.loads, lines)]


def _say(what: str, units: int, begin: float) -> float:
    spent = time.process_time() - begin
    print(f"{what}: {units / spent:,.0f} units a CPU second")
    return spent


def _memory() -> float:
    """Megabytes, the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
