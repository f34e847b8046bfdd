"""The encoder in torch: BERT of twelve small layers, started from E5-small, with heads half-way up and at the top."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

#: What stands for a hidden word, and what opens and closes a text, in the vocabulary of BERT.
MASK, OPEN, CLOSE, PAD = 103, 101, 102, 0
WIDTH, HEADS, INNER, LAYERS, PLACES, PIECES = 384, 12, 1536, 12, 512, 30522
#: So many of the lowest layers look for wrong senses; those above them serve the tags.
TRUNK = 6
#: So many numbers of a vector share a step.
GROUP = 32
# The attention of cuDNN has no slopes for a mask that all heads share.
torch.backends.cuda.enable_cudnn_sdp(False)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.dropout = 0.0
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            attended = functional.scaled_dot_product_attention(q, k, v, mask)
        else:
            attended = (q @ k.transpose(-2, -1) * (WIDTH // HEADS) ** -0.5 + mask).softmax(-1).to(v.dtype) @ v
        attended = self.out(attended.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + functional.dropout(attended, self.dropout, self.training))
        grown = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(grown, self.dropout, self.training))


class Heads(nn.Module):
    """What is asked about each piece: how suspicious, how badly put, and what would fit here."""

    def __init__(self) -> None:
        super().__init__()
        self.sense = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.tag = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.fit = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH), nn.Linear(WIDTH, WIDTH))


class Encoder(nn.Module):
    """Pieces in; the hidden states of the trunk and of the top out, with heads for both."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.lower, self.upper = Heads(), Heads()

    def forward(self, pieces: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """The hidden states of the trunk and of the top; ``there`` is 1 for pieces, 0 for padding."""
        below = self.trunk(functional.embedding(pieces, self.vectors()), there)
        return below, self.top(below, there)

    def vectors(self) -> Tensor:
        """The vectors of all pieces as they ship, in four bits; slopes pass through."""
        words = self.words.weight
        return words + (coarse(words.detach()) - words).detach()

    def trunk(self, vectors: Tensor, there: Tensor) -> Tensor:
        """What the lower layers make of the vectors of pieces."""
        return run(self.layers[:TRUNK], self.norm(vectors + self.places.weight[: vectors.shape[1]]), there)

    def top(self, below: Tensor, there: Tensor) -> Tensor:
        """What the higher layers make of that."""
        return run(self.layers[TRUNK:], below, there)


def coarse(words: Tensor) -> Tensor:
    """Vectors rounded to fifteen values, with a step for each group of numbers."""
    groups = words.view(len(words), -1, GROUP)
    step = (groups.abs().amax(-1, keepdim=True) / 7).clamp(min=1e-6).half().to(words.dtype)
    return ((groups / step).round().clamp(-7, 7) * step).view_as(words)


def run(layers: Iterable[nn.Module], x: Tensor, there: Tensor) -> Tensor:
    """What layers make of hidden states."""
    mask = torch.zeros_like(there, dtype=x.dtype).masked_fill(there == 0, -1e4)[:, None, None, :]
    for layer in layers:
        x = layer(x, mask.to(x.dtype))
    return x


def pretrained(path: Path) -> Encoder:
    """The encoder with the weights of E5-small as ONNX in eight bits."""
    graph = onnx.load(path).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    products = {node.name: node for node in graph.node if node.op_type == "MatMulInteger"}
    state = {
        "words.weight": _whole(held, "embeddings.word_embeddings.weight"),
        "places.weight": _whole(held, "embeddings.position_embeddings.weight")
        + _whole(held, "embeddings.token_type_embeddings.weight")[0],
        "norm.weight": held["embeddings.LayerNorm.weight"],
        "norm.bias": held["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        state |= _layer(held, products, number)
    model = Encoder()
    missing, unexpected = model.load_state_dict({k: torch.tensor(v) for k, v in state.items()}, strict=False)
    assert not unexpected and all(name.split(".")[0] in ("lower", "upper") for name in missing)
    return model


def _whole(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    zero = held[f"{name}_zero_point"].astype(np.float32)
    return (held[f"{name}_quantized"].astype(np.float32) - zero) * held[f"{name}_scale"]


def _layer(held: dict[str, np.ndarray], products: dict[str, onnx.NodeProto], number: int) -> dict[str, np.ndarray]:
    state = {}

    def weight(part: str) -> np.ndarray:
        node = products[f"/encoder/layer.{number}/{part}/MatMul_quant"]
        return _whole(held, node.input[1].removesuffix("_quantized")).T

    own = f"encoder.layer.{number}."
    parts = [f"attention/self/{name}" for name in ("query", "key", "value")]
    state["qkv.weight"] = np.concatenate([weight(part) for part in parts])
    state["qkv.bias"] = np.concatenate([held[f"{own}{part.replace('/', '.')}.bias"] for part in parts])
    for ours, theirs in (("out", "attention/output/dense"), ("up", "intermediate/dense"), ("down", "output/dense")):
        state[f"{ours}.weight"], state[f"{ours}.bias"] = weight(theirs), held[f"{own}{theirs.replace('/', '.')}.bias"]
    for ours, theirs in (("norm1", "attention.output.LayerNorm"), ("norm2", "output.LayerNorm")):
        state |= {f"{ours}.{kind}": held[f"{own}{theirs}.{kind}"] for kind in ("weight", "bias")}
    return {f"layers.{number}.{name}": value for name, value in state.items()}
