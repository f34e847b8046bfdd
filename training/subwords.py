"""Writes mtaudit/lexicons/subwords.model: a SentencePiece unigram model of clean English, for spBLEU and `subwords`.

    python training/subwords.py PROSE.jsonl.xz

PROSE has records with `text` and `genre`. Old books count a third, so that the pieces are those of the present. One
thread, so that the same prose gives the same bytes. About three minutes on one core and 2 GB of memory.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
import sentencepiece

from mtaudit.segment import split

TARGET = Path(__file__).parent.parent / "mtaudit/lexicons/subwords.model"
PIECES = 24_000
BOOKS_KEPT = 3  # one record of so many


@click.command()
@click.argument("prose", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--target", default=TARGET, type=click.Path(path_type=Path))
@click.option("--pieces", default=PIECES)
def main(prose: Path, target: Path, pieces: int) -> None:
    """Train on PROSE and write the model."""
    model = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=_sentences(prose),
        model_writer=model,
        model_type="unigram",
        vocab_size=pieces,
        byte_fallback=True,
        character_coverage=0.9999,
        num_threads=1,
    )
    target.write_bytes(model.getvalue())
    print(f"{pieces} pieces, {len(model.getvalue()) / 1e6:.2f} MB")


def _sentences(prose: Path) -> Iterator[str]:
    with lzma.open(prose, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        for number, record in enumerate(records):
            if not record["genre"].startswith("book") or number % BOOKS_KEPT == 0:
                for paragraph in record["text"].split("\n\n"):
                    yield from (paragraph[start:end].strip() for start, end in split(paragraph))


if __name__ == "__main__":
    main()
