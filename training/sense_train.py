"""Train the network of the detector `sense` on what sense_corpus.py made; one GPU, some minutes."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))

from _sense_encoder import MASK, Heads, pretrained
from _sense_faults import INTACT, REPLACED
from _sense_measures import Measures
from _sense_prose import Prose
from _sense_rows import Forms, Labelled, Rows, together

_RIVALS = 23
_INTACT = 0.2
#: The parts of a batch: replaced words, garbled stretches, words of the network's own choice, sentences turned there
#: and back, and from the second half on post-edited sentences and expert spans.
_PARTS = {"spoilt": 0.58, "garbled": 0.1, "guessed": 0.16, "round-trip": 0.12, "train": 0.02, "spans": 0.02}
_LENGTHS = (64, 128)
#: From this part of the training on, people's labels take part.
_LATE = 0.5
#: The losses of the trunk count as much as those of the top, which teaches it besides.
_TAUGHT = 0.5


class Training:
    """The state of a run."""

    def __init__(self, arguments: argparse.Namespace, device: torch.device) -> None:
        """Load the encoder and all that it learns from."""
        self.arguments, self.device = arguments, device
        torch.manual_seed(arguments.seed)
        self.model = pretrained(arguments.model).to(device)
        if arguments.start:
            self.model.load_state_dict(torch.load(arguments.start, map_location=device))
        self.forms = Forms(arguments.corpus / "forms.npz", device)
        self.prose = Prose(arguments.corpus / "prose.npz", arguments.tokenizer, self.forms, device)
        paths = {name: arguments.corpus / f"rows-{name}.npz" for name in ("round-trip", "train", "spans")}
        self.labelled = {n: Labelled(path, self.forms, device) for n, path in paths.items() if path.exists()}
        self.measures = Measures(Labelled(arguments.corpus / "rows-tune.npz", self.forms, device), self)
        heads = [*self.model.lower.parameters(), *self.model.upper.parameters()]
        own = {id(each) for each in heads}
        words = [self.model.words.weight]
        body = [p for p in self.model.parameters() if id(p) not in own and p is not words[0]]
        rates = (arguments.rate, 2 * arguments.rate, 0.5 * arguments.rate)
        groups = [{"params": each, "lr": rate} for each, rate in zip((body, heads, words), rates, strict=True)]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=device.type == "cuda")
        self.rates = rates
        self.vectors = torch.empty(0)
        if arguments.compile:
            self.model.trunk = torch.compile(self.model.trunk)  # type: ignore[method-assign]
            self.model.top = torch.compile(self.model.top)  # type: ignore[method-assign]

    def run(self) -> None:
        """Train until the last step; write the state in half precision."""
        begin = time.time()
        sums: dict[str, float] = {}
        steps = self.arguments.steps
        for step in range(steps):
            if step % 25 == 0:
                self.vectors = self.form_vectors()
            done = max(step / steps, (time.time() - begin) / self.arguments.seconds)
            self._set_rate(min(done, 1.0))
            found = self.losses(together(list(self.batch(step, done > _LATE))))
            loss: Tensor = sum(found.values(), start=torch.zeros((), device=self.device))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad(set_to_none=True)
            if step in (2, 20) and not torch.isfinite(loss):
                raise SystemExit(
                    f"the losses are no numbers: { {name: value.item() for name, value in found.items()} }"
                )
            if step % 10 == 0:
                for name, value in found.items():
                    sums[name] = 0.8 * sums.get(name, value.item()) + 0.2 * value.item()
            if step % 100 == 0 or step == steps - 1:
                report = ", ".join(f"{name} {value:.3f}" for name, value in sorted(sums.items()))
                speed = (step + 1) * self.arguments.pieces / (time.time() - begin)
                print(f"{step} {time.time() - begin:.0f} s, {speed:.0f} pieces/s: {report}", flush=True)
            if step % self.arguments.measure == self.arguments.measure - 1 or step == steps - 1:
                print(self.measures.report(), flush=True)
            if time.time() - begin > self.arguments.seconds:
                break
        self.arguments.output.parent.mkdir(parents=True, exist_ok=True)
        torch.save({name: value.half().cpu() for name, value in self.model.state_dict().items()}, self.arguments.output)

    def _set_rate(self, done: float) -> None:
        """Warm up, then fall in a line to a fiftieth."""
        share = min((done + 1e-3) / 0.05, max(0.02, 1 - done))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share

    def batch(self, step: int, late: bool) -> Iterator[Rows]:
        """The parts of one step, all of one length."""
        length = _LENGTHS[step % len(_LENGTHS)]
        rows = self.arguments.pieces // length
        for name, part in _PARTS.items():
            count = max(2, round(part * rows))
            if name == "spoilt":
                yield self.prose.spoilt(count, length)
            elif name == "garbled":
                yield self.prose.garbled(count, length)
            elif name == "guessed":
                yield self.guessed(self.prose.clean(count, length))
            elif name in self.labelled and (late or name == "round-trip"):
                yield self.labelled[name].drawn(count, length)

    @torch.no_grad()
    def guessed(self, rows: Rows) -> Rows:
        """Rows in which some words are what the network itself would put there."""
        hidden = (rows.tag == 0) & (torch.rand(rows.tag.shape, device=self.device) < 0.15)
        pieces = torch.where(hidden, MASK, rows.pieces)
        with torch.autocast(self.device.type, torch.bfloat16):
            _, top = self.model(pieces, (pieces != 0).float())
            at = hidden.nonzero(as_tuple=True)
            chances = self.model.upper.fit(top[at]) @ self.model.vectors().T
        put = torch.multinomial(chances.float().softmax(-1), 1)[:, 0]
        pieces = rows.pieces.clone()
        pieces[at] = put
        changed = pieces != rows.pieces
        target = torch.where(changed, rows.pieces, -1)
        return rows._replace(pieces=pieces, tag=torch.where(changed, 1, rows.tag), target=target)

    @torch.no_grad()
    def form_vectors(self) -> Tensor:
        """The vectors of all forms: the mean of their pieces, as they ship."""
        pieces, lengths = self.forms.pieces, self.forms.lengths.clamp(min=1)
        total = torch.zeros(len(pieces), self.model.words.weight.shape[1], device=self.device)
        words = self.model.vectors()
        for at in range(pieces.shape[1]):
            total += words[pieces[:, at]] * (at < lengths)[:, None]
        return total / lengths[:, None]

    def losses(self, rows: Rows) -> dict[str, Tensor]:
        """The losses of the three questions, asked half-way up and at the top."""
        with torch.autocast(self.device.type, torch.bfloat16):
            hidden = self.model(rows.pieces, (rows.pieces != 0).float())
        found: dict[str, Tensor] = {}
        chosen = ((rows.sense > INTACT) & (rows.meant >= 0)) | (
            (rows.sense == INTACT) & (rows.shown >= 0) & (torch.rand(rows.sense.shape, device=self.device) < _INTACT)
        )
        chosen, named = chosen.nonzero(as_tuple=True), (rows.target >= 0).nonzero(as_tuple=True)
        ids, bad = self.drawn(rows.shown[chosen], rows.meant[chosen])
        rivals = self.vectors[ids]
        words = self.model.vectors()
        teacher: tuple[Tensor, Tensor] | None = None
        for name, heads, states in (("up", self.model.upper, hidden[1]), ("low", self.model.lower, hidden[0])):
            found |= {f"{key} {name}": each for key, each in self._binary(rows, heads, states).items()}
            with torch.autocast(self.device.type, torch.bfloat16):
                fits = torch.einsum("nd,nkd->nk", heads.fit(states[chosen]), rivals.to(states.dtype)).float()
                pieces = (heads.fit(states[named]) @ words.T).float()
            fits = fits.masked_fill(bad, -1e4)
            right = torch.zeros(len(fits), dtype=torch.long, device=self.device)
            found[f"fit {name}"] = 0.7 * functional.cross_entropy(fits, right)
            found[f"piece {name}"] = 0.5 * functional.cross_entropy(pieces, rows.target[named])
            if teacher:
                taught = 0.7 * functional.cross_entropy(fits, teacher[0])
                found["taught"] = _TAUGHT * (taught + 0.5 * functional.cross_entropy(pieces, teacher[1]))
            teacher = fits.detach().softmax(-1), pieces.detach().softmax(-1)
        return found

    def _binary(self, rows: Rows, heads: Heads, states: Tensor) -> dict[str, Tensor]:
        held = (rows.sense == INTACT) & (rows.shown >= 0) | (rows.sense == REPLACED)
        tagged = rows.tag >= 0
        with torch.autocast(self.device.type, torch.bfloat16):
            sense, tag = heads.sense(states[held])[:, 0].float(), heads.tag(states[tagged])[:, 0].float()
        return {
            "sense": 2 * functional.binary_cross_entropy_with_logits(sense, (rows.sense[held] == REPLACED).float()),
            "tag": functional.binary_cross_entropy_with_logits(tag, rows.tag[tagged].float()),
        }

    def drawn(self, shown: Tensor, meant: Tensor) -> tuple[Tensor, Tensor]:
        """For each word the form meant, the form shown and others; what is double or nothing counts not."""
        known = self.forms.candidates[torch.where(shown < 0, meant, shown)]
        rank = torch.arange(known.shape[1], device=self.device).float()
        # Better candidates are likelier to be drawn, by their rank.
        noise = torch.rand(known.shape, device=self.device).clamp(min=1e-6).log().neg() * (rank + 4)
        noise[known < 0] = 1e9
        rivals = known.gather(1, noise.topk(_RIVALS, largest=False).indices)
        meant = torch.where(meant < 0, shown, meant)
        ids = torch.cat([meant[:, None], shown[:, None], rivals], 1)
        bad = ids < 0
        bad[:, 1] |= shown == meant
        bad[:, 2:] |= (rivals == meant[:, None]) | (rivals == shown[:, None])
        return ids.clamp(min=0), bad


def main() -> None:
    """Train, and write the state."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="the output of sense_corpus.py")
    parser.add_argument("--model", type=Path, required=True, help="E5-small as ONNX in eight bits")
    parser.add_argument("--tokenizer", type=Path, required=True, help="its tokenizer.json")
    parser.add_argument("--output", type=Path, required=True, help="where the state goes")
    parser.add_argument("--start", type=Path, help="a state to go on from")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--pieces", type=int, default=131072, help="pieces in a step")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so long")
    parser.add_argument("--compile", action="store_true", help="faster steps after a minute of compiling")
    parser.add_argument("--measure", type=int, default=250, help="measure every so many steps")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    Training(arguments, torch.device("cuda" if torch.cuda.is_available() else "cpu")).run()


if __name__ == "__main__":
    main()
