"""Write a checkpoint of sense_train.py as what ships: ONNX in eight bits, vectors in four, vocabulary."""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parent))

sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Encoder, Tagger, pretrained, run

from mtaudit.engines._vectors import packed
from mtaudit.engines._wordpiece import WordPiece
from mtaudit.engines.sense import UNFUSED

#: Any English text: what is too large for eight bits is so in every text, at the mark that opens it.
_EXAMPLE = Path(__file__).parent.parent / "seeds/taliban-border/article.txt"
_ROWS = 12
#: The share of the numbers that go into a layer which sets how large the others may be.
_USUAL = 0.99
#: The layers into which some numbers go that are many times as large as all others.
_UNEVEN = ("up", "down")


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


class Even(nn.Module):
    """A layer whose input is divided before, and its weights multiplied, so that no number needs most of eight bits."""

    def __init__(self, layer: nn.Linear, scale: Tensor) -> None:
        """Wrap a layer."""
        super().__init__()
        self.layer, self.scale = layer, nn.Buffer(1 / scale)
        layer.weight.data *= scale

    def forward(self, x: Tensor) -> Tensor:
        """Do what the layer did."""
        return self.layer(x * self.scale)


@torch.no_grad()
def even(module: nn.Module, example: tuple[Tensor, Tensor]) -> None:
    """Make the inputs of layers even in all of a module, as an example shows how large they are."""
    layers = [
        each for each in module.modules() if any(isinstance(getattr(each, name, None), nn.Linear) for name in _UNEVEN)
    ]
    held: dict[nn.Module, Tensor] = {}

    def keep(layer: nn.Module, given: tuple[Tensor]) -> None:
        held[layer] = given[0].abs().amax((0, 1))

    hooks = [getattr(each, name).register_forward_pre_hook(keep) for each in layers for name in _UNEVEN]
    module(*example)
    for hook in hooks:
        hook.remove()
    for each in layers:
        for name in _UNEVEN:
            largest = held[getattr(each, name)]
            scale = (largest / largest.quantile(_USUAL)).clamp(min=1)
            setattr(each, name, Even(getattr(each, name), scale))


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
    _vocabulary(arguments.model / "vocab.txt", arguments.output / "vocabulary.txt.gz")
    shipped, example = Shipped(model, tagger.shared).eval(), _example(model, arguments.output / "vocabulary.txt.gz")
    even(shipped, example)
    below = shipped(*example)[-1].detach(), example[1]
    even(tagger.eval(), below)
    network(shipped, example, ("vectors", "sense", "tag", "wanted", "below"), arguments.output / "network.onnx")
    network(tagger, below, ("below", "bad"), arguments.output / "tags.onnx")
    _vectors(model.words.weight.detach().numpy(), arguments.output / "vectors.npz")


def _example(model: Encoder, vocabulary: Path) -> tuple[Tensor, Tensor]:
    """The vectors of some paragraphs, and what of them is no padding."""
    cutter = WordPiece(vocabulary)
    lines = sorted(_EXAMPLE.read_text(encoding="utf-8").splitlines(), key=len)[-_ROWS:]
    rows = [torch.tensor(cutter.pieces(line).numbers) for line in lines]
    numbers = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return model.words(numbers).detach(), (numbers != 0).float()


def network(module: nn.Module, example: tuple[Tensor, Tensor], names: tuple[str, ...], path: Path) -> None:
    """Write a module of two inputs, the second always the same, as it will run."""
    named = {"input_names": [names[0], "there"], "output_names": list(names[1:])}
    axes = {name: {0: "rows", 1: "length"} for each in named.values() for name in each}
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        arguments = {"dynamic_axes": axes, "opset_version": 17, "dynamo": False, **named}
        torch.onnx.export(module, example, str(whole), **arguments)
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        _optimised(small, path)
    print(path, path.stat().st_size, onnx.load(path).opset_import[0].version)


def _optimised(old: Path, new: Path) -> None:
    """Join operations; what is joined here need not be joined at each start."""
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(new)
    InferenceSession(str(old), options, providers=["CPUExecutionProvider"], disabled_optimizers=UNFUSED)


def _vectors(words: np.ndarray, path: Path) -> None:
    np.savez(path, **packed(words))
    print(path, path.stat().st_size)


def _vocabulary(old: Path, new: Path) -> None:
    new.write_bytes(gzip.compress(old.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    main()
