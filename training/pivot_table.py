"""Writes mtaudit/senses/table.bin: which English words share a translation, from free dictionaries and wordnets.

    pip install numpy rowordnet networkx && python training/pivot_table.py INPUTS

INPUTS is a folder with the dictionaries that ``pivot_sources.tsv`` names; README.md says how each is had. Two English
lemmas of one part of speech that a foreign word stands for are candidates for each other. What that word counts falls
with the number of its lemmas; languages add up, several words of one language less so. A dictionary's first meaning
counts more than its fifth. Five minutes and 3 GB of memory.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from collections.abc import Set
from pathlib import Path

import _pivot_file
import _pivot_graph
import _pivot_scores
from _pivot_graph import Lemma
from _pivot_wordnets import WordNet

ROOT = Path(__file__).parent.parent
SOURCES = Path(__file__).with_name("pivot_sources.tsv")
TARGET = ROOT / "mtaudit/senses/table.bin"
COMMONNESS = ROOT / "mtaudit/lexicons/english_words.txt.gz"
WORDNET = "debian/wordnet-base/usr/share/wordnet"
#: The candidates of a common word, among which the sentence chooses, and of a rare one.
MOST_CANDIDATES, MOST_OF_RARE = 90, 40
#: In Zipf units.
COMMON = 3.0
#: Text spinners take any synonym: so many more are listed, the commonest first.
MORE_SYNONYMS = 8
#: In Zipf units: rarer words are left out, and so are phrases of words rarer than that.
LEAST, LEAST_IN_PHRASE = 2.0, 3.5
#: Commoner words are function words.
MOST = 6.4
PHRASE_COSTS = 2.0


class Commonness:
    """How common words are, and which of them the table has."""

    def __init__(self, path: Path, left_out: Set[str] = frozenset()) -> None:
        """Read the list of words with their tenfold Zipf frequencies; some words are in no table."""
        self._left_out = left_out
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        self._zipf = {word: int(tenths) / 10 for word, tenths in (line.split("\t") for line in lines)}

    def __call__(self, lemma: str) -> float:
        """The Zipf frequency of a word; a phrase is rarer than its rarest word."""
        words = lemma.split(" ")
        return min(self._zipf.get(word, 0.0) for word in words) - (PHRASE_COSTS if len(words) > 1 else 0)

    def wanted(self, lemma: str) -> bool:
        """Whether a lemma may be a candidate."""
        words = lemma.count(" ") + 1
        least = LEAST if words == 1 else LEAST_IN_PHRASE - PHRASE_COSTS
        known = len(lemma) > 1 and words <= 2 and lemma.islower() and self(lemma) >= least
        return known and self._left_out.isdisjoint(lemma.split(" "))

    def most(self, lemma: str) -> int:
        """How many candidates a lemma gets."""
        if " " in lemma or len(lemma) < 3 or self(lemma) > MOST:
            return 0
        return MOST_CANDIDATES if self(lemma) >= COMMON else MOST_OF_RARE


def main() -> None:
    """Read the dictionaries, score the pairs, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args()
    english = WordNet(options.inputs / WORDNET)
    graph = _pivot_graph.read(options.inputs, _pivot_graph.sources(SOURCES), english)
    entries = _entries(graph, english)
    _pivot_file.write(options.target, entries)
    pairs = sum(len(entry.candidates) for entry in entries.values())
    print(f"{len(entries)} lemmas, {pairs} candidates, {options.target.stat().st_size / 1e6:.1f} MB")


def _entries(graph: _pivot_graph.Graph, english: WordNet) -> dict[Lemma, _pivot_file.Entry]:
    commonness = Commonness(COMMONNESS, english.vulgar())
    numbered = _pivot_scores.numbered(graph, commonness.wanted)
    pairs = _pivot_scores.pairs(numbered)
    chosen = _pivot_scores.best(numbered, pairs, commonness, commonness.most)
    entries: dict[Lemma, _pivot_file.Entry] = defaultdict(lambda: _pivot_file.Entry([], set()))
    for one, other, score in zip(*(column.tolist() for column in chosen), strict=True):
        lemma, candidate = numbered.lemmas[one], numbered.lemmas[other]
        entries[lemma].candidates.append((candidate, score / (score + _pivot_scores.MIDDLE), False))
    for lemma in list(entries):
        entries[lemma] = _with_synonyms(lemma, entries[lemma], english.synonyms(*lemma), commonness)
    for number, word in _pivot_scores.links(numbered, pairs, chosen):
        entries[numbered.lemmas[number]].words.add(numbered.words[word])
    for candidate in [candidate for entry in entries.values() for candidate, _, _ in entry.candidates]:
        entries[candidate] = entries[candidate]
    return entries


def _with_synonyms(
    lemma: Lemma, entry: _pivot_file.Entry, synonyms: frozenset[str], commonness: Commonness
) -> _pivot_file.Entry:
    """An entry with its synonyms marked, and further ones behind the candidates."""
    marked = [(other, weight, other[0] in synonyms) for other, weight, _ in entry.candidates]
    missing = filter(commonness.wanted, synonyms - {other[0] for other, _, _ in marked})
    more = sorted(missing, key=lambda word: (-commonness(word), word))[:MORE_SYNONYMS]
    return entry._replace(candidates=marked + [((word, lemma[1]), marked[-1][1], True) for word in more])


if __name__ == "__main__":
    main()
