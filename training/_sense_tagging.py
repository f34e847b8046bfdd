"""What the trainings of the tags share: arguments, the network to go on from, the loss, the mean of states."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from _sense_encoder import TRUNK, Encoder, pretrained
from torch import Tensor
from torch.nn import functional

State = dict[str, Tensor]


def parser(description: str) -> argparse.ArgumentParser:
    """A parser of the arguments that all of them have: corpus, model, tokenizer and state."""
    found = argparse.ArgumentParser(description=description)
    found.add_argument("corpus", type=Path, help="the output of sense_corpus.py")
    found.add_argument("--model", type=Path, required=True, help="E5-small as ONNX in eight bits")
    found.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json")
    found.add_argument("--state", type=Path, required=True, help="what sense_train.py wrote")
    return found


def trained(arguments: argparse.Namespace, device: torch.device) -> Encoder:
    """The network that sense_train.py wrote, on a device; nothing of it learns until it is asked to."""
    model = pretrained(arguments.model).to(device)
    model.load_state_dict(torch.load(arguments.state, map_location=device))
    return model.float().requires_grad_(False)


def tag_loss(scores: Tensor, wanted: Tensor, held: Tensor, weights: Tensor | None = None) -> Tensor:
    """The mean loss of scores, rows by places, against what is wanted where it is held; a row may have a weight."""
    each = functional.binary_cross_entropy_with_logits(scores[held], wanted[held].float(), reduction="none")
    weight = torch.ones_like(each) if weights is None else weights[:, None].expand_as(held)[held]
    return (each * weight).sum() / weight.sum().clamp(min=1)


def own_layers(model: Encoder) -> State:
    """The state of the layers above the trunk and of the head of the tags."""
    names = tuple(f"layers.{number}." for number in range(TRUNK, len(model.layers)))
    state = model.state_dict()
    return {k: v.detach().clone() for k, v in state.items() if k.startswith(names) or k.startswith("upper.tag.")}


def joined(mean: State, new: State, count: int) -> State:
    """The mean of so many states, of which ``mean`` is that of all but the last."""
    return {name: value if count == 1 else mean[name] + (value - mean[name]) / count for name, value in new.items()}
