"""Learns what each kind of trace says about the source language on one half of the documents, measures on the other.

    python training/origin.py DATA [--read]

With --read the network reads, while it measures, the pages on which that decides.

DATA holds ``<set>/dev.jsonl`` with machine translations (``mt``, ``lang_pair``) and ``clean_prose``. Needs numpy.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np
from _logistic import newton

from mtaudit import origin
from mtaudit.audit import read_text
from mtaudit.origin.traces import traces

MODEL = Path(origin.__file__).with_name("model.json")
TRANSLATED = ("mlqe_pe", "mqm_bio", "mqm_zhen_news20", "mqm_zhen_news21", "mqm_zhen_ted21", "mqm_zhen_gen23", "diabla")
CLEAN = "clean_prose"
_PAGE = 600
#: Shares of clean documents of the learning half that may have sure traces enough, and that may get a guess.
_STRONG, _ACCUSED = 0.02, 0.005
RIDGE = 0.1


class Text(NamedTuple):
    """A document: its source language ("" for none), its set, the half it belongs to, what it says, its features."""

    language: str
    set: str
    half: int
    page: str
    features: dict[str, tuple[float, ...]]


def records(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of a set."""
    with (folder / name / "dev.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def translations(folder: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Language, document and a page of it, as one system wrote it; small documents stand together."""
    pages: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record in records(folder, name):
        if record.get("human_translation"):
            continue
        language = record["lang_pair"].partition("-")[0]
        document = record.get("doc") or str(hash_of(record["id"]) % 20)
        system = "" if name in ("diabla", "mlqe_pe") else record["system"]
        pages[language, document, system].append(record["mt"])
    for (language, document, _), sentences in sorted(pages.items()):
        for page in in_pages(sentences):
            yield language, f"{name}/{language}/{document}", page


def in_pages(sentences: list[str]) -> Iterator[str]:
    """Texts of about a page; what is left over makes one if it is half as long."""
    page: list[str] = []
    for sentence in sentences:
        page.append(sentence)
        if sum(len(each.split()) for each in page) >= _PAGE:
            yield "\n".join(page)
            page = []
    if sum(len(each.split()) for each in page) >= _PAGE / 2:
        yield "\n".join(page)


def hash_of(name: str) -> int:
    """A number that stays the same from run to run."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def read(folder: Path) -> Iterator[Text]:
    """All documents, with what points to languages in them."""
    for name in TRANSLATED:
        for language, document, page in translations(folder, name):
            yield Text(language, name, hash_of(document) % 2, page, features(page))
    for record in records(folder, CLEAN):
        yield Text("", CLEAN, hash_of(record["id"]) % 2, record["text"], features(record["text"]))


def features(text: str) -> dict[str, tuple[float, ...]]:
    """The features of a text by language."""
    document = read_text(text, "text.txt")
    return dict(origin.features(traces(document), document.words))


def learn(texts: list[Text]) -> dict[str, Any]:
    """A logistic regression over pairs of a text and a language; each language weighs the same, clean texts as much."""
    sizes = {language: sum(text.language == language for text in texts) for language in {t.language for t in texts}}
    rows = [
        (values, code == text.language, (len(sizes) - 1 if not text.language else 1) / sizes[text.language])
        for text in texts
        for code, values in text.features.items()
    ]
    values = np.array([(*row[0], 1.0) for row in rows])
    right, weights = np.array([row[1] for row in rows], float), np.array([row[2] for row in rows])
    found = newton(values, right, weights / weights.mean(), np.full(values.shape[1], RIDGE)).tolist()
    model = {"bias": round(found[-1], 2), "weights": [round(each, 2) for each in found[:-1]]}
    return model | thresholds([text for text in texts if not text.language], model)


def thresholds(clean: list[Text], model: dict[str, Any]) -> dict[str, float]:
    """What few clean texts reach: in the sum, and by sure traces alone."""
    best = [max((origin.score(values, model), values) for values in t.features.values()) for t in clean if t.features]
    sure = sorted((origin.strength(values, model) for _, values in best), reverse=True)
    least = max(sure[int(len(clean) * _STRONG)], 0.0) + 0.01
    sums = sorted((each for each, values in best if origin.strength(values, model) >= least), reverse=True)
    enough = [*sums, -math.inf][int(len(clean) * _ACCUSED)] + 0.01
    return {"least_score": round(max(enough, 0.0), 2), "least_strength": round(least, 2)}


def likelihood(page: str) -> float | None:
    """How likely a page is a poor machine translation."""
    from mtaudit.detectors._sense_reading import read as read_by_network
    from mtaudit.origin import translated

    return translated.likelihood([word.tag for word in read_by_network(read_text(page, "text.txt")).words])


def measure(texts: list[Text], model: dict[str, Any], reads: bool) -> Iterator[str]:
    """A table: how often there is a guess and it is right, and the right one's place if there always were one."""
    yield "| source | set | documents | guessed | right | first | in the first three |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    groups: dict[tuple[str, str], list[tuple[bool, list[str]]]] = defaultdict(list)
    for text in texts:
        found = text.features
        order = sorted(found, key=lambda code: -origin.score(found[code], model))
        enough = bool(order) and origin.is_enough(found[order[0]], model)
        if reads and not enough and order and origin.is_enough(found[order[0]], model, 1.0):
            enough = origin.is_enough(found[order[0]], model, likelihood(text.page))
        groups[text.language, text.set].append((enough, order[:3]))
    for (language, name), results in sorted(groups.items()):
        guesses = [order[0] == language for enough, order in results if enough]
        first = share(order[:1] == [language] for _, order in results) if language else ""
        three = share(language in order for _, order in results) if language else ""
        cells = (language or "(none)", name, len(results), share(enough for enough, _ in results))
        yield f"| {' | '.join(map(str, cells))} | {share(guesses) if language else ''} | {first} | {three} |"


def share(flags: Iterable[bool]) -> str:
    """How many of some are so, "" for none."""
    flags = list(flags)
    return f"{sum(flags) / len(flags):.3f}" if flags else ""


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--read", "reads", is_flag=True, help="Measure with what the network reads.")
def main(data: Path, reads: bool) -> None:
    """Learn from one half of DATA, write the model, measure on the other half."""
    texts = list(read(data))
    model = learn([text for text in texts if text.half == 0])
    MODEL.write_text(json.dumps(model) + "\n", encoding="utf-8")
    print(f"{model}\n")
    print("\n".join(measure([text for text in texts if text.half == 1], model, reads)))


if __name__ == "__main__":
    main()
