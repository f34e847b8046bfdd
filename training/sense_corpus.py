"""Make what the network of the detector `sense` learns from: prose in pieces, forms, sentences with labels.

training/README.md says from what, and how.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import _sense_labels
from _sense_forms import Forms, forms, frequencies, inflected, odds
from _sense_pages import KINDS, Page

#: The part of each set that is used, where it is not all: old books write an English of their own, and others would
#: outweigh the rest, or are spoken, or of a licence that is not certain.
_BOOKS = "pg_books"
SHARES = {
    _BOOKS: 0.15,
    "senate_releases": 0.75,
    "state_history2": 0.0,
    "opensource_com": 0.0,
    "us_speeches": 0.7,
    "peps": 0.5,
    "postgresql_doc": 0.6,
}
#: Set in the number of a piece that begins with a capital.
CAPITAL = 1 << 15
#: The most pieces of a row, without the marks that open and close it; of a form; and the most other forms of a word.
_LONGEST, _CUT, _OTHERS = 126, 8, 6
#: So often may one word stand for the same other in sentences turned there and back.
_MOST_OFTEN = 40
_LANGUAGES = ("et-en", "km-en", "ne-en", "ps-en", "ro-en", "ru-en", "si-en")
_FUNCTION = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which"
    " one were all their has would there when who will more no if out so up said what its about than into them can only"
    " other could do him her she you we my our your through over before after between under during against upon without"
    " within toward because where while although since until these those such some any each both very then also been"
    " being did does may must should might"
).split()
_CLASSES = ("ADJ", "ADV", "NOUN", "VERB")


class Row(NamedTuple):
    """A text with labels: what is known of it, its language's number, and how much it counts."""

    page: Page
    tags: list[tuple[int, bool]]
    document: str
    language: int = -1


def main() -> None:
    """Write forms.pkl, forms.npz, prose.npz and rows-*.npz."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the encoder")
    parser.add_argument("--more", type=Path, nargs="*", default=(), help="further prose, as .jsonl.xz with text")
    parser.add_argument("--round-trip", type=Path, help="what round_trip.py made")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(arguments.tokenizer))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    table = _forms(arguments.output, tokenizer)
    for name, rows in _labelled(arguments.data, arguments.round_trip, table):
        _write_rows(arguments.output / f"rows-{name}.npz", rows, table, tokenizer)
    chance = np.random.default_rng(arguments.seed)
    texts = list(prose(arguments.data, chance, arguments.more))
    _write_prose(arguments.output / "prose.npz", texts, tokenizer)


def prose(data: Path, chance: np.random.Generator, more: Iterable[Path] = (), left: bool = False) -> list[str]:
    """All texts of clean English, in chance order; or those that are left over, for the network not to have seen."""
    records = [each for path in (data / "train_prose/train_prose.jsonl.xz", *more) for each in _records(path)]
    taken = [chance.random() < SHARES.get(record["set"], 1.0) for record in records]
    texts = [
        record["text"]
        for record, each in zip(records, taken, strict=True)
        if each is not left and not (left and record["set"] == _BOOKS)
    ]
    if not left:
        news = list(_sense_labels.references(data))
        texts += [" ".join(news[at : at + 4]) for at in range(0, len(news), 4)]
    chance.shuffle(texts)
    return texts


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _write_prose(path: Path, texts: list[str], tokenizer: Tokenizer) -> None:
    held: list[np.ndarray] = []
    for at in range(0, len(texts), 2000):
        for text, encoding in zip(
            texts[at : at + 2000],
            tokenizer.encode_batch(texts[at : at + 2000], add_special_tokens=False),
            strict=True,
        ):
            codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
            starts = np.array([start for start, _ in encoding.offsets], np.int64)
            capital = (codes[starts] >= ord("A")) & (codes[starts] <= ord("Z")) if len(starts) else starts
            held.append((np.array(encoding.ids) + CAPITAL * capital).astype(np.uint16))
    ends = np.cumsum([len(each) for each in held])
    np.savez_compressed(path, pieces=np.concatenate(held), ends=ends.astype(np.int32))
    print(path, len(texts), "texts", ends[-1], "pieces", flush=True)


def _forms(output: Path, tokenizer: Tokenizer) -> Forms:
    path = output / "forms.pkl"
    zipf = frequencies(Path(__file__).parent.parent / "mtaudit/lexicons/english_words.txt.gz")
    if path.exists():
        table: Forms = pickle.loads(path.read_bytes())
    else:
        from mtaudit.senses import candidates, entries

        confusions = {(word, pos): [(c.lemma, c.weight) for c in candidates(word, pos)] for word, pos in entries()}
        table = forms(confusions, zipf)
        path.write_bytes(pickle.dumps(table))
    names = table.names
    pieces, lengths = _cut([*names, *_FUNCTION], tokenizer)
    classes = np.array([_CLASSES.index(kind.rstrip("s0123456789")) for kind in KINDS], np.int8)
    np.savez_compressed(
        output / "forms.npz",
        pieces=pieces,
        lengths=lengths,
        candidates=table.candidates,
        odds=odds(table, zipf).astype(np.float16),
        classes=np.where(table.kinds >= 0, classes[table.kinds], -1).astype(np.int8),
        own=_own(names, table),
        others=_others(names, table),
        function=np.arange(len(names), len(names) + len(_FUNCTION)),
        often=np.array([10 ** (0.6 * zipf.get(word, 3.0)) for word in _FUNCTION], np.float32),
    )
    return table


def _cut(names: list[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    pieces = np.zeros((len(names), _CUT), np.uint16)
    lengths = np.zeros(len(names), np.int8)
    for at, encoding in enumerate(tokenizer.encode_batch(names, add_special_tokens=False)):
        lengths[at] = len(encoding.ids) if len(encoding.ids) <= _CUT else 0
        pieces[at, : lengths[at]] = encoding.ids[: lengths[at]]
    return pieces, lengths


def _own(names: list[str], table: Forms) -> np.ndarray:
    """A bit for each part of speech that a form may be."""
    own = np.zeros(len(names), np.int8)
    for at, name in enumerate(names):
        for _, kind in table.readings.get(name, ()):
            own[at] |= 1 << _CLASSES.index(kind.rstrip("s0123456789"))
    return own


def _others(names: list[str], table: Forms) -> np.ndarray:
    """The other forms of each form's lemmas."""
    others = np.full((len(names), _OTHERS), -1, np.int32)
    for at, name in enumerate(names):
        found = {
            table.number[form]: None
            for lemma, kind in table.readings.get(name, ())
            for form in inflected(lemma, kind.rstrip("s0123456789")).values()
            if form != name and form in table.number
        }
        for place, number in enumerate(list(found)[:_OTHERS]):
            others[at, place] = number
    return others


def _labelled(data: Path, round_trip: Path | None, table: Forms) -> Iterator[tuple[str, Iterable[Row]]]:
    for name, folds in (("train", range(3, 10)), ("tune", (2,)), ("test", (0, 1))):
        yield name, _edited(data, table, tuple(folds))
    yield "spans", (Row(page, [], "") for page in _sense_labels.spans(data, table))
    if round_trip:
        yield "round-trip", _turned(round_trip, table)


def _edited(data: Path, table: Forms, folds: tuple[int, ...]) -> Iterator[Row]:
    back = _sense_labels.kept_back(data)
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if _sense_labels.fold(record) in folds and _sense_labels.loose(record["mt"]) not in back:
                wrong = [tag == "BAD" for tag in record["tags"]]
                tags = list(_placed(record["mt"], record["tokens"], wrong))
                document = record["lang_pair"] + (record.get("doc") or record["id"])
                page = _sense_labels.page_of_post_edit(record, table)
                yield Row(page, tags, document, _LANGUAGES.index(record["lang_pair"]))


def _turned(path: Path, table: Forms) -> Iterator[Row]:
    """Sentences that a poor system translated there and back; no pair of words counts too often."""
    often: Counter[tuple[str, str]] = Counter()
    for record in _records(path):
        placed = list(_placed(record["mt"], record["tokens"], record["bad"], by_number=True))
        page = Page(record["mt"], weight=0.5)
        swaps = dict(record["swaps"])
        for start, number in placed:
            shown = table.number.get(record["tokens"][number].lower(), -1)
            meant = table.number.get(swaps.get(number, "").lower(), -1)
            bad = record["bad"][number]
            if number in swaps:
                pair = record["tokens"][number].lower(), swaps[number].lower()
                often[pair] += 1
                if often[pair] > _MOST_OFTEN:
                    del swaps[number]
            page.starts.append(start)
            page.shown.append(shown)
            page.meant.append(meant if number in swaps else (-1 if bad else shown))
            page.sense.append(1 if number in swaps and shown >= 0 else (-1 if bad else 0))
        yield Row(page, [(start, bool(record["bad"][number])) for start, number in placed], "")


def _placed(text: str, tokens: list[str], bad: list[Any], by_number: bool = False) -> Iterator[tuple[int, Any]]:
    """Where each token begins, and whether it is bad (or which it is)."""
    end = 0
    for number, (token, wrong) in enumerate(zip(tokens, bad, strict=True)):
        start = text.find(token, end)
        if start >= 0:
            end = start + len(token)
            yield start, number if by_number else bool(wrong)


def _write_rows(path: Path, rows: Iterable[Row], table: Forms, tokenizer: Tokenizer) -> None:
    """All rows in flat arrays: pieces, and the labels of those that begin a word."""
    held = list(rows)
    names = ("pieces", "ends", "label_ends", "at", "language", "document")
    columns: dict[str, list[int]] = {name: [] for name in names}
    labels: dict[str, list[int]] = {name: [] for name in ("shown", "meant", "sense", "tag")}
    documents: dict[str, int] = {}
    for row, encoding in zip(held, tokenizer.encode_batch([row.page.text for row in held]), strict=True):
        places = {start: at for at, (start, stop) in enumerate(encoding.offsets) if stop > start and at <= _LONGEST}
        columns["pieces"] += encoding.ids[: _LONGEST + 1] + ([102] if len(encoding.ids) > _LONGEST + 1 else [])
        columns["ends"].append(len(columns["pieces"]))
        columns["language"].append(row.language)
        columns["document"].append(documents.setdefault(row.document, len(documents)))
        known: dict[int, list[int]] = {}
        page = row.page
        for start, *values in zip(page.starts, page.shown, page.meant, page.sense, strict=True):
            if start in places:
                known[places[start]] = [*values, -1]
        for start, tag in row.tags or zip(page.starts, page.tag, strict=False):
            if start in places:
                known.setdefault(places[start], [-1, -1, -1, -1])[3] = int(tag)
        for at, values in sorted(known.items()):
            columns["at"].append(at)
            for name, value in zip(labels, values, strict=True):
                labels[name].append(value)
        columns["label_ends"].append(len(columns["at"]))
    kinds = {"pieces": np.uint16, "at": np.uint8, "sense": np.int8, "tag": np.int8, "language": np.int8}
    arrays = {name: np.array(values, kinds.get(name, np.int32)) for name, values in (columns | labels).items()}
    np.savez_compressed(path, **arrays)
    wrong, bad = (int((arrays[name] == 1).sum()) for name in ("sense", "tag"))
    print(f"{path}: {len(held)} rows, {len(arrays['pieces'])} pieces, {wrong} wrong words, {bad} bad tags", flush=True)


if __name__ == "__main__":
    main()
