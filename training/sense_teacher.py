"""Train a larger network on the tags of post-edits, and let it mark what the layers of the tags learn from.

MPNet has 110 M parameters, too many to ship: the product's network learns what it says. Needs transformers besides.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import MPNetModel

sys.path.insert(0, str(Path(__file__).parent))

import _sense_tagging
from _sense_encoder import CLOSE, MASK, OPEN, PAD
from _sense_lessons import Vocabulary, beginnings, spoilt
from _sense_measures import mean_correlation
from _sense_rows import Forms, Labelled, batches, weights
from _sense_tagging import tag_loss, trained

_WIDTH = 768
#: Where its vocabulary is not BERT's with four pieces before.
_OFFSET, _OWN = 4, {PAD: 1, OPEN: 0, CLOSE: 2, 100: 3, MASK: 30526}
#: Each layer learns so much slower than the one above, the table of distances so much, the head so much faster.
_SLOWER, _DISTANCES, _HEAD = 0.9, 0.4, 10.0
_ROWS, _MARKED, _WARM = 32, 64, 60
#: So many sentences marked by experts and turned there and back are marked besides, none of them longer.
_BESIDES, _LONGEST = 6000, 80


class Teacher(nn.Module):
    """MPNet with a head for the badness of each piece."""

    def __init__(self, folder: Path) -> None:
        """Load MPNet; its vectors of the pieces stay as they are."""
        super().__init__()
        self.body = MPNetModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        self.body.embeddings.requires_grad_(False)
        self.head = nn.Linear(_WIDTH, 1)
        nn.init.normal_(self.head.weight, 0, 0.02)
        nn.init.constant_(self.head.bias, -1.0)

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """The scores of pieces, rows by places, and the hidden states of the last layer."""
        own = pieces + _OFFSET
        for piece, number in _OWN.items():
            own[pieces == piece] = number
        with torch.autocast(pieces.device.type, torch.bfloat16):
            states = self.body(own, attention_mask=(pieces != PAD).long()).last_hidden_state.float()
        return self.head(states)[..., 0], states

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.head.weight.device

    def groups(self) -> Iterator[tuple[list[nn.Parameter], float]]:
        """Its parameters, and how fast each group learns."""
        layers = self.body.encoder.layer
        for number, layer in enumerate(layers):
            yield list(layer.parameters()), _SLOWER ** (len(layers) - 1 - number)
        yield list(self.body.encoder.relative_attention_bias.parameters()), _DISTANCES
        yield list(self.head.parameters()), _HEAD


def main() -> None:
    """Train, report on the sentences to tune on, and write what it says of all others."""
    parser = _sense_tagging.parser(__doc__.split("\n")[0])
    parser.add_argument("--teacher", type=Path, required=True, help="the folder of all-mpnet-base-v2")
    parser.add_argument("--output", type=Path, required=True, help="the folder of the lessons")
    parser.add_argument("--epochs", type=float, default=2.5)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--variants", type=int, default=4, help="how often each sentence is spoilt")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    here = torch.device("cpu")
    forms = Forms(arguments.corpus / "forms.npz", here)
    rows = {
        name: Labelled(arguments.corpus / f"rows-{name}.npz", forms, here)
        for name in ("train", "tune", "spans", "round-trip")
    }
    teacher = Teacher(arguments.teacher).to(device)
    _train(teacher, rows["train"], arguments.epochs, arguments.rate)
    found = _marked(teacher, rows["tune"].rows.pieces).astype(np.float32)
    print(f"tags of fold 2: MCC {mean_correlation(found, rows['tune']):.3f}", flush=True)
    pieces = torch.cat([rows["train"].rows.pieces, _more(arguments, rows)])
    shape = (int(beginnings(pieces)[-1]), _WIDTH)
    states = np.lib.format.open_memmap(arguments.output / "states.npy", "w+", np.float16, shape)
    scores = _marked(teacher, pieces, states)
    np.savez_compressed(arguments.output / "lessons.npz", pieces=pieces.numpy().astype(np.uint16), scores=scores)
    print(len(pieces), "sentences,", len(states), "states")


def _train(teacher: Teacher, train: Labelled, epochs: float, rate: float) -> None:
    groups = [{"params": held, "lr": rate * speed, "speed": speed} for held, speed in teacher.groups()]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    by_language = weights(train.language)
    steps = int(epochs * len(train) / _ROWS)
    begin = time.time()
    teacher.train()
    for step, numbers in zip(range(steps), batches(train.sizes, _ROWS), strict=False):
        share = min(1.0, (step + 1) / _WARM) * max(0.02, 1 - step / steps)
        for group in optimizer.param_groups:
            group["lr"] = rate * group["speed"] * share
        rows = train.take(numbers, int(train.sizes[numbers].max()))
        scores = teacher(rows.pieces.to(teacher.device))[0].to(rows.tag.device)
        loss = tag_loss(scores, rows.tag, rows.tag >= 0, by_language[train.language[numbers]])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        if step % 100 == 0:
            print(f"{step} of {steps}, {time.time() - begin:.0f} s, loss {loss.item():.3f}", flush=True)
    teacher.eval()


def _more(arguments: argparse.Namespace, rows: dict[str, Labelled]) -> Tensor:
    """The training sentences spoilt some times, and others."""
    model = trained(arguments, torch.device("cpu")).eval()
    vocabulary = Vocabulary(arguments.tokenizer)
    found = [each for _ in range(arguments.variants) for each in spoilt(rows["train"], model, vocabulary)]
    for name in ("spans", "round-trip"):
        other = rows[name]
        fitting = (other.sizes <= _LONGEST).nonzero()[:, 0]
        drawn = fitting[torch.randperm(len(fitting))[:_BESIDES]].tolist()
        found += [other.rows.pieces[number, : int(other.sizes[number])].tolist() for number in drawn]
    pieces = torch.full((len(found), rows["train"].rows.pieces.shape[1]), PAD)
    for row, each in enumerate(found):
        pieces[row, : len(each)] = torch.tensor(each)
    return pieces


@torch.inference_mode()
def _marked(teacher: Teacher, pieces: Tensor, states: np.ndarray | None = None) -> np.ndarray:
    """The scores of all pieces; their hidden states go where they are wanted, those of one row after another."""
    sizes, begins = (pieces != PAD).sum(1), beginnings(pieces)
    scores = np.full(pieces.shape, -1e3, np.float16)
    for numbers in torch.argsort(sizes).split(_MARKED):
        length = int(sizes[numbers].max())
        said, held = teacher(pieces[numbers, :length].to(teacher.device))
        scores[numbers.numpy(), :length] = said.cpu().numpy()
        for row, number in enumerate(numbers.tolist() if states is not None else ()):
            states[begins[number] : begins[number + 1]] = held[row, : sizes[number]].half().cpu().numpy()
    return scores


if __name__ == "__main__":
    main()
