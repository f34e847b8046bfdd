"""Writes mtaudit/senses/thesaurus.bin: which words are near in meaning or of one family, by Moby and by WordNet.

    python training/thesaurus.py DATA --moby WORDS.txt --wordnet FOLDER

The pivot table must be there: the file names its lemmas by number. How near two lemmas are is a sum of evidence: how
many entries of Moby hold both, whether one is in the other's, how far WordNet has them apart, and how common the
candidate is. The weights are those under which the words that editors put in come first, of the half of mlqe_pe that
everything else was tuned on. A minute.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import senses as measures
from _thesaurus_family import Families
from _thesaurus_moby import Moby
from _thesaurus_relations import Relations
from numpy.typing import NDArray

from mtaudit.lexicons.english import classes, commonness
from mtaudit.senses import read_word
from mtaudit.senses._table import PARTS, Table
from mtaudit.senses._thesaurus import KIN, LAYOUT, MOST_STEPS, STEPS, SYNONYM

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "mtaudit/senses/table.bin"
TARGET = ROOT / "mtaudit/senses/thesaurus.bin"
WORDS = ROOT / "mtaudit/lexicons/english_words.txt.gz"
#: So many neighbours has a common word, and a rare one; in Zipf units where a word is common.
MOST, MOST_OF_RARE, COMMON = 60, 20, 3.0
#: The forms that a sentence may call for by itself are as common as this, and not so common as to carry grammar.
FORMS = (3.5, 6.0)
#: What a shared entry adds to, so that the logarithm of none is a number.
_NONE = 0.01
_SCALE = 10
EVIDENCE = ("entries", "shared", "linked", "common", "common²", "synonym", "next", "after", "derived")
_POS = {letter: pos for pos, letter in PARTS.items()}

Floats = NDArray[np.float64]


class Near(NamedTuple):
    """What may be near a lemma, by numbers of the table, with the evidence."""

    numbers: list[int]
    evidence: Floats


class Neighbourhoods:
    """The lemmas of the table by part of speech, and what the thesauri say of them."""

    def __init__(self, table: Table, moby: Path, relations: Relations) -> None:
        """Number the words, and read Moby for them."""
        self.lemmas = [(table.lemma(number), _POS[table.part(number)]) for number in range(len(table))]
        self.numbers = {lemma: number for number, lemma in enumerate(self.lemmas) if " " not in lemma[0]}
        self._words = {word: at for at, word in enumerate(sorted({word for word, _ in self.numbers}))}
        self._moby, self._relations = Moby(moby, list(self._words)), relations
        self._common = np.array(list(map(commonness, self._words)))
        self._of = {pos: np.full(len(self._words), -1) for pos in PARTS}
        for (word, pos), number in self.numbers.items():
            self._of[pos][self._words[word]] = number

    def near(self, lemma: str, pos: str) -> Near:
        """The lemmas of the same part of speech that share an entry or a relation."""
        word = self._words[lemma]
        shared = self._moby.shared(word)
        linked, *related = (
            self._flags(words)
            for words in (self._moby.linked(word), *map(self._numbers, self._relations.of(lemma, pos)))
        )
        found = (shared > 0) | np.logical_or.reduce([linked, *related])
        found[word] = False
        at = np.flatnonzero(found & (self._of[pos] >= 0))
        columns = (np.log(shared + _NONE), shared > 0, linked, self._common, self._common**2 / _SCALE, *related)
        return Near(self._of[pos][at].tolist(), np.stack([column[at] for column in columns], 1).astype(float))

    def _numbers(self, words: Iterable[str]) -> list[int]:
        return [self._words[word] for word in words if word in self._words]

    def _flags(self, words: Sequence[int] | NDArray[np.int64]) -> NDArray[np.bool_]:
        flags = np.zeros(len(self._words), bool)
        flags[np.asarray(words, int)] = True
        return flags


def main() -> None:
    """Fit the weights and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--moby", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    table = Table(TABLE)
    found = Neighbourhoods(table, options.moby, Relations(options.wordnet))
    weights = fitted(list(_examples(found, options.data)))
    print({name: round(float(value), 2) for name, value in zip(EVIDENCE, weights, strict=True)})
    options.target.write_bytes(LAYOUT.packed(_sections(table, found, weights)))
    print(f"{options.target.stat().st_size / 1e6:.1f} MB")


def _examples(found: Neighbourhoods, data: Path) -> Iterator[tuple[Floats, NDArray[np.bool_]]]:
    """The evidence about all that is near a word that an editor changed, and which of it was put in."""
    for change in measures.changed_words(data / "mlqe_pe/dev.jsonl"):
        meant = measures.meant(change)
        for reading in read_word(change.wrong) if change.tuned else ():
            near = found.near(reading.lemma, reading.pos)
            right = np.array([found.lemmas[number][0] in meant for number in near.numbers], bool)
            if right.any():
                yield near.evidence, right


def fitted(examples: Sequence[tuple[Floats, NDArray[np.bool_]]], steps: int = 250) -> Floats:
    """Weights of a softmax under which the right ones come first, by gradient descent on standardised evidence."""
    together = np.vstack([evidence for evidence, _ in examples])
    mean, spread = together.mean(0), together.std(0) + 1e-9
    scaled = [((evidence - mean) / spread, right) for evidence, right in examples]
    weights, moment = np.zeros(together.shape[1]), np.zeros(together.shape[1])
    for step in range(steps):
        slope = 0.003 * weights
        for evidence, right in scaled:
            chance = _chances(evidence @ weights)
            meant = chance * right / (chance @ right)
            slope += evidence.T @ (chance - meant) / len(scaled)
        moment = 0.9 * moment + slope
        weights -= 0.1 * (1 - step / steps) * moment
    found: Floats = weights / spread
    return found


def _chances(scores: Floats) -> Floats:
    chances: Floats = np.exp(scores - scores.max())
    return chances / chances.sum()


def _sections(table: Table, found: Neighbourhoods, weights: Floats) -> dict[str, array[int]]:
    sections = {name: array(kind) for name, kind in LAYOUT.sections.items()}
    families = Families(list(found.numbers))
    sections["table"].append(table.sign)
    for lemma, pos in found.lemmas:
        sections["row_starts"].append(len(sections["row_lemmas"]))
        for number, mark in _rows(found, families, weights, lemma, pos) if " " not in lemma else ():
            sections["row_lemmas"].append(number)
            sections["row_marks"].append(mark)
    sections["row_starts"].append(len(sections["row_lemmas"]))
    sections["forms"] = array("B", "\n".join(_forms()).encode())
    return sections


def _rows(
    found: Neighbourhoods, families: Families, weights: Floats, lemma: str, pos: str
) -> Iterator[tuple[int, int]]:
    """The nearest lemmas, then the others of the family, with their marks; the last one is a step from none."""
    near = found.near(lemma, pos)
    scores = near.evidence @ weights
    best = np.argsort(-scores, kind="stable")[: MOST if commonness(lemma) >= COMMON else MOST_OF_RARE]
    kin = {found.numbers[word, pos] for word in families.of(lemma, pos)}
    synonym = EVIDENCE.index("synonym")
    for at in best.tolist():
        steps = 1 + round((scores[at] - scores[best[-1]]) * STEPS)
        number = near.numbers[at]
        yield number, min(MOST_STEPS, steps) | (number in kin) * KIN | bool(near.evidence[at, synonym]) * SYNONYM
    yield from ((number, KIN) for number in sorted(kin - {near.numbers[at] for at in best.tolist()}))


def _forms() -> Iterator[str]:
    """The common forms with the letters of their classes."""
    for line in gzip.decompress(WORDS.read_bytes()).decode().splitlines():
        word = line.partition("\t")[0]
        if word.isascii() and word.isalpha() and len(word) > 2 and FORMS[0] <= commonness(word) < FORMS[1]:
            letters = classes(word)
            if letters:
                yield f"{word} {letters}"


if __name__ == "__main__":
    main()
