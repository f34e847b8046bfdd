"""mtaudit beside its peers: one command installs them, measures all on the same texts, and writes docs/benchmarks.md.

    python benchmarks/peers.py DATA --peers FOLDER
    python benchmarks/peers.py DATA --peers FOLDER --quick --output /tmp/quick

Needs Go (for Vale), a Java and the dependency group ``benchmarks``; LanguageTool goes where mtaudit installs it. Takes
some 20 minutes on two cores. ``--quick`` takes small parts; its figures are worth nothing. Times are worth something on
an idle machine only: the page says how busy it was.
"""

from __future__ import annotations

import json
import os
import platform
import re
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import _peer_quality
import _plots
import click
import jinja2
from _peer_quality import Quality
from _peer_speed import Bench, Timed, parts
from _peers import Peer, install, peers

_HERE = Path(__file__).resolve().parent
_DEFAULT = "mtaudit with LanguageTool"
_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--peers", "folder", type=click.Path(path_type=Path), required=True, help="Where they are installed.")
@click.option("--output", type=click.Path(path_type=Path), default=_HERE.parent / "docs", show_default="docs")
@click.option("--limit", default=80.0, show_default=True, help="Seconds that a run on a growing text may take.")
@click.option("--quick", is_flag=True)
def main(data: Path, folder: Path, output: Path, limit: float, quick: bool) -> None:
    """Measure, and write the page with its plots."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    limit = 20.0 if quick else limit
    versions = install(folder)
    values: dict[str, Any] = {"versions": versions, "limit": limit, "quick": quick, "machine": _machine()}
    with tempfile.TemporaryDirectory() as scratch:
        everyone = peers(folder)
        values |= _speed(Path(scratch), everyone, data, limit, quick)
        values |= _quality(Path(scratch), everyone, data, 0.02 if quick else 1.0)
    values["units"] = list(_peer_quality.units(data))
    values["better"] = list(_better(values))
    (output / "images").mkdir(parents=True, exist_ok=True)
    _plots.growth(values["growth"], output / "images/benchmarks-growth.svg")
    _plots.quality(values["quality"], output / "images/benchmarks-quality.svg")
    template = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=False).from_string(
        (_HERE / "peers.md.j2").read_text(encoding="utf-8")
    )
    page = template.render(values)
    (output / "benchmarks.md").write_text(page, encoding="utf-8")
    print(page)


def _machine() -> str:
    cores = len(os.sched_getaffinity(0))
    return (
        f"{date.today():%d %B %Y}, {cores} cores, {platform.system()}, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} at the start"
    )


def _speed(scratch: Path, everyone: list[Peer], data: Path, limit: float, quick: bool) -> dict[str, Any]:
    lines = (data / "clean_prose/dev.jsonl").read_text(encoding="utf-8").splitlines()
    words = re.findall(r"\S+\s*", "\n\n".join(json.loads(line)["text"] for line in lines) + "\n\n")
    bench = Bench(scratch, words)
    compared = [each for each in everyone if each.name != "mtaudit with LanguageTool and previews"]
    cold = [_told(bench.cold(each, 1 if quick else 3)) for each in compared]
    growth = [
        [_told(timed) for timed in bench.growth(each, tuple(size // (100 if quick else 1) for size in _SIZES), limit)]
        for each in compared
    ]
    warm = bench.warm(1_000 if quick else 30_000)
    return {"cold": cold, "growth": growth, "warm": warm, "parts": parts("".join(words[: 3_000 if quick else 100_000]))}


def _told(timed: Timed) -> Timed:
    said = f"{timed.run.wall:.2f} s, {timed.run.cpu:.2f} CPU s" if timed.run else "too long"
    click.echo(f"{timed.peer}, {timed.words:,} words: {said}", err=True)
    return timed


def _quality(scratch: Path, everyone: list[Peer], data: Path, part: float) -> dict[str, Any]:
    environment = {**os.environ, "MTAUDIT_CACHE_DIR": str(scratch / "cache")}
    sets = {name: _peer_quality.records(data, name, part) for name in _peer_quality.SETS}
    folder = scratch / "quality"
    files = _peer_quality.write(folder, sets)
    results: dict[str, dict[str, Quality]] = {name: {} for name in sets}
    for peer in everyone:
        found = _peer_quality.hits(peer, folder, [file for of in files.values() for file in of], environment)
        for name, texts in sets.items():
            of = [found.get(file, []) for file in files[name]]
            results[name][peer.name] = _peer_quality.quality(texts, of)
        click.echo(f"{peer.name}: {sum(map(len, found.values()))} findings in all sets", err=True)
    return {"quality": results, "names": [each.name for each in everyone]}


def _better(values: dict[str, Any]) -> Iterable[str]:
    """Where another program is ahead of mtaudit with LanguageTool, a line each."""
    cold = {each.peer: each.run.wall for each in values["cold"] if each.run}
    memory = {each.peer: each.run.memory / 1e6 for each in values["cold"] if each.run}
    size = values["growth"][0][1].words
    rates = {row[1].peer: row[1].rate_cpu for row in values["growth"] if row[1].run}
    yield from _sentence("A sooner start", cold, "{:.2f} s", least=True)
    yield from _sentence("Less memory for an article", memory, "{:.0f} MB", least=True)
    yield from _sentence(f"More words a CPU second, start included, of {size:,} words", rates, "{:,.0f}", least=False)
    warm = {"LanguageTool": values["warm"]["LanguageTool, default rules"], _DEFAULT: values["warm"][_DEFAULT]}
    yield from _sentence("More words a CPU second with a server that is warm", warm, "{:,.0f}", least=False)
    for name, row in values["quality"].items():
        if name == "clean_prose":
            alarms = {peer: 1000 * each.hits / each.words for peer, each in row.items()}
            yield from _sentence("Fewer findings in 1,000 words of clean prose", alarms, "{:.2f}", least=True)
        else:
            found = {peer: each.found / max(each.marks, 1) for peer, each in row.items()}
            right = {peer: each.right / max(each.known, 1) for peer, each in row.items()}
            yield from _sentence(f"More of what is marked in {name} found", found, "{:.3f}", least=False)
            yield from _sentence(f"More of what is marked in {name} rightly corrected", right, "{:.3f}", least=False)


def _sentence(what: str, values: dict[str, float], shape: str, *, least: bool) -> Iterable[str]:
    ours = values.get(_DEFAULT)
    if ours is None:
        return
    ahead = [
        f"{peer} ({shape.format(value)})"
        for peer, value in values.items()
        if not peer.startswith("mtaudit") and (value < ours if least else value > ours)
    ]
    if ahead:
        yield f"{what} ({shape.format(ours)}): {', '.join(ahead)}"


if __name__ == "__main__":
    main()
