"""Train the layers that tell bad wording: those of the encoder above a frozen part, taught by post-edits alone.

What the frozen part says of every sentence is computed once and held in memory, so that an epoch takes a minute or two.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from _sense_encoder import Encoder, Tagger, pretrained
from _sense_labels import fold

_LONGEST = 126
_TOKENS = 1024
_WARM = 100
#: From this part of the training on, every so many steps one of the last states joins the mean that is kept.
_SETTLED, _EVERY, _HELD = 0.3, 40, 8
#: How far languages with few sentences are weighed up: 0 not at all, 1 until all count alike.
_BALANCE = 0.5


@dataclass
class Sentence:
    """A sentence in pieces, the first piece of each token, whether it is bad, and what the frozen part says."""

    language: str
    pieces: list[int]
    first: list[int]
    bad: list[bool]
    below: Tensor | None = None


def main() -> None:
    """Train, print what each epoch reaches on the sentences to tune on, and write the mean of the last states."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the data folder")
    parser.add_argument("--model", type=Path, required=True, help="the folder of MiniLM")
    parser.add_argument("--checkpoint", type=Path, required=True, help="last.pt of sense_train.py")
    parser.add_argument("--output", type=Path, required=True, help="tags.pt")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)
    encoder = pretrained(arguments.model)
    encoder.load_state_dict(torch.load(arguments.checkpoint, map_location="cpu")["model"])
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    train, tune = _sentences(arguments.data, tokenizer)
    tagger = Tagger(encoder, dropout=0.1)
    for sentences in (train, tune):
        _look_below(encoder.eval(), sentences, tagger.shared)
    torch.save(_trained(tagger, train, tune, arguments), arguments.output)


def _sentences(data: Path, tokenizer: Tokenizer) -> tuple[list[Sentence], list[Sentence]]:
    """Folds 3 to 9 train; fold 2 is to tune on; the others measure and are not read."""
    parts: tuple[list[Sentence], list[Sentence]] = ([], [])
    with (data / "mlqe_pe/dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if fold(record) > 1:
                parts[fold(record) == 2].append(_sentence(record, tokenizer))
    return parts


def _sentence(record: dict[str, Any], tokenizer: Tokenizer) -> Sentence:
    encoding = tokenizer.encode(record["mt"])
    places = {start: at for at, (start, stop) in enumerate(encoding.offsets) if stop > start and at < _LONGEST}
    held = Sentence(record["lang_pair"], encoding.ids[: _LONGEST + 1], [], [])
    end = 0
    for token, tag in zip(record["tokens"], record["tags"], strict=True):
        start = record["mt"].find(token, end)
        if start >= 0:
            end = start + len(token)
            first = next((places[at] for at in range(start, end) if at in places), None)
            if first is not None:
                held.first.append(first)
                held.bad.append(tag == "BAD")
    return held


@torch.no_grad()
def _look_below(encoder: Encoder, sentences: Sequence[Sentence], layers: int) -> None:
    order = sorted(sentences, key=lambda sentence: len(sentence.pieces))
    for start in range(0, len(order), 32):
        batch = order[start : start + 32]
        pieces = torch.zeros(len(batch), len(batch[-1].pieces), dtype=torch.long)
        for row, sentence in enumerate(batch):
            pieces[row, : len(sentence.pieces)] = torch.tensor(sentence.pieces)
        with torch.autocast("cpu", torch.bfloat16):
            below = encoder.below(encoder.words(pieces), (pieces != 0).float(), layers)
        for row, sentence in enumerate(batch):
            sentence.below = below[row, : len(sentence.pieces)].to(torch.bfloat16).clone()


def _batches(sentences: Sequence[Sentence], chance: np.random.Generator) -> Iterator[list[Sentence]]:
    """All sentences once, those of like length together, batches in chance order."""
    order = chance.permutation(len(sentences))
    order = order[np.argsort([len(sentences[at].pieces) // 6 for at in order], kind="stable")]
    groups: list[list[Sentence]] = [[]]
    for at in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(sentences[at].pieces) > _TOKENS:
            groups.append([])
        groups[-1].append(sentences[at])
    for number in chance.permutation(len(groups)):
        yield groups[number]


def _scores(tagger: nn.Module, batch: Sequence[Sentence]) -> Tensor:
    """The scores of all tokens of all sentences in one row."""
    length = max(len(sentence.pieces) for sentence in batch)
    below = torch.zeros(len(batch), length, 384)
    there = torch.zeros(len(batch), length)
    for row, sentence in enumerate(batch):
        assert sentence.below is not None
        below[row, : len(sentence.pieces)] = sentence.below
        there[row, : len(sentence.pieces)] = 1
    with torch.autocast("cpu", torch.bfloat16):
        scores = tagger(below, there).float()
    return torch.cat([scores[row, sentence.first] for row, sentence in enumerate(batch)])


def _trained(
    tagger: Tagger, train: Sequence[Sentence], tune: Sequence[Sentence], arguments: argparse.Namespace
) -> dict[str, Tensor]:
    weights = _weights(train)
    optimizer = torch.optim.AdamW(tagger.parameters(), lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.01)
    chance = np.random.default_rng(arguments.seed)
    total = arguments.epochs * sum(1 for _ in _batches(train, np.random.default_rng(0)))
    mean, step, held = dict(tagger.state_dict()), 0, 0
    for epoch in range(arguments.epochs):
        begin = time.process_time()
        for batch in _batches(train, chance):
            optimizer.param_groups[0]["lr"] = arguments.rate * min(1, (step + 1) / _WARM) * max(0.05, 1 - step / total)
            _loss(tagger.train(), batch, weights).backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            if step > _SETTLED * total and step % _EVERY == 0:
                held += 1
                mean = {
                    name: value.clone() if held == 1 else mean[name] + (value - mean[name]) / min(held, _HELD)
                    for name, value in tagger.state_dict().items()
                }
        print(epoch, round(time.process_time() - begin), "s", _reached(tagger, mean, tune), flush=True)
    return mean


def _weights(sentences: Sequence[Sentence]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for sentence in sentences:
        counts[sentence.language] = counts.get(sentence.language, 0) + len(sentence.bad)
    return {language: (sum(counts.values()) / count / len(counts)) ** _BALANCE for language, count in counts.items()}


def _loss(tagger: nn.Module, batch: Sequence[Sentence], weights: dict[str, float]) -> Tensor:
    scores = _scores(tagger, batch)
    wanted = torch.tensor([bad for sentence in batch for bad in sentence.bad], dtype=torch.float32)
    weight = torch.tensor([weights[sentence.language] for sentence in batch for _ in sentence.bad])
    each = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (each * weight).sum() / weight.sum()


@torch.no_grad()
def _reached(tagger: Tagger, state: dict[str, Tensor], sentences: Sequence[Sentence]) -> str:
    """The best mean of the correlations of all languages at one threshold, for a state."""
    own = {name: value.clone() for name, value in tagger.state_dict().items()}
    tagger.load_state_dict(state)
    languages = sorted({sentence.language for sentence in sentences})
    held: dict[str, tuple[list[float], list[bool]]] = {language: ([], []) for language in languages}
    for sentence in sentences:
        held[sentence.language][0].extend(_scores(tagger.eval(), [sentence]).tolist())
        held[sentence.language][1].extend(sentence.bad)
    tagger.load_state_dict(own)
    arrays = [(np.array(scores), np.array(bad)) for scores, bad in held.values()]
    best = max(float(np.mean([_correlation(s >= at / 10, bad) for s, bad in arrays])) for at in range(-30, 20))
    return f"mean MCC {best:.3f}"


def _correlation(said: np.ndarray, bad: np.ndarray) -> float:
    right, wrong = float((said & bad).sum()), float((said & ~bad).sum())
    missed, passed = float((~said & bad).sum()), float((~said & ~bad).sum())
    product = (right + wrong) * (right + missed) * (passed + wrong) * (passed + missed)
    return (right * passed - wrong * missed) / math.sqrt(product) if product else 0.0


if __name__ == "__main__":
    main()
