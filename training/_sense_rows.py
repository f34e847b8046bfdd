"""Rows of pieces with what is known of their words, on the device that trains; and the tables of forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from _sense_encoder import CLOSE, OPEN
from _sense_faults import REPLACED
from torch import Tensor

#: The most pieces of a word.
CUT = 8
#: How far languages with few sentences are weighed up: 0 not at all, 1 until all count alike.
_BALANCE = 0.5
#: Rows of about one length go together: so many batches are drawn and sorted at a time.
_SORTED = 10


class Rows(NamedTuple):
    """Pieces by row and place, and for the first piece of each word what is known of it, else -1.

    ``sense``: 0 as it was, 1 another word in its place, 2 hidden. ``tag``: whether it is badly put. ``shown`` and
    ``meant``: numbers of forms. ``target``: the piece that was meant, where the word meant is a single one.
    """

    pieces: Tensor
    sense: Tensor
    tag: Tensor
    shown: Tensor
    meant: Tensor
    target: Tensor


class Forms:
    """The tables of forms on the device."""

    def __init__(self, path: Path, device: torch.device) -> None:
        with np.load(path) as file:
            held = {name: torch.from_numpy(file[name].astype(_kind(file[name]))).to(device) for name in file.files}
        self.pieces, self.lengths = held["pieces"].long(), held["lengths"].long()
        self.candidates, self.odds = held["candidates"].long(), held["odds"].float()
        self.classes, self.own, self.others = held["classes"].long(), held["own"].long(), held["others"].long()
        self.function, self.often = held["function"].long(), held["often"]
        self.known = len(self.candidates)
        keys = _keys(self.pieces, self.lengths)
        keys[self.lengths == 0] = -1
        self.keys, self.order = keys[: self.known].sort()
        self.function_keys = keys[self.function].sort().values

    def numbers(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        """The number of the form that words are, given their pieces; -1 for what is none."""
        keys = _keys(pieces, lengths)
        place = torch.searchsorted(self.keys, keys).clamp(max=len(self.keys) - 1)
        return torch.where((self.keys[place] == keys) & (lengths > 0), self.order[place], -1)

    def is_function(self, pieces: Tensor, lengths: Tensor) -> Tensor:
        """Whether words are function words."""
        keys = _keys(pieces, lengths)
        place = torch.searchsorted(self.function_keys, keys).clamp(max=len(self.function_keys) - 1)
        return self.function_keys[place] == keys

    def target(self, numbers: Tensor) -> Tensor:
        """The piece of each form that is a single one, else -1."""
        held = numbers.clamp(min=0)
        single = (numbers >= 0) & (self.lengths[held] == 1)
        return torch.where(single, self.pieces[held, 0], -1)

    def drawn(self, count: int) -> Tensor:
        """Function words by their frequency."""
        return self.function[torch.multinomial(self.often, count, replacement=True)]

    def candidate(self, numbers: Tensor, kinds: Tensor) -> Tensor:
        """For each form a candidate, of the part of speech wanted where one is; -1 where there is none."""
        odds = self.odds[numbers]
        fits = (kinds[:, None] < 0) | (self.classes[numbers] == kinds[:, None])
        odds = odds * fits
        sure = odds.sum(1) > 0
        odds[~sure] = 1.0
        found = self.candidates[numbers].gather(1, torch.multinomial(odds, 1))[:, 0]
        return torch.where(sure, found, -1)


def _kind(array: np.ndarray) -> np.dtype:
    return np.dtype(np.float32 if array.dtype.kind == "f" else np.int64 if array.dtype == np.int64 else np.int32)


def _keys(pieces: Tensor, lengths: Tensor) -> Tensor:
    """One number for each run of pieces."""
    keys = torch.zeros(lengths.shape, dtype=torch.long, device=pieces.device)
    for at in range(CUT):
        keys = torch.where(at < lengths, keys * 1_000_003 + pieces[..., at] + 1, keys)
    return keys & ((1 << 62) - 1)


def laid(pieces: Tensor, lengths: Tensor, labels: dict[str, Tensor], length: int) -> Rows:
    """Slots of up to eight pieces as rows of a length, the labels at each slot's first piece."""
    rows = len(pieces)
    start = 1 + lengths.cumsum(1) - lengths
    fits = (lengths > 0) & (start + lengths <= length - 1)
    out = torch.zeros(rows, length, dtype=torch.long, device=pieces.device)
    out[:, 0] = OPEN
    row = torch.arange(rows, device=pieces.device)[:, None].expand_as(lengths)
    for at in range(CUT):
        held = fits & (at < lengths)
        out[row[held], start[held] + at] = pieces[..., at][held]
    end = torch.where(fits, start + lengths, 1).amax(1)
    out[torch.arange(rows, device=pieces.device), end] = CLOSE
    found = {}
    for name, values in labels.items():
        each = torch.full((rows, length), -1, dtype=torch.long, device=pieces.device)
        each[row[fits], start[fits]] = values[fits]
        found[name] = each
    return Rows(out, **found)


class Labelled:
    """Rows that people or a system labelled, padded to a length."""

    def __init__(self, path: Path, forms: Forms, device: torch.device) -> None:
        with np.load(path) as file:
            held = {name: file[name] for name in file.files}
        count, length = len(held["ends"]), 128
        rows = {name: np.full((count, length), -1, np.int32) for name in ("sense", "tag", "shown", "meant")}
        pieces = np.zeros((count, length), np.int32)
        begin = label = 0
        for row, (end, stop) in enumerate(zip(held["ends"], held["label_ends"], strict=True)):
            pieces[row, : end - begin] = held["pieces"][begin:end]
            for name, values in rows.items():
                values[row, held["at"][label:stop]] = held[name][label:stop]
            begin, label = end, stop
        self.language = torch.from_numpy(held["language"].astype(np.int64)).to(device)
        self.document = held["document"]
        each = {name: torch.from_numpy(values).to(device).long() for name, values in rows.items()}
        target = torch.where(each["sense"] == REPLACED, forms.target(each["meant"]), -1)
        self.rows = Rows(torch.from_numpy(pieces).to(device).long(), target=target, **each)
        self.sizes = (self.rows.pieces != 0).sum(1)

    def __len__(self) -> int:
        return len(self.sizes)

    def drawn(self, rows: int, length: int) -> Rows:
        """Rows in chance order that fit a length, as many as wanted."""
        fitting = (self.sizes <= length).nonzero()[:, 0]
        return self.take(fitting[torch.randint(len(fitting), (rows,), device=fitting.device)], length)

    def take(self, numbers: Tensor, length: int) -> Rows:
        """The rows of these numbers."""
        return Rows(*(each[numbers, :length] for each in self.rows))


def batches(sizes: Tensor, count: int) -> Iterator[Tensor]:
    """The numbers of rows in chance order without end, so many at a time, of about one length."""
    while True:
        order = torch.randperm(len(sizes), device=sizes.device)
        found: list[Tensor] = []
        for part in order.split(count * _SORTED):
            found += part[torch.argsort(sizes[part])].split(count)
        for number in torch.randperm(len(found)).tolist():
            yield found[number]


def weights(language: Tensor) -> Tensor:
    """How much a row of each language counts."""
    counts = torch.bincount(language, minlength=7).float()
    return (counts.sum() / counts / len(counts)) ** _BALANCE


def together(parts: list[Rows]) -> Rows:
    """Rows of several kinds in one."""
    return Rows(*(torch.cat(each) for each in zip(*parts, strict=True)))
