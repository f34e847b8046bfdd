"""Train the layers above the trunk to tell bad wording by the tags of post-edits; the trunk stays as it is.

Several runs of chance are averaged. How long and how fast to train was chosen by parts of the training documents.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent))

import _sense_tagging
from _sense_encoder import TRUNK, Encoder
from _sense_measures import mean_correlation
from _sense_prose import Prose
from _sense_rows import Forms, Labelled, Rows, weights
from _sense_tagging import State, joined, own_layers, tag_loss, trained

#: From this part of a run on, every so many steps a state joins the mean.
_SETTLED, _EVERY = 0.55, 5


class Tagging:
    """What all runs share: the trunk, the sentences, and prose to go on with."""

    def __init__(self, arguments: argparse.Namespace, device: torch.device) -> None:
        """Load all of it."""
        self.arguments, self.device = arguments, device
        self.model = trained(arguments, device)
        self.forms = Forms(arguments.corpus / "forms.npz", device)
        self.prose = Prose(arguments.corpus / "prose.npz", arguments.tokenizer, self.forms, device)
        self.rows = {
            name: Labelled(arguments.corpus / f"rows-{name}.npz", self.forms, device)
            for name in ("train", "tune", "spans", "round-trip")
            if (arguments.corpus / f"rows-{name}.npz").exists()
        }
        self.weights = weights(self.rows["train"].language)

    def tagged(self, numbers: Tensor, epochs: float, rate: float, dropout: float, replay: float, seed: int) -> State:
        """Train on sentences of these numbers; the mean of the last states."""
        torch.manual_seed(seed)
        model = copy.deepcopy(self.model)
        own = [*model.layers[TRUNK:].parameters(), *model.upper.tag.parameters()]
        for each in own:
            each.requires_grad_(True)
        for layer in model.layers[TRUNK:]:
            layer.dropout = dropout
        model.train()
        optimizer = torch.optim.AdamW(own, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
        size = 64
        steps = int(epochs * len(numbers) / size)
        mean: State = {}
        count = 0
        order = torch.empty(0, dtype=torch.long, device=self.device)
        for step in range(steps):
            if len(order) < size:
                order = numbers[torch.randperm(len(numbers), device=self.device)]
            taken, order = order[:size], order[size:]
            share = min(1.0, (step + 1) / 20) * max(0.03, 1 - step / steps)
            optimizer.param_groups[0]["lr"] = rate * share
            train = self.rows["train"]
            length = int(train.sizes[taken].max())
            loss = self._loss(model, train.take(taken, length), self.weights[train.language[taken]])
            if torch.rand(()) < replay:
                loss = loss + 0.5 * self._loss(model, self._again(32), None)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(own, 1.0)
            optimizer.step()
            optimizer.zero_grad()
            if step > _SETTLED * steps and step % _EVERY == 0:
                count += 1
                mean = joined(mean, own_layers(model), count)
        return mean

    def _again(self, count: int) -> Rows:
        """Garbled prose, good prose, or sentences turned there and back or marked by experts."""
        roll = int(torch.randint(4, ()))
        if roll == 0 and "round-trip" in self.rows:
            return self.rows["round-trip"].drawn(count, 64)
        if roll == 1:
            return self.rows["spans"].drawn(count, 64)
        return self.prose.garbled(count, 64) if roll == 2 else self.prose.clean(count, 64)

    def _loss(self, model: Encoder, rows: Rows, weights: Tensor | None) -> Tensor:
        scores = self._scores(model, rows.pieces)
        return tag_loss(scores, rows.tag, rows.tag >= 0, weights)

    def _scores(self, model: Encoder, pieces: Tensor) -> Tensor:
        there = (pieces != 0).float()
        with torch.autocast(self.device.type, torch.bfloat16):
            with torch.no_grad():
                below = model.trunk(model.vectors()[pieces], there)
            return model.upper.tag(model.top(below, there))[..., 0].float()

    @torch.no_grad()
    def measured(self, states: list[State], rows: Labelled, numbers: Tensor) -> np.ndarray:
        """The mean scores of several states."""
        total = np.zeros((len(numbers), 128), np.float32)
        model = copy.deepcopy(self.model).eval()
        for state in states:
            model.load_state_dict(state, strict=False)
            parts = [self._scores(model, rows.take(each, 128).pieces) for each in numbers.split(256)]
            total += torch.cat(parts).cpu().numpy() / len(states)
        return total


def main() -> None:
    """Try settings on parts of the training documents, or train and write the mean of several runs."""
    parser = _sense_tagging.parser(__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, help="where the state with the trained layers goes")
    parser.add_argument("--try", dest="tries", nargs="*", default=(), help="settings epochs:rate:dropout:replay")
    parser.add_argument("--setting", default="3:2e-4:0.1:0.3")
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--parts", type=int, default=3, help="so many parts of ten are measured on for each try")
    arguments = parser.parse_args()
    tagging = Tagging(arguments, torch.device("cuda" if torch.cuda.is_available() else "cpu"))
    for setting in arguments.tries:
        _try(tagging, setting)
    if arguments.output:
        _final(tagging)


def _numbers(setting: str) -> tuple[float, float, float, float]:
    epochs, rate, dropout, replay = map(float, setting.split(":"))
    return epochs, rate, dropout, replay


def _try(tagging: Tagging, setting: str) -> None:
    """Train without one part of the documents, measure on it and on the sentences to tune on."""
    begin = time.time()
    train, tune = tagging.rows["train"], tagging.rows["tune"]
    part = torch.from_numpy(train.document * 7919 % 10).to(tagging.device)
    everything = torch.arange(len(train), device=tagging.device)
    own, other = [], []
    for number in range(tagging.arguments.parts):
        state = tagging.tagged(everything[part != number], *_numbers(setting), seed=number)
        held = everything[part == number]
        own.append((tagging.measured([state], train, held), held))
        other.append(state)
    scores = np.full((len(train), 128), -1e3, np.float32)
    for found, held in own:
        scores[held.cpu().numpy()] = found
    seen = scores[:, 0] > -1e3
    everywhere = torch.arange(len(tune), device=tagging.device)
    each = [mean_correlation(tagging.measured([state], tune, everywhere), tune) for state in other]
    print(
        f"{setting}: left out {mean_correlation(scores[seen], _part(train, seen)):.3f}, tune"
        f" {' '.join(f'{value:.3f}' for value in each)},"
        f" together {mean_correlation(tagging.measured(other, tune, everywhere), tune):.3f},"
        f" averaged {mean_correlation(tagging.measured([_soup(other)], tune, everywhere), tune):.3f}"
        f" ({time.time() - begin:.0f} s)",
        flush=True,
    )


def _part(rows: Labelled, seen: np.ndarray) -> Labelled:
    held = copy.copy(rows)
    at = torch.from_numpy(seen).to(rows.language.device)
    held.rows = Rows(*(each[at] for each in rows.rows))
    held.language = rows.language[at]
    return held


def _soup(states: list[State]) -> State:
    mean: State = {}
    for count, state in enumerate(states, 1):
        mean = joined(mean, state, count)
    return mean


def _final(tagging: Tagging) -> None:
    train, tune = tagging.rows["train"], tagging.rows["tune"]
    everything = torch.arange(len(train), device=tagging.device)
    setting = _numbers(tagging.arguments.setting)
    states = [tagging.tagged(everything, *setting, seed=100 + run) for run in range(tagging.arguments.runs)]
    everywhere = torch.arange(len(tune), device=tagging.device)
    for name, held in (("together", states), ("averaged", [_soup(states)]), ("first", states[:1])):
        print(name, f"{mean_correlation(tagging.measured(held, tune, everywhere), tune):.3f}", flush=True)
    state = tagging.model.state_dict() | _soup(states)
    torch.save({name: value.half().cpu() for name, value in state.items()}, tagging.arguments.output)


if __name__ == "__main__":
    main()
