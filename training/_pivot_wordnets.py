"""Princeton WordNet 3.0, and readers of wordnets of other languages that name its synsets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

PARTS = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
_OF_LETTER = {"n": "NOUN", "v": "VERB", "a": "ADJ", "s": "ADJ", "r": "ADV"}
_OF_NUMBER = ("", "NOUN", "VERB", "ADJ", "ADV", "ADJ")
_ENDINGS = {
    "NOUN": "s: ses:s xes:x zes:z ches:ch shes:sh ies:y men:man",
    "VERB": "s: ies:y es:e es: ed:e ed: ing:e ing:",
    "ADJ": "er: est: er:e est:e",
    "ADV": "",
}


#: What WordNet says of the use of words that no text should be offered.
_OBSCENE, _ABUSIVE = ("obscenity",), ("disparagement", "ethnic slur")


class WordNet:
    """WordNet as far as the table needs it."""

    def __init__(self, folder: Path) -> None:
        self.members: dict[str, list[str]] = {}
        self._said_of: dict[str, set[str]] = {}
        self.senses: dict[tuple[str, str], list[str]] = {}
        self._forms: dict[tuple[str, str], list[str]] = {}
        self._uses: dict[tuple[str, str], int] = defaultdict(int)
        for pos, part in PARTS.items():
            self._read_data(_lines(folder / f"data.{part}"))
            self._read_index(_lines(folder / f"index.{part}"), pos)
            self._forms |= {(form, pos): lemmas for form, *lemmas in _lines(folder / f"{part}.exc")}
        for key, _, count in _lines(folder / "cntlist.rev"):
            lemma, number = key.split("%")
            self._uses[lemma, _OF_NUMBER[int(number[0])]] += int(count)

    def _read_data(self, lines: Iterator[list[str]]) -> None:
        for fields in lines:
            words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
            key = synset(fields[0], fields[2])
            self.members[key] = [re.sub(r"\(.*", "", word) for word in words]
            uses = [at for at, field in enumerate(fields) if field == ";u"]
            self._said_of[key] = {synset(fields[at + 1], fields[at + 2]) for at in uses}

    def _read_index(self, lines: Iterator[list[str]], pos: str) -> None:
        for fields in lines:
            self.senses[fields[0], pos] = [synset(each, fields[1]) for each in fields[-int(fields[2]) :]]

    def vulgar(self) -> frozenset[str]:
        """The words that are obscene or abusive in their first sense, or obscene in half of their senses."""
        obscene, abusive = self._used_as(_OBSCENE), self._used_as(_ABUSIVE)
        rude = obscene | abusive
        found = set()
        for (lemma, _), keys in self.senses.items():
            if keys[0] in rude or 2 * sum(key in obscene for key in keys) >= len(keys):
                found.add(lemma)
        return frozenset(found)

    def _used_as(self, words: Iterable[str]) -> set[str]:
        """The synsets of a domain of usage."""
        uses = {key for word in words for key in self.senses[word, "NOUN"]}
        return {key for key, said in self._said_of.items() if said & uses}

    def parts(self, lemma: str) -> dict[str, float]:
        """The parts of speech of a lemma, with their shares of its uses in sense-tagged texts."""
        uses = {pos: self._uses[lemma, pos] + 1.0 for pos in PARTS if (lemma, pos) in self.senses}
        return {pos: count / sum(uses.values()) for pos, count in uses.items()}

    def lemma(self, form: str, pos: str) -> str | None:
        """The lemma of a form; nothing where WordNet has none."""
        endings = (pair.split(":") for pair in _ENDINGS[pos].split())
        regular = (form.removesuffix(ending) + other for ending, other in endings if form.endswith(ending))
        tried = (form, *self._forms.get((form, pos), ()), *regular)
        return next((lemma for lemma in tried if (lemma, pos) in self.senses), None)

    def synonyms(self, lemma: str, pos: str) -> frozenset[str]:
        """The other members of the synsets of a lemma, in small letters."""
        members = (word.lower() for key in self.senses.get((lemma, pos), ()) for word in self.members[key])
        return frozenset(members) - {lemma}


def synset(offset: str, letter: str) -> str:
    """The key of a synset; satellites count as adjectives."""
    return f"{offset}-{letter.replace('s', 'a')}"


def part_of_synset(key: str) -> str:
    """The part of speech of a synset."""
    return _OF_LETTER[key[-1]]


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith(" "):
            head = line.partition(" | ")[0]
            yield [field.replace("_", " ") for field in head.split()]


def wordnet(path: Path) -> Iterator[tuple[str, str]]:
    """A wordnet in the tab format of the Open Multilingual Wordnet: (word, synset)."""
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) > 2 and fields[1].endswith("lemma") and not line.startswith("#"):
            yield fields[2].replace("_", " ").strip(), synset(*fields[0].split("-"))


def rowordnet(_: Path) -> Iterator[tuple[str, str]]:
    """The Romanian wordnet of the package rowordnet."""
    from rowordnet import RoWordNet

    romanian = RoWordNet()
    for key in romanian.synsets():
        if key.startswith("ENG30-"):
            for literal in romanian.synset(key).literals:
                yield literal.replace("_", " "), synset(*key.removeprefix("ENG30-").split("-"))
