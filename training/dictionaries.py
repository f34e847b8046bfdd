"""Writes mtaudit/senses/dictionaries.zip: what the words of each language mean, those that mean several things.

    pip install numpy "rowordnet==1.1.0" networkx
    python training/dictionaries.py INPUTS

INPUTS and what it needs are those of ``pivot_table.py``, whose numbers of lemmas are written: it must be run before. A
text a language, a line a word: the word, a tab, and the rising numbers of its lemmas, each less the one before it, in
base 16.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import _pivot_graph
from _pivot_graph import Graph, Lemma
from _pivot_wordnets import WordNet
from pivot_table import COMMONNESS, SOURCES, TARGET, WORDNET, Commonness

from mtaudit.senses._dictionaries import signed
from mtaudit.senses._table import Table

OUTPUT = TARGET.with_name("dictionaries.zip")
#: So many lemmas of a word are kept, none that is much less sure than the surest.
_MOST, _LEAST_SHARE = 16, 0.1
#: In Zipf units: rarer lemmas are left out.
_LEAST = 2.5
#: The date in the archive, so that the same input makes the same file.
_DATE = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Read the dictionaries, write the archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", type=Path)
    arguments = parser.parse_args()
    english = WordNet(arguments.inputs / WORDNET)
    graph = _pivot_graph.read(arguments.inputs, _pivot_graph.sources(SOURCES), english)
    write(graph, Table(TARGET), Commonness(COMMONNESS, english.vulgar()), OUTPUT)


def write(graph: Graph, table: Table, commonness: Commonness, path: Path) -> None:
    """Write the words that mean several lemmas of the table, by language."""
    languages: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for (language, word), members in graph.items():
        numbers = _numbers(members, table, commonness)
        if language in table.languages and len(numbers) > 1:
            languages[language][word] = numbers
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = signed(table.sign)
        for language, words in sorted(languages.items()):
            lines = (f"{word}\t{' '.join(_steps(numbers))}\n" for word, numbers in sorted(words.items()))
            member = zipfile.ZipInfo(language, _DATE)
            archive.writestr(member, "".join(lines), zipfile.ZIP_DEFLATED, 9)
    print(f"{len(languages)} languages, {sum(map(len, languages.values()))} words, {path.stat().st_size / 1e6:.1f} MB")


def _numbers(members: Mapping[Lemma, float], table: Table, commonness: Commonness) -> list[int]:
    """The numbers of the surest lemmas of a word, rising."""
    least = _LEAST_SHARE * max(members.values())
    held = sorted((-weight, lemma) for lemma, weight in members.items() if weight >= least)
    common = (lemma for _, lemma in held if commonness(lemma[0]) >= _LEAST and commonness.wanted(lemma[0]))
    numbers = (table.number(*lemma) for lemma in common)
    return sorted([number for number in numbers if number is not None][:_MOST])


def _steps(numbers: list[int]) -> list[str]:
    return [f"{two - one:x}" for one, two in pairwise([0, *numbers])]


if __name__ == "__main__":
    main()
