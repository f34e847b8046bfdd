"""Learns how poor machine translations read on one half of the documents, measures on the other.

    python training/translated.py DATA

DATA holds ``<set>/dev.jsonl`` with machine translations and references, ``clean_prose``, and ``real_cases`` with its
pages. Needs numpy and what ``mtaudit[sense]`` installs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from _logistic import newton
from _measures import auc
from _sense_labels import fold
from origin import RIDGE, hash_of, in_pages, records

from mtaudit import origin
from mtaudit.audit import read_text
from mtaudit.detectors._sense_reading import read
from mtaudit.origin import translated

MODEL = Path(origin.__file__).with_name("translated.json")
CLEAN, POOR = "clean_prose", "mlqe_pe"
#: What the network did not learn from, besides the documents of POOR in these folds.
OTHERS = ("mqm_zhen_news21", "mqm_zhen_ted21", "diabla")
FOLDS = range(3)
KINDS = ("page", "five sentences", "one sentence")
TOLD = 0.01
FEWEST_WORDS = 100
_PAGE_CHARACTERS = 3900
#: Of ten sentences five in a row make a text, and one other.
_EVERY = 10
_ONE_WORDS = 8


class Text(NamedTuple):
    """A text: its set, language or genre, whether it is "translated", "edited" or "good", its half, and its words."""

    set: str
    group: str
    label: str
    kind: str
    half: int
    words: int
    tags: tuple[float, ...]


class Page(NamedTuple):
    """A page to read."""

    set: str
    group: str
    label: str
    half: int
    text: str


def pages(folder: Path) -> Iterator[Page]:
    """All pages, those of many small documents made of documents of one half."""
    for name in (POOR, *OTHERS):
        yield from parallel(folder, name)
    for record in records(folder, "real_mt_docs"):
        yield Page("real_mt_docs", record["lang_pair"][:2], "translated", 1, record["mt"])
    with (folder / "real_cases" / "pages_dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield Page("real_pages", record["pivot"][:2], "translated", 1, record["head"])
    for record in records(folder, CLEAN):
        yield Page(CLEAN, record["genre"], "good", hash_of(record["id"]) % 2, beginning(record["text"]))


def parallel(folder: Path, name: str) -> Iterator[Page]:
    """Pages of machine translations, of references and of post-edits."""
    held: dict[tuple[str, str, int, str], list[str]] = defaultdict(list)
    for record in records(folder, name):
        if name == POOR and fold(record) not in FOLDS:
            continue
        language = record["lang_pair"].partition("-")[0]
        half = hash_of(record.get("doc") or record["id"]) % 2
        system = "" if name in (POOR, "diabla") else f"{record['system']} {record['doc']}"
        label = "good" if record.get("human_translation") else "translated"
        held[language, label, half, system].append(record["mt"])
        if name == "diabla":
            held[language, "good", half, system].append(record["reference"])
        if record.get("post_edit"):
            held[language, "edited", half, system].append(record["post_edit"])
    for (language, label, half, _), sentences in sorted(held.items()):
        for page in in_pages(list(dict.fromkeys(sentences))):
            lines = page.split("\n")
            text = "\n\n".join(" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5))
            yield Page(name, language, label, half, text)


def beginning(text: str) -> str:
    """About a page, to the end of a sentence."""
    return text if len(text) <= _PAGE_CHARACTERS else text[: text.rfind(". ", 0, _PAGE_CHARACTERS) + 1]


def texts(page: Page) -> Iterator[Text]:
    """The page, runs of five of its sentences, and single ones."""
    document = read_text(page.text, "page.md" if page.set == "real_mt_docs" else "page.txt")
    spans = [sentence.span for sentence in document.sentences]
    parts = [("page", page.text)] if spans else []
    for at in range(0, len(spans) - 4, _EVERY):
        parts.append(("five sentences", document.flat[spans[at].start : spans[at + 4].end]))
        parts.append(("one sentence", document.flat[slice(*spans[min(at + 7, len(spans) - 1)])]))
    for kind, text in parts:
        found = read_text(text, document.name)
        if kind != "one sentence" or found.words >= _ONE_WORDS:
            tags = tuple(word.tag for word in read(found).words)
            yield Text(*page[:3], kind, page.half, found.words, tags)


def learn(found: list[Text]) -> dict[str, Any]:
    """A logistic regression: lengths weigh the same, and languages; half of the good texts are references."""
    held = [each for each in found if each.half == 0 and each.tags and is_taught(each)]
    groups = Counter(map(group, held))
    shares = Counter((label, kind, name) for label, kind, name, _ in groups)
    values = np.array([translated.evidence(each.tags) for each in held])
    weights = np.array([1 / groups[group(each)] / shares[group(each)[:3]] for each in held])
    right = np.array([each.label == "translated" for each in held], float)
    for label in (0.0, 1.0):
        weights[right == label] *= len(held) / 2 / weights[right == label].sum()
    found = newton(values, right, weights, np.full(values.shape[1], RIDGE))
    return {"weights": [round(float(each), 2) for each in found]}


def is_taught(text: Text) -> bool:
    """Translations that editors found poor, and good English; systems that write as people do would teach nothing."""
    return text.label == "good" or (text.label == "translated" and text.set == POOR)


def group(text: Text) -> tuple[str, str, str, str]:
    """What weighs as much as others of its kind: a language of the translations, a set of the good texts."""
    kind_of_good = "prose" if text.set == CLEAN else "references"
    return text.label, text.kind, kind_of_good, text.group if text.label == "translated" else text.set


def measure(found: list[Text], model: dict[str, Any]) -> Iterator[str]:
    """How well translations are told from clean prose and from their own references, and how many are called so."""
    yield "| set | texts | | AUC against clean prose | against post-edits or references | called translated |"
    yield "| --- | --- | ---: | ---: | ---: | ---: |"
    groups: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    told: Counter[tuple[str, str, str]] = Counter()
    for text in found:
        if text.half == 1 and text.tags:
            key = text.set, text.label, text.kind
            groups[key].append(log_odds(text, model))
            told[key] += is_told(text, model)
    for (name, label, kind), scores in sorted(groups.items(), key=lambda each: (each[0][:2], KINDS.index(each[0][2]))):
        clean = above(scores, groups.get((CLEAN, "good", kind), [])) if name != CLEAN else ""
        human = [*groups.get((name, "good", kind), []), *groups.get((name, "edited", kind), [])]
        own = above(scores, human) if label == "translated" else ""
        share = f"{told[name, label, kind] / len(scores):.3f}"
        yield f"| {name}, {label} | {kind} | {len(scores)} | {clean} | {own} | {share} |"


def by_group(found: list[Text], model: dict[str, Any]) -> Iterator[str]:
    """Which languages and which kinds of good English are called translations, by pages."""
    yield "| set | language or genre | pages | mean likelihood | called translated |"
    yield "| --- | --- | ---: | ---: | ---: |"
    groups: dict[tuple[str, str, str], list[Text]] = defaultdict(list)
    for text in found:
        if text.half == 1 and text.kind == "page" and text.tags and text.set in (CLEAN, POOR):
            groups[text.set, text.label, text.group].append(text)
    for (name, label, each), held in sorted(groups.items()):
        mean = np.mean([1 / (1 + np.exp(-log_odds(text, model))) for text in held])
        yield f"| {name}, {label} | {each} | {len(held)} | {mean:.2f} | {sum(is_told(text, model) for text in held)} |"


def log_odds(text: Text, model: dict[str, Any]) -> float:
    """How likely a text is a poor translation, by a model."""
    return float(np.dot(translated.evidence(text.tags), model["weights"]))


def is_told(text: Text, model: dict[str, Any]) -> bool:
    """Whether a report would say so."""
    likelihood = 1 / (1 + np.exp(-log_odds(text, model)))
    return bool(likelihood >= model["likely"] and text.words >= model["fewest_words"])


def likely(found: list[Text], model: dict[str, Any]) -> float:
    """The likelihood that few clean pages reach."""
    pages_ = (text for text in found if (text.set, text.kind, text.half) == (CLEAN, "page", 0) and text.tags)
    best = sorted((log_odds(text, model) for text in pages_), reverse=True)
    return round(float(1 / (1 + np.exp(-best[int(len(best) * TOLD)]))) + 0.005, 2)


def above(high: list[float], low: list[float]) -> str:
    """How often one of the first is above one of the second; "" for none."""
    return f"{auc(high, low):.2f}" if high and low else ""


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path) -> None:
    """Learn from one half of DATA, write the model, measure on the other half."""
    found = [text for page in pages(data) for text in texts(page)]
    model = learn(found)
    model |= {"likely": likely(found, model), "fewest_words": FEWEST_WORDS}
    MODEL.write_text(json.dumps(model) + "\n", encoding="utf-8")
    print(f"{model}\n")
    print("\n".join([*measure(found, model), "", *by_group(found, model)]))


if __name__ == "__main__":
    main()
