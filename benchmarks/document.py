"""Growth of time with the length of one document, for the detectors that read it as a whole.

    python benchmarks/document.py DATA/clean_prose/dev.jsonl

Joins texts to one document of 5,000 words, and of twice, four and eight times as many, and prints a Markdown table: the
CPU seconds of each detector, and the growth from the shortest to the longest, which is 8 where time is linear.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.settings import Settings

_DETECTORS = ("consistency", "pronouns", "headlines", "figures", "voice")
_SIZES = (5_000, 10_000, 20_000, 40_000)


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--times", default=3, show_default=True, help="Each figure is the best of so many runs.")
def main(source: Path, times: int) -> None:
    """Print the table."""
    words = "\n\n".join(json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()).split(" ")
    texts = [" ".join(words[:size]) for size in _SIZES]
    _seconds("names", texts[0])  # lists are loaded once
    print(f"| detector | {' | '.join(f'{size:,} words' for size in _SIZES)} | growth |")
    print(f"| --- |{' ---: |' * (len(_SIZES) + 1)}")
    for name in ("names", *_DETECTORS):
        taken = [min(_seconds(name, text) for _ in range(times)) for text in texts]
        print(f"| {name} | {' | '.join(f'{each:.3f} s' for each in taken)} | {taken[-1] / taken[0]:.1f} |")


def _seconds(name: str, text: str) -> float:
    """CPU seconds of one detector on a fresh document whose sentences are known; for "names", of finding them."""
    document = read_text(text, "text.txt")
    _ = document.sentences, document.flat
    if name != "names":
        _ = document.names
    begin = time.process_time()
    if name == "names":
        _ = document.names
    else:
        for _finding in registry.plugin("detectors", name).detect(document, Settings()):
            pass
    return time.process_time() - begin


if __name__ == "__main__":
    main()
