"""The encoder in torch: BERT of six small layers, started from MiniLM, with one head a question."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

#: What stands for a hidden word, and what opens and closes a text, in the vocabulary of BERT.
MASK, OPEN, CLOSE, PAD = 103, 101, 102, 0
#: How many of the highest layers the tags have for themselves.
OWN = 3


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Faster on a processor than torch's own attention, whose backward pass is slow there.
        scores = q @ k.transpose(-2, -1) * (width // self.heads) ** -0.5 + mask
        attended = scores.softmax(-1).to(v.dtype) @ v
        attended = self.out(attended.transpose(1, 2).reshape(rows, length, width))
        x = self.norm1(x + functional.dropout(attended, self.dropout, self.training))
        grown = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(grown, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces in; for each piece: how suspicious, how badly put, and what would fit here."""

    def __init__(self, config: dict[str, int], dropout: float = 0.0) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.sense = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.tag = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.fit = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width), nn.Linear(width, width))

    def forward(self, pieces: Tensor, there: Tensor) -> Tensor:
        """Hidden states; ``there`` is 1 for pieces, 0 for padding."""
        return self.encode(self.words(pieces), there)

    def encode(self, x: Tensor, there: Tensor) -> Tensor:
        return run(self.layers, self.norm(x + self.places.weight[: x.shape[1]]), there)

    def below(self, x: Tensor, there: Tensor, layers: int) -> Tensor:
        """What the lowest layers say."""
        return run(self.layers[:layers], self.norm(x + self.places.weight[: x.shape[1]]), there)


class Tagger(nn.Module):
    """Layers of its own above the lower ones of an encoder, which say how badly a piece is put."""

    def __init__(self, encoder: Encoder, dropout: float = 0.0, own: int = OWN) -> None:
        super().__init__()
        self.shared = len(encoder.layers) - own
        self.layers = copy.deepcopy(encoder.layers[self.shared :])
        self.head = copy.deepcopy(encoder.tag)
        for layer in self.layers:
            layer.dropout = dropout

    def forward(self, below: Tensor, there: Tensor) -> Tensor:
        """The badness of each piece, in logarithms of odds."""
        scores: Tensor = self.head(run(self.layers, below, there))
        return scores[:, :, 0]


def run(layers: Iterable[nn.Module], x: Tensor, there: Tensor) -> Tensor:
    """What layers make of hidden states."""
    mask = torch.zeros_like(there, dtype=x.dtype).masked_fill(there == 0, -1e4)[:, None, None, :]
    for layer in layers:
        x = layer(x, mask.to(x.dtype))
    return x


def pretrained(folder: Path, dropout: float = 0.0) -> Encoder:
    """The encoder with the weights of a sentence-transformers MiniLM."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(folder / "model.safetensors")
    model = Encoder(config, dropout)
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "places.weight": weights["embeddings.position_embeddings.weight"] + kind,
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(config["num_hidden_layers"]):
        state |= _layer(weights, number)
    missing, unexpected = model.load_state_dict(state, strict=False)
    assert not unexpected and all(name.split(".")[0] in ("sense", "tag", "fit") for name in missing)
    return model


def _layer(weights: dict[str, Tensor], number: int) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{number}.", f"layers.{number}."
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    state = {
        f"{new}{name}.{part}": weights[f"{old}{theirs}.{part}"]
        for name, theirs in names.items()
        for part in ("weight", "bias")
    }
    for part in ("weight", "bias"):
        each = [weights[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        state[f"{new}qkv.{part}"] = torch.cat(each)
    return state
