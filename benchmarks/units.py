"""Speed and memory on one large localisation file: reading it, and the detectors that compare with the source.

    python benchmarks/units.py [--units 100000] [--format xliff|tmx|po|csv] [--data MLQE.jsonl] [--whole]

Makes a file of that many units (from the pairs of MLQE-PE's dev.jsonl where given, else of made ones) and audits it
with the detectors that compare, in windows, as ``mtaudit check`` does; prints units a CPU second, and the most memory.
With ``--whole`` the file is held whole instead, and each part is timed.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator
from html import escape
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from mtaudit import registry
from mtaudit.audit import read
from mtaudit.fix import compares
from mtaudit.large.audit import audit_large
from mtaudit.large.file import opened
from mtaudit.settings import Settings

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
    "po": ('msgid ""\nmsgstr "Language: en\\n"\n\n', 'msgctxt "{number}"\nmsgid "{source}"\nmsgstr "{target}"\n\n', ""),
    "csv": ("source,target\n", '"{source}","{target}"\n', ""),
}
_SUFFIXES = {"xliff": "xlf"}
#: Reads every word that may be another; its time is that of the network.
_NETWORK = "meanings"


@click.command()
@click.option("--units", default=100_000, show_default=True)
@click.option("--format", "format_", type=click.Choice([*_FRAMES]), default="xliff", show_default=True)
@click.option("--data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="Hold the file.")
def main(units: int, format_: str, data: Path | None, whole: bool) -> None:
    """Make a file, read it, compare its two sides."""
    comparing = tuple(each for each in registry.names("detectors") if compares(each) and each != _NETWORK)
    settings = Settings(select=comparing, preview=True, grammar="off", from_="et", max_file_size=1000)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"units.{_SUFFIXES.get(format_, format_)}"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(_lines(format_, units, data))
        print(f"{units:,} units, {path.stat().st_size / 1e6:.0f} MB of {format_}, {_memory():.0f} MB of memory before")
        begin = time.process_time()
        if whole:
            _whole(path, units, settings, comparing)
        else:
            file = opened(path, settings)
            if file is None:
                raise click.ClickException("so small a file is held whole")
            print(f"{len(audit_large(file, str(path), settings).findings):,} findings")
        spent = time.process_time() - begin
        print(f"all: {units / spent:,.0f} units a CPU second, {_memory():.0f} MB of memory")


def _whole(path: Path, units: int, settings: Settings, comparing: tuple[str, ...]) -> None:
    begin = time.process_time()
    document = read(path, settings)
    _say("reading", units, begin)
    for name in comparing:
        begin = time.process_time()
        count = sum(1 for _ in registry.plugin("detectors", name).detect(document, settings))
        _say(f"{name}, {count} findings", units, begin)


def _lines(format_: str, units: int, data: Path | None) -> Iterator[str]:
    head, row, tail = _FRAMES[format_]
    write = {"po": _in_po, "csv": _in_csv}.get(format_, escape)
    yield head
    for number, (source, target) in enumerate(islice(cycle(_pairs(data)), units)):
        yield row.format(number=number, source=write(source), target=write(target))
    yield tail


def _in_po(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _in_csv(text: str) -> str:
    return text.replace('"', '""')


def _pairs(data: Path | None) -> list[tuple[str, str]]:
    if data is None:
        return [("Fail {0} kustutati 12. mail.", "The file {0} was deleted on 12 May."), ("Jah?", "Yes?")]
    with data.open(encoding="utf-8") as lines:
        return [(record["source"], record["mt"]) for record in map(json.loads, lines)]


def _say(what: str, units: int, begin: float) -> None:
    print(f"{what}: {units / (time.process_time() - begin):,.0f} units a CPU second")


def _memory() -> float:
    """Megabytes, the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
