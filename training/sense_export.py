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

from _sense_encoder import Encoder, pretrained


class Shipped(nn.Module):
    """What runs: vectors of pieces in; suspicion, badness and the wanted vector out, for each piece."""

    def __init__(self, model: Encoder) -> None:
        """Wrap the whole network."""
        super().__init__()
        self.model = model

    def forward(self, vectors: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Run the encoder and its heads."""
        hidden = self.model.encode(vectors, there)
        return self.model.sense(hidden)[:, :, 0], self.model.tag(hidden)[:, :, 0], self.model.fit(hidden)


def main() -> None:
    """Write network.onnx, vectors.npz and vocabulary.txt.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="the folder of MiniLM")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    model = pretrained(arguments.model)
    model.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu")["model"])
    _network(model.eval(), arguments.output / "network.onnx")
    _vectors(model.words.weight.detach().numpy(), arguments.output / "vectors.npz")
    _vocabulary(arguments.model / "vocab.txt", arguments.output / "vocabulary.txt.gz")


def _network(model: Encoder, path: Path) -> None:
    shipped = Shipped(model)
    example = torch.zeros(2, 9, model.words.weight.shape[1]), torch.ones(2, 9)
    names = {"input_names": ["vectors", "there"], "output_names": ["sense", "tag", "wanted"]}
    axes = {name: {0: "rows", 1: "length"} for names_ in names.values() for name in names_}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(shipped, example, str(whole), dynamic_axes=axes, opset_version=17, dynamo=False, **names)
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
    print(path, path.stat().st_size, onnx.load(path).opset_import[0].version)


def _vectors(words: np.ndarray, path: Path) -> None:
    """The vectors of the pieces in eight bits, with a step for each."""
    step = np.abs(words).max(1, keepdims=True) / 127
    step[step == 0] = 1
    np.savez(path, whole=np.round(words / step).astype(np.int8), step=step[:, 0].astype(np.float16))
    print(path, path.stat().st_size)


def _vocabulary(old: Path, new: Path) -> None:
    new.write_bytes(gzip.compress(old.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
