"""Prose with planted faults, made by the thousand rows at once on the device that trains."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from _sense_encoder import MASK, PIECES
from _sense_faults import HIDDEN, INTACT, NOUN_BEFORE, REPLACED, VERB_BEFORE
from _sense_rows import CUT, Forms, Rows, laid
from tokenizers import Tokenizer
from torch import Tensor

#: Set in the number of a piece that begins with a capital.
_CAPITAL = 1 << 15
_RATES = (0.0, 0.05, 0.1, 0.16, 0.22)
_HIDDEN, _HIDDEN_ANY = 0.08, 0.06
#: How much of a row is garbled, and how long the stretches are.
_LEVELS = (0.0, 0.08, 0.2, 0.35, 0.6)
_LENGTHS = (1, 1, 1, 2, 2, 3, 4, 6, 8)
_NOUN, _VERB = 2, 3
assert PIECES < _CAPITAL


class Prose:
    """Clean prose on the device; draws rows of it, with faults."""

    def __init__(self, path: Path, tokenizer: Path, forms: Forms, device: torch.device) -> None:
        pieces_of = Tokenizer.from_file(str(tokenizer))
        vocabulary = [pieces_of.id_to_token(number) for number in range(pieces_of.get_vocab_size())]
        with np.load(path) as file:
            pieces, ends = file["pieces"], file["ends"]
        self.forms, self.device = forms, device
        begins = np.array([not each.startswith("##") for each in vocabulary])
        whole = (pieces & (_CAPITAL - 1)).astype(np.int64)
        start = np.flatnonzero(begins[whole])
        document = np.searchsorted(ends, start, side="right")
        marks = {vocabulary.index(each) for each in (*".!?:;\"'(•-", "“", "”", "‘", "’")}
        after_mark = np.isin(whole[np.maximum(start - 1, 0)], list(marks)) | np.isin(start, np.append(0, ends))
        name = ((pieces[start] & _CAPITAL) > 0) & ~after_mark
        stop = np.append(start[1:], len(whole))
        self.pieces = torch.from_numpy(whole.astype(np.int32)).to(device)
        self.start = torch.from_numpy(start).to(device)
        self.length = torch.from_numpy(np.minimum(stop - start, CUT)).to(device)
        self.document = torch.from_numpy(document.astype(np.int32)).to(device)
        self.name = torch.from_numpy(name).to(device)
        ends_sentence = np.isin(whole[np.maximum(start - 1, 0)], [vocabulary.index(each) for each in ".!?"])
        first = ends_sentence & begins[whole[start]] | np.isin(start, np.append(0, ends))
        self.sentences = torch.from_numpy(np.flatnonzero(first)).to(device)
        self.is_word = torch.from_numpy(np.array([each.isalpha() for each in vocabulary])).to(device)
        self.noun_before = self._listed(vocabulary, NOUN_BEFORE)
        self.verb_before = self._listed(vocabulary, VERB_BEFORE)

    def _listed(self, vocabulary: list[str], words: Sequence[str]) -> Tensor:
        held = torch.zeros(len(vocabulary), dtype=torch.bool)
        held[[vocabulary.index(word) for word in words]] = True
        return held.to(self.device)

    def _drawn(self, rows: int, length: int) -> tuple[Tensor, Tensor, Tensor]:
        """The words of rows that begin with a sentence each: numbers, pieces, lengths (0 past the document)."""
        first = self.sentences[torch.randint(len(self.sentences), (rows,), device=self.device)]
        words = first[:, None] + torch.arange(length - 2, device=self.device)
        there = words < len(self.start)
        words = words.clamp(max=len(self.start) - 1)
        there &= self.document[words] == self.document[first][:, None]
        at = self.start[words][..., None] + torch.arange(CUT, device=self.device)
        pieces = self.pieces[at.clamp(max=len(self.pieces) - 1)].long()
        return words, pieces, self.length[words] * there

    def spoilt(self, rows: int, length: int) -> Rows:
        """Rows with words replaced by what shares a translation with them, and with hidden words."""
        words, pieces, lengths = self._drawn(rows, length)
        number = self.forms.numbers(pieces, lengths)
        known = (number >= 0) & ~self.name[words]
        known &= torch.where(number >= 0, self.forms.candidates[number.clamp(min=0), 0] >= 0, False)
        number = torch.where(known, number, -1)
        rate = self._one_of(_RATES, (rows, 1))
        replaced = known & (torch.rand(number.shape, device=self.device) < rate)
        other = torch.full_like(number, -1)
        at = replaced.nonzero(as_tuple=True)
        other[at] = self.forms.candidate(number[at], self._kinds(at, number, pieces))
        other = torch.where((other >= 0) & (self.forms.lengths[other.clamp(min=0)] > 0), other, -1)
        replaced = other >= 0
        covered = torch.rand(rows, 1, device=self.device) < 0.6
        roll = torch.rand(number.shape, device=self.device)
        is_word = self.is_word[pieces[..., 0]] & (lengths > 0)
        hidden = covered & ~replaced & is_word & (roll < torch.where(known, _HIDDEN, _HIDDEN_ANY))
        sense = torch.where(replaced, REPLACED, torch.where(hidden, HIDDEN, torch.where(known, INTACT, -1)))
        clean = (rate == 0) & ~covered
        labels = {
            "sense": sense,
            "tag": torch.where(clean, 0, -1).expand_as(sense),
            "shown": torch.where(replaced, other, torch.where(hidden, -1, number)),
            "meant": number,
            "target": torch.where((replaced | hidden) & (lengths == 1), pieces[..., 0], -1),
        }
        put = torch.where(hidden[..., None], MASK, pieces)
        put = torch.where(replaced[..., None], self.forms.pieces[other.clamp(min=0)], put)
        lengths = torch.where(hidden & (lengths > 0), 1, lengths)
        lengths = torch.where(replaced & (lengths > 0), self.forms.lengths[other.clamp(min=0)], lengths)
        return laid(put, lengths, labels, length)

    def clean(self, rows: int, length: int) -> Rows:
        """Rows as they are; the tag of words of one piece is 0."""
        _, pieces, lengths = self._drawn(rows, length)
        none = torch.full_like(lengths, -1)
        tag = torch.where(lengths == 1, 0, -1)
        labels = {"sense": none, "tag": tag, "shown": none, "meant": none, "target": none}
        return laid(pieces, lengths, labels, length)

    def _kinds(self, at: tuple[Tensor, ...], number: Tensor, pieces: Tensor) -> Tensor:
        """Noun or verb where the word before tells, else one of what the word may be; -1 where it may be one only."""
        own = self.forms.own[number[at]]
        row, place = at
        before = torch.where(place > 0, pieces[row, (place - 1).clamp(min=0), 0], 0)
        may_be = torch.stack([(own >> each) & 1 for each in range(4)], 1).float()
        kinds = torch.multinomial(may_be + 1e-6, 1)[:, 0]
        kinds = torch.where(self.noun_before[before] & (may_be[:, _NOUN] > 0), _NOUN, kinds)
        kinds = torch.where(self.verb_before[before] & (may_be[:, _VERB] > 0), _VERB, kinds)
        return torch.where(may_be.sum(1) > 1, kinds, -1)

    def garbled(self, rows: int, length: int) -> Rows:
        """Rows with stretches of wrong function words, forms, senses and order; the tag says which words."""
        _, pieces, lengths = self._drawn(rows, length)
        shape = lengths.shape
        stretch = self._stretches(shape)
        inside = stretch > 0
        # In some stretches neighbours change places.
        turn = inside & (self._by_stretch(stretch) < 0.3)
        even = torch.arange(shape[1], device=self.device) % 2 == 0
        swap = turn & even & turn.roll(-1, 1) & (stretch == stretch.roll(-1, 1)) & (lengths.roll(-1, 1) > 0)
        swap[:, -1] = False
        moved = swap | swap.roll(1, 1)
        where = torch.arange(shape[1], device=self.device).expand(shape)
        where = torch.where(swap, where + 1, torch.where(swap.roll(1, 1), where - 1, where))
        pieces = pieces.gather(1, where[..., None].expand_as(pieces))
        lengths = lengths.gather(1, where)
        number = self.forms.numbers(pieces, lengths)
        is_word = self.is_word[pieces[..., 0]] & (lengths > 0)
        function = self.forms.is_function(pieces, lengths) & is_word
        content = inside & is_word & ~function
        roll = torch.rand(shape, device=self.device)
        put = torch.full(shape, -1, dtype=torch.long, device=self.device)
        here = inside & function & (roll < 0.35)
        put[here] = self.forms.drawn(int(here.sum()) + 1)[:-1]
        dropped = inside & function & (roll >= 0.35) & (roll < 0.55)
        more = inside & ((function & (roll >= 0.55) & (roll < 0.65)) | (content & (roll >= 0.65) & (roll < 0.72)))
        form = (content & (roll < 0.3) & (number >= 0)).nonzero(as_tuple=True)
        put[form] = self._other_form(number[form])
        sense = (content & (roll >= 0.3) & (roll < 0.65) & (number >= 0)).nonzero(as_tuple=True)
        put[sense] = self.forms.candidate(number[sense], torch.full_like(number[sense], -1))
        put = torch.where(self.forms.lengths[put.clamp(min=0)] > 0, put, -1)
        changed = (put >= 0) | dropped | more | moved
        bad = self._spread(changed, stretch)
        # Two slots a word: what is put before it, and what stands for it.
        extra = torch.full(shape, -1, dtype=torch.long, device=self.device)
        extra[more] = self.forms.drawn(int(more.sum()) + 1)[:-1]
        own = torch.where((put >= 0)[..., None], self.forms.pieces[put.clamp(min=0)], pieces)
        own_length = torch.where(put >= 0, self.forms.lengths[put.clamp(min=0)], lengths) * ~dropped * (lengths > 0)
        slots = torch.stack([self.forms.pieces[extra.clamp(min=0)], own], 2).flatten(1, 2)
        slot_lengths = torch.stack([torch.where(more, 1, 0), own_length], 2).flatten(1, 2)
        tag = torch.stack([bad, bad], 2).flatten(1, 2).long()
        none = torch.full_like(tag, -1)
        labels = {"sense": none, "tag": tag, "shown": none, "meant": none, "target": none}
        return laid(slots, slot_lengths, labels, length)

    def _stretches(self, shape: torch.Size) -> Tensor:
        """The number of the stretch that each word is in, 0 for none."""
        level = self._one_of(_LEVELS, (shape[0], 1))
        begins = torch.rand(shape, device=self.device) < level / float(np.mean(_LENGTHS))
        size = self._one_of(_LENGTHS, tuple(shape))
        number = begins.cumsum(1)
        inside = torch.zeros(shape, dtype=torch.bool, device=self.device)
        for step in range(max(_LENGTHS)):
            inside[:, step:] |= (begins & (size > step))[:, : shape[1] - step]
        return torch.where(inside, number, 0)

    def _one_of(self, values: Sequence[float], shape: tuple[int, ...]) -> Tensor:
        held = torch.tensor(values, device=self.device)
        return held[torch.randint(len(values), shape, device=self.device)]

    def _by_stretch(self, stretch: Tensor) -> Tensor:
        """A random number for each stretch, at each of its words."""
        drawn = torch.rand(stretch.shape[0], stretch.shape[1] + 1, device=self.device)
        return drawn.gather(1, stretch)

    def _spread(self, changed: Tensor, stretch: Tensor) -> Tensor:
        """All words of the stretches in which something changed."""
        any_ = torch.zeros(stretch.shape[0], stretch.shape[1] + 1, device=self.device)
        any_.scatter_reduce_(1, stretch, changed.float(), "amax")
        return (any_.gather(1, stretch) > 0) & (stretch > 0)

    def _other_form(self, number: Tensor) -> Tensor:
        others = self.forms.others[number]
        there = (others >= 0).float()
        sure = there.sum(1) > 0
        there[~sure] = 1.0
        return torch.where(sure, others.gather(1, torch.multinomial(there, 1))[:, 0], -1)
