"""Train the layers that tell bad wording, above those of the encoder that stay as they are; no torch at run time.

First on garbled prose, then on the tags of post-edits, with some garbled prose between so that good English stays good.
"""

from __future__ import annotations

import argparse
import math
import os
import pickle
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Tagger, pretrained
from _sense_garbled import Garbler
from _sense_sentences import Sentence, batches, garbled, joined, sentences, side

_WARM = 40
#: From this part of the training on, every so many steps a state joins the mean of the last ones.
_SETTLED, _EVERY, _HELD = 0.55, 10, 8
#: How far languages with few sentences are weighed up: 0 not at all, 1 until all count alike.
_BALANCE = 0.5
#: How many of the steps on tags are on garbled prose instead.
_REPLAY = 0.12


def main() -> None:
    """One process of one or two; both step together, each on its own sentences."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("--forms", type=Path, required=True, help="forms.pkl of sense_data.py")
    parser.add_argument("--model", type=Path, required=True, help="the folder of MiniLM")
    parser.add_argument("--checkpoint", type=Path, required=True, help="last.pt of sense_train.py")
    parser.add_argument("--output", type=Path, required=True, help="tags.pt")
    parser.add_argument("--garbled", type=int, default=250_000, help="pieces of garbled prose")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        dist.init_process_group("gloo")
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    Training(arguments).run()


class Training:
    """The state of a run."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        """Read all sentences, and begin with what the encoder's own layers know."""
        self.arguments = arguments
        self.rank, self.size = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
        tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.train, self.tune = sentences(arguments.data, tokenizer)
        self.garbled = self._garbled(tokenizer)
        self.weights = _weights(self.train)
        self.encoder = pretrained(arguments.model).eval().requires_grad_(False)
        self.encoder.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu")["model"])
        self.tagger = Tagger(self.encoder, dropout=0.1).requires_grad_(True)
        self.held = list(self.tagger.parameters())
        self.optimizer = torch.optim.AdamW(self.held, lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.01)
        self.chance = np.random.default_rng(arguments.seed)

    def _garbled(self, tokenizer: Tokenizer) -> list[Sentence]:
        chance = np.random.default_rng(self.arguments.seed + 7)
        garbler = Garbler(pickle.loads(self.arguments.forms.read_bytes()), chance)
        return list(garbled(self.arguments.data, garbler, self.arguments.garbled, tokenizer))

    def run(self) -> None:
        """Train on garbled prose, then on tags; write the mean of the last states."""
        begin = time.process_time()
        first = self.own(batches(self.garbled, self.chance))
        for at, batch in enumerate(first):
            loss = self.step(batch, 2 * self.arguments.rate * _rate(at, len(first), 0.15))
            if at % 20 == 0:
                self.say(f"garbled {at} of {len(first)}: {loss:.3f}, {time.process_time() - begin:.0f} s")
        mean = _Mean(self.tagger)
        epochs = [self.own(batches(self.mixed(epoch), self.chance)) for epoch in range(self.arguments.epochs)]
        total, at = sum(map(len, epochs)), 0
        for epoch, turn in enumerate(epochs):
            replay = self.own(batches(self.garbled, self.chance))
            for batch in turn:
                again = self.chance.random() < _REPLAY
                self.step(replay.pop() if again else batch, self.arguments.rate * _rate(at, total, 0.05))
                at += 1
                if at > _SETTLED * total and at % _EVERY == 0:
                    mean.add(self.tagger)
            self.say(f"epoch {epoch}, {time.process_time() - begin:.0f} s")
            if mean.count and self.rank == 0:
                torch.save(mean.state, self.arguments.output)
                self.say(f"mean MCC {self.reached(mean.state):.3f}")

    def mixed(self, epoch: int) -> list[Sentence]:
        """Half of the documents as runs of sentences, the others sentence by sentence; by turns."""
        alone = [each for each in self.train if side(each) == epoch % 2]
        return alone + list(joined(each for each in self.train if side(each) != epoch % 2))

    def own(self, every: Iterable[list[Sentence]]) -> list[list[Sentence]]:
        """The batches of this process, as many as every other has."""
        held = list(every)
        return held[self.rank : len(held) // self.size * self.size : self.size]

    def step(self, batch: Sequence[Sentence], rate: float) -> float:
        """One step with the mean of all processes' slopes."""
        self.optimizer.param_groups[0]["lr"] = rate
        loss = self.loss(batch)
        loss.backward()
        if self.size > 1:
            flat = torch.cat([each.grad.reshape(-1) for each in self.held if each.grad is not None])
            dist.all_reduce(flat)
            at = 0
            for each in self.held:
                each.grad = (flat[at : at + each.numel()] / self.size).view_as(each)
                at += each.numel()
        nn.utils.clip_grad_norm_(self.held, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return loss.item()

    def loss(self, batch: Sequence[Sentence]) -> Tensor:
        """The mean over all tokens, those of languages with few sentences weighed up."""
        scores = self.scores(self.tagger.train(), batch)
        wanted = torch.tensor([bad for sentence in batch for bad in sentence.bad], dtype=torch.float32)
        weight = torch.tensor([self.weights.get(each.language, 1.0) for each in batch for _ in each.bad])
        each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
        return (each * weight).sum() / weight.sum()

    def scores(self, tagger: nn.Module, batch: Sequence[Sentence]) -> Tensor:
        """The scores of all tokens of all sentences in one row."""
        pieces = torch.zeros(len(batch), max(len(each.pieces) for each in batch), dtype=torch.long)
        for row, sentence in enumerate(batch):
            pieces[row, : len(sentence.pieces)] = torch.tensor(sentence.pieces)
        there = (pieces != 0).float()
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                below = self.encoder.below(self.encoder.words(pieces), there, self.tagger.shared)
            scores = tagger(below, there).float()
        return torch.cat([scores[row, sentence.first] for row, sentence in enumerate(batch)])

    @torch.no_grad()
    def reached(self, state: dict[str, Tensor]) -> float:
        """The best mean of the correlations of all languages at one threshold, on what is to tune on."""
        tagger = Tagger(self.encoder).eval()
        tagger.load_state_dict(state)
        held: dict[str, tuple[list[float], list[bool]]] = defaultdict(lambda: ([], []))
        for batch in batches(self.tune, np.random.default_rng(0)):
            for sentence, scores in zip(batch, self._apart(tagger, batch), strict=True):
                held[sentence.language][0].extend(scores)
                held[sentence.language][1].extend(sentence.bad)
        arrays = [(np.array(scores), np.array(bad)) for scores, bad in held.values()]
        return max(float(np.mean([_correlation(s >= at / 10, bad) for s, bad in arrays])) for at in range(-30, 20))

    def _apart(self, tagger: nn.Module, batch: Sequence[Sentence]) -> Iterator[list[float]]:
        scores = self.scores(tagger, batch).tolist()
        at = 0
        for sentence in batch:
            yield scores[at : at + len(sentence.bad)]
            at += len(sentence.bad)

    def say(self, text: str) -> None:
        """Print, once for all processes."""
        if self.rank == 0:
            print(text, flush=True)


class _Mean:
    """The mean of the last states."""

    def __init__(self, tagger: Tagger) -> None:
        self.state, self.count = dict(tagger.state_dict()), 0

    def add(self, tagger: Tagger) -> None:
        self.count += 1
        for name, value in tagger.state_dict().items():
            old = self.state[name]
            self.state[name] = value.clone() if self.count == 1 else old + (value - old) / min(self.count, _HELD)


def _rate(at: int, total: int, least: float) -> float:
    """Warm up, then fall."""
    return min(1, (at + 1) / _WARM) * max(least, 1 - at / total)


def _weights(held: Sequence[Sentence]) -> dict[str, float]:
    counts: dict[str, int] = defaultdict(int)
    for sentence in held:
        counts[sentence.language] += len(sentence.bad)
    return {language: (sum(counts.values()) / count / len(counts)) ** _BALANCE for language, count in counts.items()}


def _correlation(said: np.ndarray, bad: np.ndarray) -> float:
    right, wrong = float((said & bad).sum()), float((said & ~bad).sum())
    missed, passed = float((~said & bad).sum()), float((~said & ~bad).sum())
    product = (right + wrong) * (right + missed) * (passed + wrong) * (passed + missed)
    return (right * passed - wrong * missed) / math.sqrt(product) if product else 0.0


if __name__ == "__main__":
    main()
