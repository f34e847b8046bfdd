"""Write a checkpoint of sense_train.py as what ships: ONNX in eight bits, vectors in four, vocabulary."""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Encoder, Tagger, pretrained, run
from _sense_onnx import Example, even, write

from mtaudit.engines._vectors import Vectors, packed
from mtaudit.engines._wordpiece import WordPiece
from mtaudit.engines.sense import LONGEST

#: Good English, translations and their post-edits: they show how large the numbers in the network become.
_TEXTS = [
    Path(__file__).parent.parent / name for name in ("seeds/taliban-border/article.txt", "tests/data/post_edits.tsv")
]
_ROWS = 32


class Shipped(nn.Module):
    """Vectors of pieces in; suspicion, tag, the wanted vector, and what the layers that all share say, out."""

    def __init__(self, model: Encoder, shared: int) -> None:
        """Wrap the network, its lowest layers apart."""
        super().__init__()
        self.model, self.shared = model, shared

    def forward(self, vectors: Tensor, there: Tensor) -> tuple[Tensor, ...]:
        """Run the shared layers, the others and the heads."""
        below = self.model.below(vectors, there, self.shared)
        hidden = run(self.model.layers[self.shared :], below, there)
        return self.model.sense(hidden)[:, :, 0], self.model.tag(hidden)[:, :, 0], self.model.fit(hidden), below


def main() -> None:
    """Write network.onnx, tags.onnx, vectors.npz and vocabulary.txt.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="last.pt of sense_train.py")
    parser.add_argument("--tags", type=Path, required=True, help="tags.pt of sense_tags.py")
    parser.add_argument("--model", type=Path, required=True, help="the folder of MiniLM")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    model = pretrained(arguments.model)
    model.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu")["model"])
    tagger = Tagger(model)
    tagger.load_state_dict(torch.load(arguments.tags, map_location="cpu"))
    _vectors(model.words.weight.detach().numpy(), arguments.output / "vectors.npz")
    _vocabulary(arguments.model / "vocab.txt", arguments.output / "vocabulary.txt.gz")
    shipped, examples = Shipped(model, tagger.shared), list(_examples(arguments.output))
    even(shipped.eval(), examples)
    with torch.no_grad():
        below = [(shipped(*each)[-1], each[1]) for each in examples]
    even(tagger.eval(), below)
    write(shipped, examples, ("vectors", "sense", "tag", "wanted", "below"), arguments.output / "network.onnx")
    write(tagger, below, ("below", "bad"), arguments.output / "tags.onnx")


def _examples(folder: Path) -> Iterator[Example]:
    """The vectors of some texts, and what of them is no padding."""
    cutter = WordPiece(folder / "vocabulary.txt.gz")
    lines = [line for path in _TEXTS for line in re.split(r"[\n\t]+", path.read_text(encoding="utf-8"))]
    rows = [torch.tensor(cutter.pieces(line).numbers[:LONGEST]) for line in sorted(filter(None, lines), key=len)]
    with np.load(folder / "vectors.npz") as file:
        vectors = Vectors(file)
    for at in range(0, len(rows), _ROWS):
        numbers = nn.utils.rnn.pad_sequence(rows[at : at + _ROWS], batch_first=True)
        yield torch.tensor(vectors[numbers.numpy()]), (numbers != 0).float()


def _vectors(words: np.ndarray, path: Path) -> None:
    np.savez(path, **packed(words))
    print(path, path.stat().st_size)


def _vocabulary(old: Path, new: Path) -> None:
    new.write_bytes(gzip.compress(old.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
