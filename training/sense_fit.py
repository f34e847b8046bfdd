"""Fit what the detector `sense` makes of its evidence; writes mtaudit/detectors/data/sense.json.

The network must be in mtaudit/engines/data. Learns from post-edited sentences (folds 0 to 2) and from prose that the
network never saw; the thresholds are what one half of the clean prose allows. The other half, and the real cases, are
left to measure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import _sense_labels
import sense_corpus
from _logistic import logistic
from _sense_faults import REPLACED
from _sense_forms import frequencies
from _sense_pages import Spoiler

from mtaudit.audit import read_text
from mtaudit.detectors import _fluency_scores, _sense_choices, _sense_evidence, _sense_reading
from mtaudit.detectors._sense_usage import usage
from mtaudit.engines import sense
from mtaudit.engines._wordpiece import WORD

#: Words under this are never looked at: the network sees nothing in them.
FLOOR = -3.0
_FOLDS = (0, 1, 2)
_RIDGE = 5.0
_SENTENCE = re.compile(r"[^.!?]+[.!?]+")
_START = (0.4, 0.4, 1.0, 0.0, -1.0, 0.5, 0.3, 0.2, 0.2, 1.0, -1.5, -2.0)
#: What only whole pages can teach.
_OF_PAGE = ("used", "company")
_PROSE = 200
#: Pages of so many words, with faults planted: they teach what a page's own words say.
_SPOILT, _PAGE = 100, (300, 1500)
#: How much they count for which candidate was meant, and for what is wrong: planted faults are not those of systems.
_PLANTED = 2.0, 0.2
#: Every so many pages of the clean prose teach what is right, page by page; of every so many each sentence, alone.
EVERY, _ALONE = 8, 32
#: How much such a sentence counts.
_LONELY = 0.3


class Sample(NamedTuple):
    """A suspect, whether it is wrong, and which form was meant."""

    suspect: _sense_evidence.Suspect
    wrong: bool
    meant: str
    weight: float


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--forms", type=Path, required=True, help="forms.pkl of sense_corpus.py")
    parser.add_argument("--more", type=Path, nargs="*", default=(), help="the further prose of sense_corpus.py")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--stable", type=float, default=0.7, help="alarms in 1,000 clean words")
    parser.add_argument("--preview", type=float, default=6.0)
    parser.add_argument("--fluency", type=float, default=2.0)
    arguments = parser.parse_args()
    blank = _sense_evidence.Weights(tuple(_START), (), (), (0.0, 0.0))
    documents = list(_documents(arguments))
    samples = [sample for each in documents for sample in _samples(*each, blank)]
    wrong = sum(len(marks) for _, marks, _, _ in documents)
    over = sum(sample.wrong for sample in samples)
    print(len(documents), "documents,", wrong, "wrong words,", over, "of them over the floor", flush=True)
    rival, unseen = _fit_rivals(samples), _fit_unseen(samples)
    samples = [s._replace(suspect=_sense_evidence.again(s.suspect, rival)) for s in samples]
    suspect = _fit_suspects(samples)
    right = _fit_right(samples)
    names = (*_sense_evidence.EVIDENCE, "constant")
    for kind, keys, values in (
        ("rival", _sense_choices.RIVAL_EVIDENCE, rival),
        ("suspect", names, suspect),
        ("right", (*_sense_evidence.LEAD, "constant"), right),
    ):
        print(kind, {key: round(value, 2) for key, value in zip(keys, values, strict=True)}, flush=True)
    found: dict[str, Any] = {"rival": rival, "suspect": suspect, "right": right, "unseen": unseen, "floor": FLOOR}
    found["awkward"] = _fit_awkward(arguments.data)
    found |= _thresholds(arguments, _sense_evidence.Weights(rival, suspect, right, unseen), found["awkward"])
    if arguments.output.exists():
        found = json.loads(arguments.output.read_text(encoding="utf-8")) | found
    arguments.output.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(found)


def _thresholds(
    arguments: argparse.Namespace, weights: _sense_evidence.Weights, awkward: Sequence[float]
) -> dict[str, float]:
    """The scores that so many of 1,000 words of one half of the clean prose reach."""
    scores: dict[str, list[float]] = {"preview": [], "stable": [], "fluency": []}
    words = 0
    for _, text in _clean(arguments.data):
        document = read_text(text, "text.txt")
        words += document.words
        scores["fluency"] += [each.sure for each in _fluency_scores.scored(document, awkward)]
        page = _sense_reading.read(document)
        for suspect in _sense_evidence.suspects(page, usage(page.words), FLOOR, "", weights):
            scores["preview"].append(_sense_evidence.score(suspect, weights))
            scores["stable"].append(_sense_evidence.sure(suspect, weights))
    print(words, "clean words")
    limits = {}
    for name, values in scores.items():
        values.sort(reverse=True)
        limits[name] = round(values[int(getattr(arguments, name) * words / 1000)], 3)
    return limits


def _documents(arguments: argparse.Namespace) -> Iterator[tuple[str, dict[int, str], set[int], float]]:
    """Texts, their wrong words with what was meant, the words that count for nothing, and a weight."""
    table = pickle.loads(arguments.forms.read_bytes())
    yield from _edited(arguments.data, table)
    chance = np.random.default_rng(1)
    texts = list(sense_corpus.prose(arguments.data, chance, arguments.more, left=True))
    for number, text in enumerate(texts[-_PROSE:]):
        # A text of one sentence must not be taken for a translation because it is short.
        for part in _SENTENCE.findall(text) if number % 2 else (text,):
            yield part.strip() or text, {}, set(), 1.0
    zipf = frequencies(Path(__file__).parent.parent / "mtaudit/lexicons/english_words.txt.gz")
    spoiler = Spoiler(table, zipf, chance)
    spoiler.rates, spoiler.hidden = (0.02,), 0.0
    pages = [text for text in texts[:-_PROSE] if _PAGE[0] < text.count(" ") < _PAGE[1]]
    for text in pages[-_SPOILT:]:
        page = spoiler.page(" ".join(text.split()))
        marks = {
            start: spoiler.names[meant]
            for start, meant, kind in zip(page.starts, page.meant, page.sense, strict=True)
            if kind == REPLACED
        }
        yield page.text, marks, set(), _PLANTED[0]
    yield from _good(arguments.data)


def _good(data: Path) -> Iterator[tuple[str, dict[int, str], set[int], float]]:
    """Pages of the half of the clean prose that sets the thresholds, and sentences of some of them, each alone."""
    for number, text in _clean(data):
        yield text, {}, set(), 1.0
        if number % _ALONE == 0:
            for sentence in _SENTENCE.findall(text):
                yield sentence.strip(), {}, set(), _LONELY


def _clean(data: Path) -> Iterator[tuple[int, str]]:
    """The numbers and the texts of every so many pages of half 0 of the clean prose."""
    with (data / "clean_prose/dev.jsonl").open(encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines)):
            if half(record) == 0 and number % EVERY == 0:
                yield number, record["text"]


def _edited(data: Path, table: Any) -> Iterator[tuple[str, dict[int, str], set[int], float]]:
    """Post-edited sentences of one document, four at a time, some alone."""
    names = table.names
    groups: dict[str, list[Any]] = defaultdict(list)
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        back = _sense_labels.kept_back(data)
        for record in map(json.loads, lines):
            if _sense_labels.fold(record) in _FOLDS and _sense_labels.loose(record["mt"]) not in back:
                page = _sense_labels.page_of_post_edit(record, table)
                alone = hashlib.sha256(record["id"].encode()).digest()[0] % 2 or not record.get("doc")
                groups[record["id"] if alone else record["lang_pair"] + record["doc"]].append(page)
    for pages in groups.values():
        for at in range(0, len(pages), 4):
            text, marks, void = "", {}, set()
            for page in pages[at : at + 4]:
                for start, meant, kind in zip(page.starts, page.meant, page.sense, strict=True):
                    if kind == 1:
                        marks[len(text) + start] = names[meant] if meant >= 0 else ""
                    elif kind < 0:
                        void.add(len(text) + start)
                text += page.text + "\n\n"
            yield text, marks, void, 1.0


def _samples(
    text: str, marks: dict[int, str], void: set[int], weight: float, weights: _sense_evidence.Weights
) -> Iterator[Sample]:
    page = _sense_reading.read(read_text(text, "text.txt"))
    for suspect in _sense_evidence.suspects(page, usage(page.words), FLOOR, "", weights):
        start = suspect.word.span.start
        if start not in void:
            yield Sample(suspect, start in marks, marks.get(start, ""), weight)


def _fit_rivals(samples: Sequence[Sample]) -> tuple[float, ...]:
    """Weights under which the form meant comes first; planted faults teach what the page says, real ones the rest."""
    sets = []
    for sample in samples:
        forms, values = _weighable(sample)
        if sample.wrong and sample.meant in forms:
            sets.append(_Choosing(values, forms.index(sample.meant), sample.weight))
    real = [each for each in sets if each.weight != _PLANTED[0]]
    weights = _softmax(real, _softmax(sets, np.array(_START)), _OF_PAGE)
    for name, held in (("all", sets), ("real", real)):
        first = [int(np.argmax(each.values @ weights)) == each.right for each in held]
        print(len(held), name, "with the form meant among the rivals; first in", round(float(np.mean(first)), 3))
    return tuple(round(float(weight), 4) for weight in weights)


class _Choosing(NamedTuple):
    """The evidence for some rivals, the number of the right one, and how much it counts."""

    values: np.ndarray
    right: int
    weight: float


def _softmax(sets: Sequence[_Choosing], weights: np.ndarray, held: Sequence[str] = ()) -> np.ndarray:
    """Weights fitted by gradient descent, but for those that are held."""
    # Evidence that few rivals have is fitted as fast as the rest only where all are of one spread.
    spread = np.vstack([each.values for each in sets]).std(0) + 1e-6
    free = np.array([name not in held for name in _sense_choices.RIVAL_EVIDENCE], float)
    weights, moment = weights * spread, np.zeros_like(weights)
    total = sum(each.weight for each in sets)
    for step in range(600):
        slope = 0.02 * weights
        for values, right, weight in sets:
            scaled = values / spread
            scores = scaled @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            slope += weight * (chance @ scaled - scaled[right]) / total
        moment = 0.9 * moment + slope * free
        weights -= 0.1 * moment * (1 - step / 700)
    found: np.ndarray = weights / spread
    return found


def _weighable(sample: Sample) -> tuple[list[str], np.ndarray]:
    """The forms of a sample's rivals, and the evidence.

    Planted faults are drawn from the pivot table: they say nothing of other words, nor of likeness and family.
    """
    planted = sample.weight == _PLANTED[0]
    choices = [choice for choice in sample.suspect.choices if choice.rival.listed or not planted]
    values = np.array([choice.evidence for choice in choices])
    if planted:
        values[:, _sense_choices.RIVAL_EVIDENCE.index("likeness") :] = 0.0
    return [choice.rival.form for choice in choices], values


def _fit_unseen(samples: Sequence[Sample]) -> tuple[float, float]:
    """What is to be expected of the gain of a rival where its word is hidden, by its gain where it is not."""
    listed = (choice for sample in samples for choice in sample.suspect.choices if choice.rival.listed)
    gains = np.array([choice.evidence[:2] for choice in listed])
    slope, start = np.polyfit(gains[:, 0], gains[:, 1], 1)
    return round(float(start), 4), round(float(slope), 4)


def _fit_suspects(samples: Sequence[Sample]) -> tuple[float, ...]:
    """What tells a wrong word; a constant comes last. Planted faults count little: they are not those of systems."""
    values = np.array([sample.suspect.evidence for sample in samples])
    wrong = np.array([sample.wrong for sample in samples], float)
    weight = np.array([_PLANTED[1] if sample.weight == _PLANTED[0] else sample.weight for sample in samples])
    return tuple(round(float(each), 4) for each in logistic(values, wrong, weight, _RIDGE))


def _fit_right(samples: Sequence[Sample]) -> tuple[float, ...]:
    """What tells whether the first rival of a wrong word is right; a constant comes last."""
    wrong = [each for each in samples if each.wrong and each.meant and each.weight != _PLANTED[0]]
    values = np.array([_sense_evidence.lead(each.suspect) for each in wrong])
    right = np.array([each.suspect.choices[0].rival.form == each.meant for each in wrong], float)
    return tuple(round(float(each), 4) for each in logistic(values, right, np.ones(len(wrong)), _RIDGE))


def _fit_awkward(data: Path) -> list[float]:
    """What tells a word that an editor would change, within each language; the network counts for one."""
    languages, values, bad = [], [], []
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if _sense_labels.fold(record) == 2:
                for found, tag in tokens(record):
                    languages.append(record["lang_pair"])
                    values.append(found)
                    bad.append(tag)
    own = np.array([[each == language for language in sorted(set(languages))] for each in languages], float)
    fitted = logistic(np.hstack([values, own]), np.array(bad, float), np.ones(len(bad)), _RIDGE)
    return [round(float(each / fitted[0]), 4) for each in fitted[: len(_fluency_scores.EVIDENCE)]]


def tokens(record: dict[str, Any]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """For each token what is known of it, and whether it was tagged bad."""
    pieces = sense.network().cutter.pieces(record["mt"])
    (answer,) = sense.network().ask([pieces], bad=True)
    words = [pieces.first.get(match.start(), sense.LONGEST) for match in WORD.finditer(record["mt"])]
    whole = _fluency_scores.mean_and_spread([float(answer.bad[at]) for at in words if at < len(answer.bad)])
    end = 0
    for token, tag in zip(record["tokens"], record["tags"], strict=True):
        start = record["mt"].find(token, end)
        end = start + len(token) if start >= 0 else end
        over = [piece for at, piece in pieces.first.items() if start <= at < end and piece < len(answer.bad)]
        if start >= 0 and over:
            bad, other, wrong = (max(map(float, each[over])) for each in (answer.bad, answer.tag, answer.sense))
            yield _fluency_scores.evidence((bad, other, wrong), token, len(pieces.first), whole), tag == "BAD"


def half(record: dict[str, Any]) -> int:
    """Half 0 of the clean prose sets the thresholds, half 1 measures."""
    return hashlib.sha256(record["id"].encode()).digest()[0] % 2


if __name__ == "__main__":
    main()
