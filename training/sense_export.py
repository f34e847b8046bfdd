"""Write the states of sense_train.py and sense_tags.py as what ships: ONNX in eight bits, vectors in four."""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import TRUNK, Encoder, run
from _sense_onnx import Example, even, write

from mtaudit.engines._vectors import Vectors, packed
from mtaudit.engines._wordpiece import WordPiece
from mtaudit.engines.sense import LONGEST

#: Good English, translations and their post-edits: they show how large the numbers in the network become.
_TEXTS = [
    Path(__file__).parent.parent / name for name in ("seeds/taliban-border/article.txt", "tests/data/post_edits.tsv")
]
_ROWS = 32
_UNUSED, _LATIN = re.compile(r"\[unused"), re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2000-\u2122]+")


class Trunk(nn.Module):
    """Vectors of pieces in; suspicion, tag, the wanted vector, and the hidden states out."""

    def __init__(self, model: Encoder) -> None:
        """Take the lower layers and their heads."""
        super().__init__()
        self.places, self.norm, self.layers, self.heads = model.places, model.norm, model.layers[:TRUNK], model.lower

    def forward(self, vectors: Tensor, there: Tensor) -> tuple[Tensor, ...]:
        """Run them."""
        below = run(self.layers, self.norm(vectors + self.places.weight[: vectors.shape[1]]), there)
        return self.heads.sense(below)[:, :, 0], self.heads.tag(below)[:, :, 0], self.heads.fit(below), below


class Top(nn.Module):
    """What the trunk says in; how badly each piece is put out."""

    def __init__(self, model: Encoder) -> None:
        """Take the higher layers and the head of the tags."""
        super().__init__()
        self.layers, self.tag = model.layers[TRUNK:], model.upper.tag

    def forward(self, below: Tensor, there: Tensor) -> Tensor:
        """Run them."""
        found: Tensor = self.tag(run(self.layers, below, there))
        return found[:, :, 0]


def main() -> None:
    """Write network.onnx, tags.onnx, vectors.npz and vocabulary.txt.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("state", type=Path, help="what sense_tags.py wrote")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of E5-small")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    model = Encoder().eval()
    model.load_state_dict(torch.load(arguments.state, map_location="cpu"))
    pieces = _pieces(arguments.tokenizer)
    _vectors(model.vectors().detach().numpy()[list(pieces)], arguments.output / "vectors.npz")
    _vocabulary(pieces.values(), arguments.output / "vocabulary.txt.gz")
    trunk, top, examples = Trunk(model), Top(model), list(_examples(arguments.output))
    with torch.no_grad():
        below = [(trunk(*each)[-1], each[1]) for each in examples]
    even(top, below)
    write(top, below, ("below", "bad"), arguments.output / "tags.onnx")
    even(trunk, examples)
    write(trunk, examples, ("vectors", "sense", "tag", "wanted", "below"), arguments.output / "network.onnx")


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


def _pieces(tokenizer: Path) -> dict[int, str]:
    """The pieces that English text has, by their numbers: none of other scripts, none that stand for nothing."""
    pieces = Tokenizer.from_file(str(tokenizer))
    every = {number: pieces.id_to_token(number) for number in range(pieces.get_vocab_size())}
    return {number: piece for number, piece in every.items() if not _UNUSED.match(piece) and _LATIN.fullmatch(piece)}


def _vocabulary(pieces: Iterable[str], path: Path) -> None:
    path.write_bytes(gzip.compress("".join(f"{piece}\n" for piece in pieces).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
