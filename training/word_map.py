r"""Learn how spinners write terms, for the detector ``tortured``, from pairs of spun and expected phrases.

    python training/word_map.py PAIRS.jsonl --prose CLEAN.jsonl[.xz] ... --books UNIGRAMS BIGRAMS --model LM.arpa \
        --wordnet FOLDER

Writes the files ``mtaudit/detectors/data/tortured*``. Everything is deterministic. Needs numpy. How each input is had
stands in ``training/README.md``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import _background
import _phrase_pairs
import _synonyms
from _background import Background
from _lexicon import Pairs, Sources, Words, lexicon
from _phrase_pairs import Pair

from mtaudit.detectors import _spun_windows as spun_windows
from mtaudit.detectors._spun_words import Lexicon, Spun, pack, stem

_FOLDER = Path(__file__).parent.parent / "mtaudit" / "detectors" / "data"
_FOLDS = 5
#: A pair without a telling word only serves readings: it is kept when met this often.
_OFTEN_IN_READINGS = 3
#: Of the prose, each how manieth text is kept to set the thresholds, and of these to learn the weights.
_EVERY, _THINNING = 6, 5
_FLOOR = -6.0
#: Windows per 1,000 words of prose that each threshold lets pass.
RATES = {"sure": 0.02, "company": 0.2, "suspected": 3.0}


def examples(
    pairs: Sequence[Pair], learnt: Lexicon, sources: Sources
) -> Iterator[tuple[tuple[float, ...], int, float]]:
    """Windows as evidence, whether spun, and their weight; spun ones seen by a lexicon that never saw their pair."""
    for fold in range(_FOLDS):
        known = lexicon([pair for i, pair in enumerate(pairs) if i % _FOLDS != fold], sources)
        for pair in pairs[fold::_FOLDS]:
            yield from _spun_examples(pair, known)
    for pair in pairs:
        yield from ((each, 0, 1.0) for each in _all_evidence(spun_windows.words(pair.expected), _unlisted(learnt)))
    yield from _prose_examples(learnt, sources)


def _unlisted(learnt: Lexicon) -> Lexicon:
    """A lexicon that knows no terms: an expected phrase shall not be told by being one."""
    return replace(learnt, pairs=Pairs(learnt.pairs.background, Counter()))


def _spun_examples(pair: Pair, known: Lexicon) -> Iterator[tuple[tuple[float, ...], int, float]]:
    words = spun_windows.words(pair.phrase)
    right = {stem(word) for word in pair.right}
    ranges = [
        (start, end)
        for start, end in spun_windows.windows(words, known.telling)
        if not all(word.stem in right for word in words[start:end])
    ]
    for start, end in ranges:
        yield spun_windows.evidence(words[start:end], known), 1, 1 / len(ranges)


def _all_evidence(words: Sequence[spun_windows.Word], learnt: Lexicon) -> Iterator[tuple[float, ...]]:
    for start, end in spun_windows.windows(words, learnt.telling):
        yield spun_windows.evidence(words[start:end], learnt)


def _prose_examples(learnt: Lexicon, sources: Sources) -> Iterator[tuple[tuple[float, ...], int, float]]:
    for words in _paragraphs_apart(sources.sample[::_THINNING], learnt):
        yield from ((each, 0, 1.0) for each in _all_evidence(words, learnt))


def _paragraphs_apart(sample: Iterable[tuple[str, str]], learnt: Lexicon) -> Iterator[list[spun_windows.Word]]:
    """Paragraphs of prose, each as a text of a set that the lexicon never read."""
    for name, text in sample:
        learnt.pairs.without = name
        yield from _background.paragraphs(text)
    learnt.pairs.without = ""


def learn(pairs: Sequence[Pair], sources: Sources) -> Lexicon:
    """All that the detector needs."""
    learnt = lexicon(pairs, sources)
    learnt = replace(learnt, weights=_regression(list(examples(pairs, learnt, sources))))
    return replace(learnt, thresholds=_thresholds(learnt, sources))


def _regression(found: Sequence[tuple[tuple[float, ...], int, float]]) -> tuple[float, ...]:
    """Logistic regression by Newton's method, with a unit ridge; the last weight is the constant."""
    import numpy as np

    features = np.array([(*each, 1.0) for each, _, _ in found])
    labels, importance = np.array([row[1] for row in found]), np.array([row[2] for row in found])
    ridge = np.diag([*[1.0] * (features.shape[1] - 1), 1e-6])
    weights = np.zeros(features.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (importance * (labels - chance)) - ridge @ weights
        curvature = (features * (importance * chance * (1 - chance))[:, None]).T @ features + ridge
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return tuple(round(float(weight), 3) for weight in weights)


def _thresholds(learnt: Lexicon, sources: Sources) -> dict[str, float]:
    """The scores that prose reaches as often as each rate allows."""
    scores = []
    for words in _paragraphs_apart(sources.sample, learnt):
        tops = (spun_windows.score(words[i:j], learnt, _FLOOR) for i, j in spun_windows.windows(words, learnt.telling))
        scores += [each for each in tops if each > _FLOOR]
    scores.sort(reverse=True)
    size = sum(len(text.split()) for _, text in sources.sample)
    return {name: round(scores[int(rate * size / 1000)], 2) for name, rate in RATES.items()}


def sources(prose: Iterable[Path], books: Sequence[Path], model: Path, wordnet: Path) -> Sources:
    """Read all that is learnt from besides pairs."""
    background = Background()
    sample: list[tuple[str, str]] = []
    for path in prose:
        background.add_prose(path)
        sample += [(record["set"], record["text"]) for record in _background.records(path)][::_EVERY]
    background.add_books(*books)
    background.add_model(model)
    background.add_lemmas(wordnet)
    return Sources(background, Words(background), _synonyms.read(wordnet), sample)


def write(learnt: Lexicon, folder: Path) -> None:
    """Write the files of the detector."""
    folder.mkdir(exist_ok=True)
    model = {
        "weights": learnt.weights,
        "thresholds": learnt.thresholds,
        "telling": learnt.telling,
        "forms": learnt.forms,
    }
    (folder / "tortured.json").write_text(json.dumps(model, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    lines = "".join(_line(word, learnt.spun[word]) for word in sorted(learnt.spun))
    (folder / "tortured_words.tsv.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    (folder / "tortured_words.bin").write_bytes(learnt.words.packed())
    (folder / "tortured_pairs.bin").write_bytes(pack(dict(_kept_pairs(learnt))))


def _line(word: str, entry: Spun) -> str:
    pairs = (f"{original}\t{share:g}" for original, share in entry.originals)
    return "\t".join((word, f"{entry.weight:g}", f"{entry.seen:g}", f"{entry.keeps:g}", *pairs)) + "\n"


def _kept_pairs(learnt: Lexicon) -> Iterator[tuple[int, int]]:
    """The pairs that the detector may ask for."""
    background, terms = learnt.pairs.background, learnt.pairs.terms
    originals = {each for word in learnt.telling for each, _ in learnt.spun[word].originals}
    for hashed in {*background.involved, *terms}:
        words = background.involved.get(hashed, ())
        told = any(word in learnt.telling for word in words)
        read = any(word in originals for word in words) and background.count(hashed) >= _OFTEN_IN_READINGS
        if (value := learnt.pairs.get(hashed)) and (told or read or hashed in terms):
            yield hashed, value


def main() -> None:
    """Learn from the files named on the command line and write the files of the detector."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", type=Path)
    add_sources(parser)
    arguments = parser.parse_args()
    read = sources(arguments.prose, arguments.books, arguments.model, arguments.wordnet)
    learnt = learn(_phrase_pairs.read(arguments.pairs), read)
    write(learnt, _FOLDER)
    print(f"{len(learnt.telling)} telling words of {len(learnt.spun)}, thresholds {learnt.thresholds}")


def add_sources(parser: argparse.ArgumentParser) -> None:
    """The options that name what is learnt from besides pairs."""
    parser.add_argument("--prose", type=Path, nargs="+", required=True)
    parser.add_argument("--books", type=Path, nargs=2, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True)


if __name__ == "__main__":
    main()
