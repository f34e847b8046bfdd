"""Words as the finder of spun terms sees them: stems, spun words with what they stood for, pairs that English knows."""

from __future__ import annotations

import gzip
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from mtaudit.expressions import expression

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

#: Words that neither spinners nor terms change; those of them that may link two words of a term are LINKS.
FUNCTION_WORDS = frozenset(
    "a an the of in on for and or with by from at as is are was were be been being it its this that these those not no"
    " can will may has have had having do does did so such than then we he she they you i him me us them who whom his"
    " her their our my your if but into over under about more most very up out all any some one two only also when"
    " where while which what how why there here each both other another own same between through during before after"
    " above below off again further once s t d ll ve re m would could should must might shall upon".split()
)
LINKS = frozenset("of and for to in on by with from under".split())
ARTICLES = frozenset(("a", "an", "the"))

#: How often a word or pair that the tables lack is taken to occur.
UNSEEN = 2e-7
#: The size in words of a corpus with as many pairs as the table of pairs.
_SCALE = 1e7
#: Steps of the quantised logarithms in the tables.
_STEPS_COUNT, _STEPS_PROBABILITY = 1.5, 8.0

_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "ly", "e", "y")
_FORM = expression(r"(?:(ing)s?|(ed)|(ly)|[^su](s)|(?:s|x|z|ch|sh|i|u)e(s))$")


@cache
def stem(word: str) -> str:
    """A word without its inflection, as far as spelling shows."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def form(word: str) -> str:
    """Which inflection a word shows: s, ing, ed, ly or none."""
    match = _FORM.search(word) if len(word) > 4 else None
    return next(filter(None, match.groups()), "") if match else ""


def key(first: str, link: str, second: str) -> int:
    """The hash under which a pair of stems is kept."""
    return crc32(f"{first} {link} {second}".encode())


@dataclass(frozen=True)
class Table:
    """A read-only map from hashes to bytes, as two arrays: small, and ready as soon as it is read."""

    keys: array[int]
    values: bytes

    def get(self, hashed: int) -> int:
        """The value of a hash, 0 where there is none."""
        at = bisect_left(self.keys, hashed)
        return self.values[at] if at < len(self.keys) and self.keys[at] == hashed else 0


def count_level(count: float) -> int:
    """A count as the tables keep it."""
    return min(15, round(_STEPS_COUNT * math.log1p(count))) if count > 0 else 0


def probability_level(probability: float) -> int:
    """A probability as the tables keep it."""
    return max(1, min(255, round(_STEPS_PROBABILITY * (math.log(probability) + 22))))


_COUNTS = tuple(math.expm1(level / _STEPS_COUNT) for level in range(16))
_PROBABILITIES = (UNSEEN, *(math.exp(level / _STEPS_PROBABILITY - 22) for level in range(1, 256)))


@dataclass(frozen=True)
class Spun:
    """A word that spinners write: how much likelier it is in a spun term, and what it may stand for."""

    weight: float
    seen: float
    keeps: float
    originals: tuple[tuple[str, float], ...]


class Anchors:
    """Stems to look for in a text."""

    def __init__(self, stems: frozenset[str]) -> None:
        """Keep the stems."""
        self.stems = stems

    @cached_property
    def automaton(self) -> AhoCorasick:
        """Finds the places where one of the stems may begin."""
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(sorted(self.stems))


class Entries(Mapping[str, Spun]):
    """The spun words of a file, each parsed when it is first asked for: the file has thousands."""

    def __init__(self, lines: str) -> None:
        self._lines = dict(line.split("\t", 1) for line in lines.splitlines())
        self._parsed: dict[str, Spun] = {}

    def __getitem__(self, word: str) -> Spun:
        if word not in self._parsed:
            weight, seen, keeps, *originals = self._lines[word].split("\t")
            pairs = tuple((each, float(share)) for each, share in zip(originals[::2], originals[1::2], strict=True))
            self._parsed[word] = Spun(float(weight), float(seen), float(keeps), pairs)
        return self._parsed[word]

    def __contains__(self, word: object) -> bool:
        return word in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All that was learnt: spun words, inflected forms of original words, pairs and words of English, weights.

    ``telling`` are the words that spun terms have more often than English has, with the logarithm of how much.
    """

    spun: Mapping[str, Spun]
    telling: Mapping[str, float]
    forms: Mapping[str, Mapping[str, str]]
    pairs: Table
    words: Table
    weights: tuple[float, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    _anchors: dict[float, Anchors] = field(default_factory=dict, init=False, repr=False)
    _probabilities: dict[str, float] = field(default_factory=dict, init=False, repr=False)

    def anchors(self, weight: float) -> Anchors:
        """The telling words of at least a weight."""
        if weight not in self._anchors:
            self._anchors[weight] = Anchors(frozenset(word for word, told in self.telling.items() if told >= weight))
        return self._anchors[weight]

    def probability(self, word: str) -> float:
        """How often a stem is met in English."""
        known = self._probabilities.get(word)
        if known is None:
            known = self._probabilities[word] = _PROBABILITIES[self.words.get(crc32(word.encode()))]
        return known

    def expected(self, first: str, second: str) -> float:
        """How often two stems would meet by chance in a corpus as large as the one behind the pairs."""
        return self.probability(first) * self.probability(second) * _SCALE

    def fit(self, first: str, link: str, second: str) -> float:
        """How much likelier two stems meet than by chance, and more so as a term; a logarithm."""
        count, terms = self.pair(first, link, second)
        known = math.log((count + 0.2) / (self.expected(first, second) + 0.2))
        return 0.8 * known + (1.5 * math.log1p(4 * terms) if terms else 0.0)

    def pair(self, first: str, link: str, second: str) -> tuple[float, float]:
        """How often a pair of stems was met in English, and how often as a term."""
        value = self.pairs.get(key(first, link, second))
        return _COUNTS[value & 15], _COUNTS[value >> 4]


@cache
def load() -> Lexicon:
    """The lexicon that ships with the detector."""
    folder = Path(__file__).with_name("data")
    model = json.loads((folder / "tortured.json").read_bytes())
    return Lexicon(
        Entries(gzip.decompress((folder / "tortured_words.tsv.gz").read_bytes()).decode()),
        model["telling"],
        model["forms"],
        unpack((folder / "tortured_pairs.bin").read_bytes()),
        unpack((folder / "tortured_words.bin").read_bytes()),
        tuple(model["weights"]),
        model["thresholds"],
    )


def unpack(data: bytes) -> Table:
    """A table from its bytes: all hashes in order, then all values."""
    size = len(data) // 5
    keys = array("I")
    keys.frombytes(data[: 4 * size])
    if sys.byteorder == "big":
        keys.byteswap()
    return Table(keys, data[4 * size :])


def pack(values: Mapping[int, int]) -> bytes:
    """The bytes of a table."""
    keys = array("I", sorted(values))
    ordered = bytes(values[each] for each in keys)
    if sys.byteorder == "big":
        keys.byteswap()
    return keys.tobytes() + ordered
