"""Write a checkpoint of sense_train.py as what ships: ONNX in eight bits, vectors, vocabulary."""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))

sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Encoder, Tagger, pretrained, run

from mtaudit.engines._vectors import packed

_WIDTH = 384


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
    _network(
        Shipped(model, tagger.shared), ("vectors", "sense", "tag", "wanted", "below"), arguments.output / "network.onnx"
    )
    _network(tagger, ("below", "bad"), arguments.output / "tags.onnx")
    _vectors(model.words.weight.detach().numpy(), arguments.output / "vectors.npz")
    _vocabulary(arguments.model / "vocab.txt", arguments.output / "vocabulary.txt.gz")


def _network(module: nn.Module, names: tuple[str, ...], path: Path) -> None:
    """Write a module of two inputs, the second always the same."""
    example = torch.zeros(2, 9, _WIDTH), torch.ones(2, 9)
    named = {"input_names": [names[0], "there"], "output_names": list(names[1:])}
    axes = {name: {0: "rows", 1: "length"} for each in named.values() for name in each}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        arguments = {"dynamic_axes": axes, "opset_version": 17, "dynamo": False, **named}
        torch.onnx.export(module.eval(), example, str(whole), **arguments)
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    print(path, path.stat().st_size, onnx.load(path).opset_import[0].version)


def _vectors(words: np.ndarray, path: Path) -> None:
    np.savez(path, **packed(words))
    print(path, path.stat().st_size)


def _vocabulary(old: Path, new: Path) -> None:
    new.write_bytes(gzip.compress(old.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
