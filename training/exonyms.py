"""Writes rules/en/names/exonyms.tsv: what other languages call countries and cities, and the English name.

    python training/exonyms.py

Needs babel, whose tables are those of the Unicode CLDR (Unicode licence v3): the names of territories, and the example
city of each time zone. A name is left out where English has it as a word or another name, where it stands for several
places, where only accents set it apart, and where the rule beside the table has it already.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
from babel import Locale
from babel.localedata import locale_identifiers

from mtaudit.lexicons.english import commonness
from mtaudit.lexicons.given_names import given_name
from mtaudit.packs.haystack import fold

FOLDER = Path(__file__).parent.parent / "rules/en/names"
LANGUAGES = (
    "af az bs ca cs da de es et eu fi fil fr gl hr hu id is it lt lv ms nb nl pl pt ro sk sl sq sr_Latn sv sw tr uz vi"
).split()
#: Codes of what is no country.
UNIONS = ("EU", "EZ", "UN", "XA", "XB", "ZZ")
#: Zipf frequency in English from which on a word is no foreign name.
KNOWN = 2.0
SHORTEST = 4
#: English names that newspapers use beside those of the CLDR.
BESIDE = {"Türkiye": "Turkey", "Czechia": "Czech Republic", "Côte d’Ivoire": "Ivory Coast"}
#: Historic and other names that English texts have.
ENGLISH = frozenset("Chatnam Galápagos Helsingfors Islandia Kobdo Mauretania Sambia Singapura Tiran".split())


@click.command()
def main() -> None:
    """Write the table."""
    found: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, str] = {}
    english = {_plain(name) for name, _ in _names("en", "en")} | {_plain(name) for name, _ in _names("en_AU", "en")}
    for language in LANGUAGES:
        for foreign, right in _names(language, "en"):
            if _is_foreign(foreign, right, english):
                found[spellings.setdefault(fold(foreign), foreign)].add(right)
    inside = " ".join(f" {fold(right)} " for rights in found.values() for right in rights)
    listed = _listed_elsewhere()
    rows = sorted(
        f"{foreign}\t{_right(*rights)}"
        for foreign, rights in found.items()
        if len(rights) == 1 and fold(foreign) not in listed and f" {fold(foreign)} " not in inside
    )
    (FOLDER / "exonyms.tsv").write_text("\n".join(["wrong\tright", *rows]) + "\n", encoding="utf-8")
    click.echo(f"{len(rows)} names")


def _right(name: str) -> str:
    return f"{BESIDE[name]} | {name}" if name in BESIDE else name


def _names(language: str, english: str) -> Iterator[tuple[str, str]]:
    """The names of countries and cities in a language, each with its English one."""
    if language not in locale_identifiers():
        raise click.ClickException(f"babel has no locale {language}")
    here, there = Locale.parse(language), Locale.parse(english)
    for code, name in here.territories.items():
        if (
            re.fullmatch("[A-Z]{2}", code)
            and code in there.territories
            and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ")
        ):
            yield name, there.territories[code]
    for zone in here.time_zones:
        name = here.time_zones[zone].get("city")
        if name and "/" in zone and not zone.startswith("Etc/"):
            yield name, _city(there, zone)


def _city(locale: Locale, zone: str) -> str:
    named = locale.time_zones[zone].get("city") if zone in locale.time_zones else None
    return named or zone.rpartition("/")[2].replace("_", " ")


def _is_foreign(name: str, right: str, english: set[str]) -> bool:
    words = re.split(r"[ -]", name)
    return (
        len(name) >= SHORTEST
        and name.istitle()
        and name not in ENGLISH
        and all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())
        and not re.search(r"[().,&]| - ", name + right)
        and _plain(name) not in english
        and _plain(name) != _plain(right)
        and not (len(words) == 1 and (commonness(name.lower()) >= KNOWN or given_name(name)))
        and not (len(words) > 1 and all(commonness(word.lower()) >= KNOWN for word in words))
    )


def _plain(name: str) -> str:
    """A name without accents, marks and case."""
    letters = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(letter for letter in letters if letter.isalpha()).lower()


def _listed_elsewhere() -> frozenset[str]:
    """The wordings of the rules beside the table."""
    rules = (file.read_text(encoding="utf-8") for file in FOLDER.glob("*.yaml"))
    return frozenset(
        fold(match[1].strip('"')) for text in rules for match in re.finditer(r"^  ([^:\n]+):", text, re.MULTILINE)
    )


if __name__ == "__main__":
    main()
