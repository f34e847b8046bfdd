"""Train the layers above the trunk on what a larger network says, too; the mean with those of sense_tags.py ships.

They learn the tags of post-edits, and what the teacher says of these sentences and of many others: its scores and its
hidden states (sense_teacher.py). The trunk stays as it is.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

import _sense_tagging
from _sense_encoder import PAD, TRUNK, WIDTH
from _sense_lessons import Lessons, Vocabulary, lessons
from _sense_measures import mean_correlation
from _sense_rows import Forms, Labelled, batches, weights
from _sense_tagging import State, joined, own_layers, tag_loss, trained

_ROWS, _DROPOUT, _WARM = 64, 0.05, 40
#: Of ten steps so many are with sentences that people tagged; how much the teacher counts there against the tags.
_TAGGED, _TEACHER = 3, 0.75
#: How much the hidden states of the teacher count, to which the own ones are to lead.
_STATES = 0.5
#: In so many of these steps some spans that experts marked are learnt besides, and count so much.
_SPANS, _SPAN_ROWS, _SPAN_WEIGHT = 0.2, 16, 0.3
#: From this part of a run on, every so many steps a state joins the mean.
_SETTLED, _EVERY = 0.6, 5
#: So many stretches of so many states tell their mean and spread.
_STRETCHES, _STRETCH = 100, 200


class Tagging:
    """The network with all that its upper layers learn from."""

    def __init__(self, arguments: argparse.Namespace, device: torch.device) -> None:
        """Load all of it."""
        self.device = device
        self.model = trained(arguments, device)
        self.vectors = self.model.vectors().detach()
        forms = Forms(arguments.corpus / "forms.npz", device)
        self.rows = {
            name: Labelled(arguments.corpus / f"rows-{name}.npz", forms, device) for name in ("train", "tune", "spans")
        }
        self.weights = weights(self.rows["train"].language)
        self.goes_on = Vocabulary(arguments.tokenizer).goes_on.to(device)
        self.lessons = lessons(arguments.lessons)
        self.leads = nn.Linear(WIDTH, self.lessons.states.shape[1]).to(device)
        self.mean, self.spread = _spread(self.lessons)

    def run(self, steps: int, rate: float) -> State:
        """Train; the mean of the last states."""
        own = [*self.model.layers[TRUNK:].parameters(), *self.model.upper.tag.parameters()]
        for each in own:
            each.requires_grad_(True)
        own += self.leads.parameters()
        for layer in self.model.layers[TRUNK:]:
            layer.dropout = _DROPOUT
        self.model.train()
        optimizer = torch.optim.AdamW(own, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
        sizes = (self.lessons.pieces != PAD).sum(1)
        tagged = len(self.rows["train"])
        drawn = batches(sizes[:tagged], _ROWS), batches(sizes[tagged:], _ROWS)
        mean: State = {}
        count = 0
        begin = time.time()
        for step in range(steps):
            optimizer.param_groups[0]["lr"] = rate * min(1.0, (step + 1) / _WARM) * max(0.02, 1 - step / steps)
            loss = self._tagged(next(drawn[0])) if step % 10 < _TAGGED else self._taught(next(drawn[1]) + tagged)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if step > _SETTLED * steps and step % _EVERY == 0:
                count += 1
                mean = joined(mean, own_layers(self.model), count)
            if step % 100 == 0:
                print(f"{step} of {steps}, {time.time() - begin:.0f} s, loss {loss.item():.3f}", flush=True)
        return mean

    def _tagged(self, numbers: Tensor) -> Tensor:
        """The loss on sentences that people tagged, by the tags and by what the teacher says."""
        train = self.rows["train"]
        pieces, said = self._lesson(numbers)
        states = self._states(pieces)
        tag = train.rows.tag[numbers.to(self.device), : pieces.shape[1]]
        wanted = (1 - _TEACHER) * tag.float() + _TEACHER * said
        weight = self.weights[train.language[numbers.to(self.device)]]
        loss = tag_loss(self._scores(states), wanted, tag >= 0, weight)
        loss = loss + _STATES * self._astray(numbers, pieces, states)
        if torch.rand(()) < _SPANS:
            rows = self.rows["spans"].drawn(_SPAN_ROWS, 64)
            scores = self._scores(self._states(rows.pieces))
            loss = loss + _SPAN_WEIGHT * tag_loss(scores, rows.tag, rows.tag >= 0)
        return loss

    def _taught(self, numbers: Tensor) -> Tensor:
        """The loss on sentences of which only the teacher says something."""
        pieces, said = self._lesson(numbers)
        states = self._states(pieces)
        loss = tag_loss(self._scores(states), said, ~self.goes_on[pieces])
        return loss + _STATES * self._astray(numbers, pieces, states)

    def _lesson(self, numbers: Tensor) -> tuple[Tensor, Tensor]:
        """Pieces, and how likely each is bad by the teacher."""
        pieces = self.lessons.pieces[numbers]
        length = int((pieces != PAD).sum(1).max())
        said = torch.from_numpy(self.lessons.scores[numbers.numpy(), :length].astype(np.float32)).sigmoid()
        return pieces[:, :length].to(self.device), said.to(self.device)

    def _astray(self, numbers: Tensor, pieces: Tensor, states: Tensor) -> Tensor:
        """How far from the hidden states of the teacher the own ones lead, as a share of their variance."""
        begins = self.lessons.begins
        parts = [self.lessons.states[begins[number] : begins[number + 1]] for number in numbers.tolist()]
        wanted = (torch.from_numpy(np.concatenate(parts).astype(np.float32)) - self.mean) / self.spread
        with torch.autocast(self.device.type, torch.bfloat16):
            found = self.leads(states[pieces != PAD])
        return functional.mse_loss(found.float(), wanted.to(self.device))

    def _states(self, pieces: Tensor) -> Tensor:
        there = (pieces != PAD).float()
        with torch.autocast(self.device.type, torch.bfloat16):
            with torch.no_grad():
                below = self.model.trunk(self.vectors[pieces], there)
            return self.model.top(below, there)

    def _scores(self, states: Tensor) -> Tensor:
        with torch.autocast(self.device.type, torch.bfloat16):
            return self.model.upper.tag(states)[..., 0].float()

    @torch.no_grad()
    def measured(self, rows: Labelled) -> float:
        """The mean correlation over languages."""
        self.model.eval()
        parts = [self._scores(self._states(each)) for each in rows.rows.pieces.split(256)]
        return mean_correlation(torch.cat(parts).cpu().numpy(), rows)


def _spread(held: Lessons) -> tuple[Tensor, Tensor]:
    """The mean and the spread of the teacher's states."""
    begins = np.random.default_rng(0).integers(0, len(held.states) - _STRETCH, _STRETCHES)
    sample = np.concatenate([held.states[at : at + _STRETCH] for at in begins]).astype(np.float32)
    return torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0) + 1e-3)


def main() -> None:
    """Train, and write the state of sense_tags.py with the mean of its layers and the trained ones."""
    parser = _sense_tagging.parser(__doc__.split("\n")[0])
    parser.add_argument("--lessons", type=Path, required=True, help="the folder that sense_teacher.py wrote")
    parser.add_argument("--tags", type=Path, required=True, help="what sense_tags.py wrote")
    parser.add_argument("--output", type=Path, required=True, help="where the state with the mean goes")
    parser.add_argument("--steps", type=int, default=3200)
    parser.add_argument("--rate", type=float, default=3e-4)
    arguments = parser.parse_args()
    torch.manual_seed(0)
    tagging = Tagging(arguments, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    taught = tagging.run(arguments.steps, arguments.rate)
    tags = {name: value.float() for name, value in torch.load(arguments.tags, map_location=tagging.device).items()}
    mean = tags | {name: (tags[name] + value) / 2 for name, value in taught.items()}
    for name, state in (("taught", tags | taught), ("tags alone", tags), ("their mean", mean)):
        tagging.model.load_state_dict(state)
        print(f"{name}: MCC on fold 2 {tagging.measured(tagging.rows['tune']):.3f}")
    torch.save({name: value.half() for name, value in mean.items()}, arguments.output)


if __name__ == "__main__":
    main()
