"""Make poor machine translation whose good English is known: clean prose, by Apertium to other languages and back.

    python training/round_trip.py PROSE.jsonl.xz --output PAIRS.jsonl.xz [--share 1.0]

PROSE has records with `id`, `set` and `text`, paragraphs parted by a blank line. --share takes only that part of each
route. Needs on PATH apertium 3.8.3 with eng-spa 0.8.1, eng-cat 1.0.1, en-gl 0.5.4, eo-en 1.0.2, fr-es 0.9.4, es-pt
1.1.6, spa-ita 0.2.1, spa-cat 2.2.0 and eo-fr 0.9.1: Debian 12 has each as a package apertium-NAME, under GPL 2 or 3.

A line of PAIRS is {"mt", "reference", "tokens", "bad", "swaps", "via", "set", "id"}: a token of `mt` is bad (1) when
the reference does not have it at that place, and a swap [number of the token, right word] is one word in the place of
another between two that are right. `id` is the record of PROSE. The sentences of all routes are shuffled.
"""

from __future__ import annotations

import json
import lzma
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

sys.path.insert(0, str(Path(__file__).parent.parent))

from _round_trip_pairs import compared, usable
from _round_trip_sentences import Sentence, sentences

_MARK = re.compile(r"[*#@](?=\w)|(?<=\w)#")
_BATCH = 5000


class Route(NamedTuple):
    """The languages between, Apertium's modes in turn, how many words; some modes glue words at 's and quotes."""

    via: str
    modes: str
    words: int
    quotes: bool


_ROUTES = (
    Route("es", "eng-spa spa-eng_US", 500_000, True),
    Route("ca", "eng-cat cat-eng_US", 400_000, False),
    Route("gl", "en-gl gl-en", 450_000, True),
    Route("eo", "en-eo eo-en", 400_000, False),
    Route("es-fr-es", "eng-spa es-fr fr-es spa-eng_US", 350_000, True),
    Route("es-pt-es", "eng-spa es-pt pt-es spa-eng_US", 200_000, True),
    Route("es-it-es", "eng-spa spa-ita ita-spa spa-eng_US", 150_000, True),
    Route("es-ca", "eng-spa spa-cat cat-eng_US", 200_000, True),
    Route("es-fr-eo", "eng-spa es-fr fr-eo eo-en", 150_000, True),
    Route("es-en-eo", "eng-spa spa-eng_US en-eo eo-en", 150_000, False),
    Route("gl-en-ca", "en-gl gl-en eng-cat cat-eng_US", 150_000, False),
)


@click.command()
@click.argument("prose", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path))
@click.option("--share", default=1.0, help="The part of each route's words.")
@click.option("--seed", default=1)
def main(prose: Path, output: Path, share: float, seed: int) -> None:
    """Write the pairs, and say how many words each route gave and how many are bad."""
    chance = random.Random(seed)
    pairs: list[dict[str, Any]] = []
    for route, chosen in _routed(sentences(prose, chance), share).items():
        made = [pair for at in range(0, len(chosen), _BATCH) for pair in _pairs(route, chosen[at : at + _BATCH])]
        bad = [wrong for pair in made for wrong in pair["bad"]]
        print(route.via, len(made), "of", len(chosen), len(bad), "tokens", f"{sum(bad) / len(bad):.1%} bad", flush=True)
        pairs += made
    chance.shuffle(pairs)
    scratch = output.with_name(output.name + ".part")
    with lzma.open(scratch, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    scratch.rename(output)


def _routed(order: Sequence[Sentence], share: float) -> dict[Route, list[Sentence]]:
    """Each sentence goes the admissible route that is farthest from its number of words."""
    left = {route: route.words * share for route in _ROUTES}
    chosen: dict[Route, list[Sentence]] = {route: [] for route in _ROUTES}
    for sentence in order:
        quotes = any(mark in sentence.text for mark in "'\"“”")
        route = max((each for each in _ROUTES if each.quotes or not quotes), key=lambda each: left[each] / each.words)
        if left[route] > 0:
            chosen[route].append(sentence)
            left[route] -= sentence.text.count(" ") + 1
    return chosen


def _pairs(route: Route, batch: Sequence[Sentence]) -> Iterator[dict[str, Any]]:
    lines = [sentence.text for sentence in batch]
    for mode in route.modes.split():
        lines = _translated(lines, mode)
    for text, sentence in zip(lines, batch, strict=True):
        pair = compared(text[:1].upper() + text[1:], sentence.text)
        if usable(pair["tokens"], pair["bad"]):
            yield pair | {"via": route.via, "set": sentence.set, "id": sentence.id}


def _translated(lines: Sequence[str], mode: str) -> list[str]:
    """The lines in the other language; where lines are lost, halves are tried."""
    done = subprocess.run(["apertium", mode], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    found = [" ".join(_MARK.sub("", line).split()) for line in done.stdout.removesuffix("\n").split("\n")]
    if len(found) == len(lines):
        return found
    half = len(lines) // 2
    return _translated(lines[:half], mode) + _translated(lines[half:], mode) if half else [" ".join(found)]


if __name__ == "__main__":
    main()
