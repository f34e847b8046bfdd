"""What the layers of the tags learn from: sentences, some spoilt a little, with what a larger network says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from _sense_encoder import CLOSE, MASK, OPEN, PAD, PIECES, Encoder
from _sense_rows import Labelled
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

_FUNCTION = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which"
    " one were all their has been who will more no if out so up into than them can only other could about some any"
    " would there its"
).split()
#: How many of the words are changed, by sentence.
_RATES = (0.08, 0.16, 0.28)
#: Of those, up to which share another word that fits is put, a function word is, the word goes, the next comes first.
_OTHER, _FUNCTION_WORD, _GONE = 0.62, 0.8, 0.9
_BEST = 20
_ROWS = 256


class Lessons(NamedTuple):
    """Pieces by row, what the larger network says of each, and where the hidden states of each row begin.

    ``pieces`` and ``scores`` are rows by places, ``states`` the places of all rows by the width of that network.
    """

    pieces: Tensor
    scores: NDArray[np.float16]
    begins: NDArray[np.int64]
    states: NDArray[np.float16]


def lessons(folder: Path) -> Lessons:
    """What sense_teacher.py wrote; the states stay on the disk."""
    with np.load(folder / "lessons.npz") as file:
        pieces, scores = torch.from_numpy(file["pieces"].astype(np.int64)), file["scores"]
    return Lessons(pieces, scores, beginnings(pieces), np.load(folder / "states.npy", mmap_mode="r"))


def beginnings(pieces: Tensor) -> NDArray[np.int64]:
    """Where each row begins when all that are no padding stand one after another, and where the last one ends."""
    return np.append(0, np.cumsum((pieces != PAD).sum(1).numpy()))


class Vocabulary:
    """Which pieces begin words, which are words of letters, and which function words."""

    def __init__(self, tokenizer: Path) -> None:
        pieces_of = Tokenizer.from_file(str(tokenizer))
        names = [pieces_of.id_to_token(number) for number in range(PIECES)]
        self.goes_on = torch.tensor([name.startswith("##") or name[:1] == "[" != name for name in names])
        self.is_word = torch.tensor([name.isalpha() for name in names])
        self.function = torch.tensor([names.index(word) for word in _FUNCTION])


def spoilt(train: Labelled, model: Encoder, vocabulary: Vocabulary) -> Iterator[list[int]]:
    """Each sentence with some words changed as bad translations have them: other ones, too many, too few, turned."""
    vectors = model.vectors().detach()
    for numbers in torch.argsort(train.sizes).split(_ROWS):
        pieces = train.rows.pieces[numbers, : int(train.sizes[numbers].max())]
        changed, gone, turned = _changed(pieces, model, vectors, vocabulary)
        for row, size in enumerate(train.sizes[numbers].tolist()):
            held = changed[row, :size].tolist()
            at = 1
            while at < size - 2:
                if turned[row, at] and not vocabulary.goes_on[held[at + 1 : at + 3]].any():
                    held[at], held[at + 1] = held[at + 1], held[at]
                    at += 1
                at += 1
            yield [piece for place, piece in enumerate(held) if not gone[row, place]]


def _changed(pieces: Tensor, model: Encoder, vectors: Tensor, vocabulary: Vocabulary) -> tuple[Tensor, Tensor, Tensor]:
    """Rows with other words put, which words are to go, and which are to change places with the next."""
    goes_on = vocabulary.goes_on[pieces]
    before = torch.zeros_like(goes_on)
    before[:, :-1] = goes_on[:, 1:] & (pieces[:, 1:] != CLOSE) & (pieces[:, 1:] != PAD)
    single = vocabulary.is_word[pieces] & ~goes_on & ~before & (pieces != OPEN)
    rate = torch.tensor(_RATES)[torch.randint(len(_RATES), (len(pieces), 1))]
    chosen = single & (torch.rand(pieces.shape) < rate)
    kind = torch.rand(pieces.shape)
    hidden = chosen & (kind < _OTHER)
    changed = pieces.clone()
    changed[hidden] = _fitting(pieces.masked_fill(hidden, MASK), hidden, model, vectors, vocabulary)
    function = chosen & (kind >= _OTHER) & (kind < _FUNCTION_WORD)
    changed[function] = vocabulary.function[torch.randint(len(vocabulary.function), (int(function.sum()),))]
    return changed, chosen & (kind >= _FUNCTION_WORD) & (kind < _GONE), chosen & (kind >= _GONE)


def _fitting(pieces: Tensor, hidden: Tensor, model: Encoder, vectors: Tensor, vocabulary: Vocabulary) -> Tensor:
    """A word that the network would put in each hidden place, drawn from its best ones."""
    with torch.autocast(pieces.device.type, torch.bfloat16):
        below = model.trunk(vectors[pieces], (pieces != PAD).float())
    scores = model.lower.fit(below.float()[hidden]) @ vectors.T
    best = scores.masked_fill(vocabulary.goes_on | ~vocabulary.is_word, -1e9).topk(_BEST, 1)
    return best.indices.gather(1, torch.multinomial(best.values.softmax(1), 1))[:, 0]
