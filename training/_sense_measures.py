"""How far a training has come, by post-edited sentences that it does not learn from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from _measures import Words, auc, correlation
from _sense_encoder import Heads
from _sense_faults import REPLACED
from _sense_rows import Labelled
from torch import Tensor

if TYPE_CHECKING:
    from sense_train import Training


class Measures:
    """Tags by language, suspicion and choice, on sentences to tune on and on spoilt prose."""

    def __init__(self, tune: Labelled, training: Training) -> None:
        self.tune, self.training = tune, training

    @torch.no_grad()
    def report(self) -> str:
        """One line."""
        self.training.vectors = self.training.form_vectors()
        states = [self._states(at) for at in torch.arange(len(self.tune), device=self.training.device).split(128)]
        below, top = (torch.cat(each) for each in zip(*states, strict=True))
        parts = []
        for name, state, heads in (("low", below, self.training.model.lower), ("up", top, self.training.model.upper)):
            tags = heads.tag(state)[..., 0].cpu().numpy()
            area, first = self._wrong_words(heads, state)
            parts.append(f"{name}: MCC {mean_correlation(tags, self.tune):.3f}, wrong words {area:.3f}, {first}")
        return "  " + "; ".join(parts)

    def _states(self, at: Tensor) -> tuple[Tensor, Tensor]:
        pieces = self.tune.take(at, 128).pieces
        with torch.autocast(self.training.device.type, torch.bfloat16):
            below, top = self.training.model(pieces, (pieces != 0).float())
        return below.float(), top.float()

    def _wrong_words(self, heads: Heads, states: Tensor) -> tuple[float, str]:
        """How well suspicion tells wrong words, and where among the candidates the editors' words come."""
        rows, forms = self.tune.rows, self.training.forms
        held = (rows.sense >= 0) & (rows.shown >= 0)
        scores, is_wrong = heads.sense(states)[..., 0][held].cpu().numpy(), (rows.sense[held] == REPLACED).cpu().numpy()
        area = auc(scores[is_wrong], scores[~is_wrong])
        wrong = ((rows.sense == REPLACED) & (rows.meant >= 0) & (rows.shown >= 0)).nonzero(as_tuple=True)
        candidates = forms.candidates[rows.shown[wrong]]
        wanted = heads.fit(states[wrong])
        scores = torch.einsum("nd,nkd->nk", wanted, self.training.vectors[candidates.clamp(min=0)])
        scores = scores.masked_fill(candidates < 0, -1e9)
        meant = rows.meant[wrong][:, None] == candidates
        rank = (scores > scores.masked_fill(~meant, 1e9).amin(1, keepdim=True)).sum(1)
        there = meant.any(1)
        whole = wanted @ self.training.model.vectors().T
        target = rows.target[wrong]
        place = (whole > whole.gather(1, target.clamp(min=0)[:, None])).sum(1)
        single = target >= 0
        return area, (
            f"first {_share(there & (rank < 1))} three {_share(there & (rank < 3))} of candidates,"
            f" first {_share(single & (place < 1))} 40 {_share(single & (place < 40))} of all pieces"
        )


def _share(held: Tensor) -> str:
    return f"{held.float().mean().item():.3f}"


def mean_correlation(scores: np.ndarray, rows: Labelled) -> float:
    """The best mean over languages of Matthews' correlation at one threshold."""
    tags, language = rows.rows.tag.cpu().numpy(), rows.language.cpu().numpy()
    held = [(scores[(language == each)], tags[language == each]) for each in sorted(set(language.tolist()))]
    flat = [(score[tag >= 0], tag[tag >= 0] == 1) for score, tag in held]
    return max(float(np.mean([_correlation(s >= at / 10, bad) for s, bad in flat])) for at in range(-40, 30))


def _correlation(said: np.ndarray, bad: np.ndarray) -> float:
    counts = ((said & bad).sum(), (said & ~bad).sum(), (~said & bad).sum(), (~said & ~bad).sum())
    return correlation(Words(*map(int, counts)))
