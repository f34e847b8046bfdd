"""Makes the tables of ``rules/en/false-friends`` from lists of false friends, and leaves out what would only be noise.

    python training/false_friends.py FALSE_FRIENDS.tsv

The input has the columns wrong, right, pivot_lang, pivot_word and source. The lists are made for learners: they warn of
"also" (German "also" means so), which is nearly always right. A table keeps a word if English seldom uses it, or if
several languages mislead to it and English does not use it all the time.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from mtaudit.detectors.spelling import one_slip_away
from mtaudit.inflection import plural_phrase
from mtaudit.languages import NAMES
from mtaudit.lexicons.english import commonness

OUT = Path(__file__).parent.parent / "rules/en/false-friends"
#: Zipf frequencies: 16 and 63 times in a million words.
SELDOM, OFTEN = 4.2, 4.8
#: So many languages make a word a false friend that everybody falls for.
NOTORIOUS = 4
#: A system that translates numbers knows their names.
_NUMBERS = frozenset({"billion"})
_HEADER = "wrong\tright"


class Friend(NamedTuple):
    """A false friend: the English wording, the source language and what to write instead."""

    wrong: str
    language: str
    right: str


def friends(rows: Iterator[dict[str, str]]) -> Iterator[Friend]:
    """The pairs of the list, one wording each; remarks in brackets need a context that no table has."""
    for row in rows:
        if "(" in row["wrong"]:
            continue
        rights = [right.strip() for right in re.split("[,;|]", row["right"])]
        for wrong, language, right in itertools.product(
            _wordings(row["wrong"].removeprefix("to ")), row["pivot_lang"].split("/"), rights
        ):
            yield Friend(wrong, language, right.removeprefix("to "))


def _wordings(text: str) -> Iterator[str]:
    """Each reading of "train|bus conductor"."""
    for words in itertools.product(*(part.split("|") for part in text.split())):
        yield " ".join(words)


def is_worth_it(wrong: str, languages: int) -> bool:
    """Whether a hit would mean anything; of two words or more it does, a capital makes another word in English."""
    if wrong != wrong.lower() or wrong in _NUMBERS:
        return False
    often = max(commonness(form) for form in (wrong, plural_phrase(wrong) or wrong))
    return " " in wrong or often <= (OFTEN if languages >= NOTORIOUS else SELDOM)


def tables(found: list[Friend]) -> dict[str, dict[str, list[str]]]:
    """By language, the wordings that stay, with what to write instead."""
    languages: dict[str, set[str]] = {}
    for friend in found:
        languages.setdefault(friend.wrong, set()).add(friend.language)
    kept: dict[str, dict[str, list[str]]] = {}
    for friend in found:
        if is_worth_it(friend.wrong, len(languages[friend.wrong])) and not _is_same(friend):
            rights = kept.setdefault(friend.language, {}).setdefault(friend.wrong, [])
            rights += [friend.right] * (friend.right not in rights)
    return {language: dict(_settled(table)) for language, table in kept.items()}


def _settled(table: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """The rows without corrections that the table finds again."""
    wrong = re.compile(rf"\b(?:{'|'.join(map(re.escape, table))})s?\b", re.IGNORECASE)
    for word, rights in table.items():
        good = [right for right in rights if not wrong.search(right) and right != plural_phrase(word)]
        if good:
            yield word, good


def _is_same(friend: Friend) -> bool:
    """Whether the right wording holds the wrong one, or is it but for a slip: "finnish" for "finish"."""
    held = re.search(rf"\b{re.escape(friend.wrong)}s?\b", friend.right, re.IGNORECASE)
    return held is not None or friend.right in set(one_slip_away(friend.wrong))


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(source: Path) -> None:
    """Write a table for each language."""
    with source.open(encoding="utf-8") as lines:
        found = list(friends(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)))
    OUT.mkdir(parents=True, exist_ok=True)
    for language, table in sorted(tables(found).items()):
        rows = sorted(f"{wrong}\t{' | '.join(rights)}" for wrong, rights in table.items())
        path = OUT / f"from-{NAMES[language].lower()}.tsv"
        path.write_text("\n".join([_HEADER, *rows, ""]), encoding="utf-8")
        print(f"{path.name}: {len(rows)} of {len({each.wrong for each in found if each.language == language})}")


if __name__ == "__main__":
    main()
