"""Train the network of the detector `sense` on the pages of sense_data.py; goes on from its last checkpoint."""

from __future__ import annotations

import argparse
import os
import pickle
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Encoder, pretrained

_TOKENS = 1024
_RIVALS = 23
_INTACT = 0.2


@dataclass
class Batch:
    """Pages of like length, and their words."""

    pieces: Tensor
    there: Tensor
    rows: Tensor
    first: Tensor
    shown: Tensor
    meant: Tensor
    sense: Tensor
    tag: Tensor
    weight: Tensor
    labelled: bool


class Pages:
    """The pages of one file."""

    def __init__(self, path: Path, labelled: bool) -> None:
        """Read the file."""
        with np.load(path) as file:
            self.columns = {name: file[name] for name in file.files}
        self.labelled = labelled
        self.ends = np.concatenate([[0], self.columns["piece_ends"]])
        self.words = np.concatenate([[0], self.columns["word_ends"]])
        self.lengths = np.diff(self.ends)

    def batches(self, chance: np.random.Generator, tokens: int = _TOKENS) -> Iterator[Batch]:
        """All pages once, sorted by length within great heaps, batches in chance order."""
        order = chance.permutation(len(self.lengths))
        order = order[np.argsort(self.lengths[order] // 6, kind="stable")]
        groups: list[np.ndarray] = []
        start = 0
        for at in range(len(order)):
            if (at + 1 - start) * self.lengths[order[at]] > tokens and at > start:
                groups.append(order[start:at])
                start = at
        groups.append(order[start:])
        for number in chance.permutation(len(groups)):
            yield self.batch(groups[number])

    def batch(self, pages: np.ndarray) -> Batch:
        """The pages of these numbers."""
        length = int(self.lengths[pages].max())
        pieces = np.zeros((len(pages), length), np.int64)
        words = [np.arange(self.words[page], self.words[page + 1]) for page in pages]
        for row, page in enumerate(pages):
            pieces[row, : self.lengths[page]] = self.columns["pieces"][self.ends[page] : self.ends[page + 1]]
        rows = np.repeat(np.arange(len(pages)), [len(each) for each in words])
        at = np.concatenate(words)
        each = {name: torch.from_numpy(self.columns[name][at].astype(np.int64)) for name in _WORDS}
        return Batch(
            torch.from_numpy(pieces),
            torch.from_numpy((pieces != 0).astype(np.float32)),
            torch.from_numpy(rows),
            weight=torch.from_numpy(self.columns["weight"][pages])[torch.from_numpy(rows)],
            labelled=self.labelled,
            **each,
        )


_WORDS = ("first", "shown", "meant", "sense", "tag")


class Rivals:
    """The forms that may stand in each other's place, and what the encoder's vocabulary says of each."""

    def __init__(self, forms: Path, tokenizer: Path, words: Tensor) -> None:
        """Cut all forms into pieces."""
        table = pickle.loads(forms.read_bytes())
        self.candidates = torch.from_numpy(table.candidates.astype(np.int64))
        names = [name for name, _ in sorted(table.number.items(), key=lambda item: item[1])]
        encoder = Tokenizer.from_file(str(tokenizer))
        encoder.no_padding()
        encoder.no_truncation()
        ids = [encoding.ids for encoding in encoder.encode_batch(names, add_special_tokens=False)]
        self.vectors = torch.stack([words[torch.tensor(each or [100])].mean(0) for each in ids])

    def drawn(self, shown: Tensor, meant: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
        """For each word the form meant, the form shown and others; what is double or nothing counts not."""
        known = self.candidates[shown.clamp(min=0)]
        # Better candidates are likelier to be drawn, by their rank.
        rank = torch.arange(known.shape[1]).float()
        noise = torch.rand(known.shape, generator=generator).clamp(min=1e-6).log().neg() * (rank + 4)
        noise[known < 0] = 1e9
        rivals = known.gather(1, noise.topk(_RIVALS, largest=False).indices)
        meant = torch.where(meant < 0, shown, meant)
        ids = torch.cat([meant[:, None], shown[:, None], rivals], 1)
        bad = ids < 0
        bad[:, 1] |= shown == meant
        bad[:, 2:] |= (rivals == meant[:, None]) | (rivals == shown[:, None])
        return ids.clamp(min=0), bad


def losses(model: Encoder, batch: Batch, rivals: Rivals, generator: torch.Generator) -> dict[str, Tensor]:
    """The losses of the three questions."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model(batch.pieces, batch.there)[batch.rows, batch.first]
        sense, tag = model.sense(hidden)[:, 0].float(), model.tag(hidden)[:, 0].float()
    seen = (batch.sense == 0) & (batch.shown >= 0) | (batch.sense == 1)
    found = {"sense": _binary(sense, (batch.sense == 1).float(), seen, batch.weight)}
    found["tag"] = _binary(tag, (batch.tag == 1).float(), batch.tag >= 0, batch.weight)
    chosen = ((batch.sense > 0) & (batch.meant >= 0)) | (
        (batch.sense == 0) & (batch.shown >= 0) & (torch.rand(batch.shown.shape, generator=generator) < _INTACT)
    )
    at = chosen.nonzero()[:, 0]
    # The place of a hidden word shows nothing; its rivals are those of the word meant.
    ids, bad = rivals.drawn(batch.shown[at], batch.meant[at], generator)
    with torch.autocast("cpu", torch.bfloat16):
        wanted = model.fit(hidden[at]).float()
    scores = torch.einsum("nd,nkd->nk", wanted, rivals.vectors[ids]).masked_fill(bad, -1e4)
    each = functional.cross_entropy(scores, torch.zeros(len(at), dtype=torch.long), reduction="none")
    found["fit"] = each.sum() / max(1, len(at))
    return found


def _binary(scores: Tensor, wanted: Tensor, held: Tensor, weight: Tensor) -> Tensor:
    each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    weight = weight * held
    return (each * weight).sum() / weight.sum().clamp(min=1)


def main() -> None:
    """One process of two; both step together, each on its own pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="the folder of MiniLM")
    parser.add_argument("--into", type=Path, required=True, help="where checkpoints go")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--decay", type=int, default=0, help="the last so many steps fall to a tenth of the rate")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--human", type=float, default=0.25, help="how much of the batches people labelled")
    parser.add_argument("--frozen", type=int, default=2, help="so many lowest layers stay as they are")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rank, size = int(os.environ.get("RANK", "0")), int(os.environ.get("WORLD_SIZE", "1"))
    if size > 1:
        dist.init_process_group("gloo")
    torch.set_num_threads(1)
    arguments.into.mkdir(parents=True, exist_ok=True)
    Training(arguments, rank, size).run()


class Training:
    """The state of a run."""

    def __init__(self, arguments: argparse.Namespace, rank: int, size: int) -> None:
        """Begin, or go on from the last checkpoint."""
        self.arguments, self.rank, self.size = arguments, rank, size
        torch.manual_seed(arguments.seed)
        self.model = pretrained(arguments.model)
        # What the lowest layers know is general, and to leave them as they are saves a third of the time.
        for each in (self.model.words, self.model.places, self.model.norm, *self.model.layers[: arguments.frozen]):
            each.requires_grad_(False)
        self.rivals = Rivals(
            arguments.pages / "forms.pkl", arguments.model / "tokenizer.json", self.model.words.weight.data
        )
        self.held = [each for each in self.model.parameters() if each.requires_grad]
        heads = [p for n, p in self.model.named_parameters() if n.split(".")[0] in ("sense", "tag", "fit")]
        body = [p for p in self.held if all(p is not head for head in heads)]
        groups = [{"params": body, "lr": arguments.rate}, {"params": heads, "lr": 3 * arguments.rate}]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
        self.rates = [group["lr"] for group in groups]
        self.step = 0
        self.checkpoint = arguments.into / "last.pt"
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def run(self) -> None:
        """Train until the last step."""
        generator = torch.Generator().manual_seed(self.arguments.seed + 1000 * self.step + self.rank)
        chance = np.random.default_rng(self.arguments.seed + 1000 * self.step + self.rank)
        streams = self.prose(chance), self.human(chance)
        turns = np.random.default_rng(self.step)
        sums: dict[str, list[float]] = {}
        begin, words = time.time(), 0
        while self.step < self.arguments.steps:
            human = bool(turns.random() < self.arguments.human)
            batch = next(streams[human])
            self.set_rate()
            found = losses(self.model, batch, self.rivals, generator)
            loss = found["sense"] * 2 + found["fit"] * 0.7 + found["tag"] * (1.0 if human else 0.3)
            loss.backward()
            self.update()
            words += len(batch.rows)
            for name, value in found.items():
                sums.setdefault(f"{'human' if human else 'prose'} {name}", []).append(value.item())
            self.step += 1
            if self.step % 25 == 0 and self.rank == 0:
                report = ", ".join(f"{name} {np.mean(values):.3f}" for name, values in sorted(sums.items()))
                print(f"{self.step} {words * self.size / (time.time() - begin):.0f} words/s {report}", flush=True)
                sums, begin, words = {}, time.time(), 0
            if self.step % 50 == 0 or self.step == self.arguments.steps:
                self.save()

    def set_rate(self) -> None:
        """Warm up, stay, fall."""
        share = min(1.0, (self.step + 1) / 50)
        left = self.arguments.steps - self.step
        if self.arguments.decay and left < self.arguments.decay:
            share *= 0.05 + 0.95 * left / self.arguments.decay
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share

    def update(self) -> None:
        """One step with the mean of all processes' slopes."""
        if self.size > 1:
            flat = torch.cat([(torch.zeros_like(p) if p.grad is None else p.grad).reshape(-1) for p in self.held])
            dist.all_reduce(flat)
            flat /= self.size
            at = 0
            for each in self.held:
                each.grad = flat[at : at + each.numel()].view_as(each)
                at += each.numel()
        torch.nn.utils.clip_grad_norm_(self.held, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()

    def save(self) -> None:
        """Keep the last state, whole or not at all."""
        if self.rank == 0:
            state = {"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step}
            torch.save(state, self.checkpoint.with_suffix(".new"))
            self.checkpoint.with_suffix(".new").rename(self.checkpoint)

    def prose(self, chance: np.random.Generator) -> Iterator[Batch]:
        """The shards that are there, the next one as soon as it is made; the pages of a shard part by process."""
        number, done = self.step // 150, 0
        while True:
            paths = sorted(self.arguments.pages.glob("prose-??.npz"))
            path = paths[number % len(paths)]
            order = np.random.default_rng(number)
            for at, batch in enumerate(Pages(path, False).batches(order)):
                if at % self.size == self.rank:
                    yield batch
            number += 1
            done += 1

    def human(self, chance: np.random.Generator) -> Iterator[Batch]:
        """The post-edited sentences, and now and then a run of the expert spans."""
        edited = Pages(self.arguments.pages / "labels-train.npz", True)
        spans = Pages(self.arguments.pages / "labels-spans.npz", True)
        other = spans.batches(chance)
        while True:
            for batch in edited.batches(chance):
                yield batch
                if chance.random() < 0.15:
                    after = next(other, None)
                    if after is None:
                        other = spans.batches(chance)
                    else:
                        yield after


if __name__ == "__main__":
    main()
