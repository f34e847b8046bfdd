"""Make the pages that the network of the detector `sense` learns from; training/README.md says how and from what."""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import _sense_labels
from _sense_forms import Confusions, Forms, forms, frequencies
from _sense_pages import Page, Spoiler, windows

#: The part of each set that is used, where it is not all: old books write an English of their own.
_SHARES = {"pg_books": 0.15, "us_speeches": 0.7, "peps": 0.5, "postgresql_doc": 0.6}
_LONGEST = 126
_SHARD = 8000


def main() -> None:
    """Write forms.pkl, prose-NN.npz and labels-*.npz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the encoder")
    parser.add_argument("--confusions", type=Path, help="a pickle instead of the table in mtaudit/senses")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--shards", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).parent.parent
    zipf = frequencies(root / "mtaudit/lexicons/english_words.txt.gz")
    path = arguments.output / "forms.pkl"
    if path.exists():
        table = pickle.loads(path.read_bytes())
    else:
        table = forms(_confusions(arguments.confusions), zipf)
        path.write_bytes(pickle.dumps(table))
    print(len(table.number), "forms", flush=True)
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    _labels(arguments.data, arguments.output, table, tokenizer)
    chance = np.random.default_rng(arguments.seed)
    texts = chain.from_iterable(windows(text, chance) for text in _prose(arguments.data, chance))
    pages = Spoiler(table, zipf, chance).pages(texts)
    for number in range(arguments.shards):
        count = _write(arguments.output / f"prose-{number:02}.npz", _some(pages, _SHARD), tokenizer)
        print("shard", number, count, flush=True)


def _confusions(path: Path | None) -> Confusions:
    if path:
        found: Confusions = pickle.loads(path.read_bytes())
        return found
    from mtaudit.senses import candidates, entries

    return {(lemma, pos): [(each.lemma, each.weight) for each in candidates(lemma, pos)] for lemma, pos in entries()}


def _prose(data: Path, chance: np.random.Generator) -> Iterator[str]:
    with lzma.open(data / "train_prose/train_prose.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    texts = [record["text"] for record in records if chance.random() < _SHARES.get(record["set"], 1.0)]
    news = list(_sense_labels.references(data))
    texts += [" ".join(news[at : at + 4]) for at in range(0, len(news), 4)]
    chance.shuffle(texts)
    return iter(texts)


def _labels(data: Path, output: Path, table: Forms, tokenizer: Tokenizer) -> None:
    folds = {"train": tuple(range(3, 10)), "fit": (2,), "test": (0, 1)}
    for name, each in folds.items():
        path = output / f"labels-{name}.npz"
        if not path.exists():
            print(name, _write(path, _sense_labels.post_edited(data, table, each), tokenizer), flush=True)
    path = output / "labels-spans.npz"
    if not path.exists():
        print("spans", _write(path, _sense_labels.spans(data, table), tokenizer), flush=True)


def _some(pages: Iterator[Page], count: int) -> Iterator[Page]:
    for _, page in zip(range(count), pages, strict=False):
        yield page


def _write(path: Path, pages: Iterable[Page], tokenizer: Tokenizer) -> tuple[int, ...]:
    """All pages in flat arrays, with the ends of each."""
    held = [page for page in pages if page.starts]
    columns: dict[str, list[int]] = {name: [] for name in ("pieces", "piece_ends", "word_ends", "first")}
    words: dict[str, list[int]] = {name: [] for name in ("shown", "meant", "sense", "tag")}
    for page, encoding in zip(held, tokenizer.encode_batch([page.text for page in held]), strict=True):
        firsts = {start: at for at, (start, stop) in enumerate(encoding.offsets) if stop > start and at <= _LONGEST}
        columns["pieces"] += encoding.ids[: _LONGEST + 1] + ([102] if len(encoding.ids) > _LONGEST + 1 else [])
        columns["piece_ends"].append(len(columns["pieces"]))
        for at, start in enumerate(page.starts):
            if start in firsts:
                columns["first"].append(firsts[start])
                for name, values in words.items():
                    values.append(getattr(page, name)[at])
        columns["word_ends"].append(len(columns["first"]))
    kinds = {"pieces": np.uint16, "first": np.uint8, "sense": np.int8, "tag": np.int8}
    arrays = {name: np.array(values, kinds.get(name, np.int32)) for name, values in (columns | words).items()}
    weights = np.array([page.weight for page in held], np.float32)
    scratch = path.with_suffix(".part.npz")
    np.savez(scratch, weight=weights, **arrays)
    scratch.rename(path)
    return len(held), len(arrays["pieces"]), int((arrays["sense"] == 1).sum()), int((arrays["tag"] == 1).sum())


if __name__ == "__main__":
    main()
