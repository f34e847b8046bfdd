"""Pages of clean prose with faults planted: words in the place of others that share a translation with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from _sense_faults import HIDDEN, INTACT, NOUN_BEFORE, REPLACED, VERB_BEFORE
from _sense_forms import Forms, odds

from mtaudit.engines._wordpiece import WORD

_RATES = (0.0, 0.06, 0.14, 0.22)
_HIDDEN = 0.07


@dataclass
class Page:
    """A text with its words: place, number of the form shown and of the form meant, and what was done to it."""

    text: str
    starts: list[int] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    meant: list[int] = field(default_factory=list)
    sense: list[int] = field(default_factory=list)
    tag: list[int] = field(default_factory=list)
    weight: float = 1.0


class Spoiler:
    """Plants faults as a poor system makes them."""

    def __init__(self, forms: Forms, zipf: Mapping[str, float], chance: np.random.Generator) -> None:
        self.forms, self.chance = forms, chance
        self.rates, self.hidden = _RATES, _HIDDEN
        self.names = forms.names
        self.odds = odds(forms, zipf)

    def page(self, text: str) -> Page:
        rate = float(self.chance.choice(self.rates))
        hidden = self.hidden if self.chance.random() < 0.6 else 0.0
        page = Page("")
        pieces: list[str] = []
        end = length = 0
        words = [(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
        rolls = self.chance.random((len(words), 2))
        for i, (start, stop, word) in enumerate(words):
            low = word.lower()
            number = self.forms.number.get(low, -1)
            known = number >= 0 and self.forms.candidates[number, 0] >= 0 and not _is_name(text, start, word)
            put, shown, sense = word, number if known else -1, INTACT
            if known and rolls[i, 0] < rate:
                other = self._other(
                    number, low, words[i - 1][2] if i else "", words[i + 1][2] if i + 1 < len(words) else ""
                )
                if other >= 0:
                    put = self.names[other].capitalize() if word[0].isupper() else self.names[other]
                    shown, sense = other, REPLACED
            elif known and rolls[i, 1] < hidden:
                put, sense = "[MASK]", HIDDEN
            pieces += [text[end:start], put]
            length += start - end
            page.starts.append(length)
            length += len(put)
            end = stop
            page.shown.append(shown)
            page.meant.append(number if known else -1)
            page.sense.append(sense)
            page.tag.append(0 if rate == 0.0 and not hidden else -1)
        page.text = "".join([*pieces, text[end:]])
        return page

    def _other(self, number: int, low: str, before: str, after: str) -> int:
        odds = self.odds[number]
        kind = self._kind(low, before.lower(), after.lower())
        if kind:
            held = np.array([self._is(k, kind) for k in self.forms.kinds[number]])
            odds = np.where(held, odds, 0)
        total = odds.sum()
        if total <= 0:
            return -1
        place = int(np.searchsorted(np.cumsum(odds), self.chance.random() * total))
        return int(self.forms.candidates[number, min(place, len(odds) - 1)])

    def _kind(self, low: str, before: str, after: str) -> str:
        """Noun or verb where the word before tells, else one of what the word may be."""
        kinds = sorted({kind.rstrip("s0123456789") for _, kind in self.forms.readings.get(low, ())})
        if len(kinds) < 2:
            return ""
        if before in NOUN_BEFORE and after not in ("the", "a") and "NOUN" in kinds:
            return "NOUN" if "ADJ" not in kinds or not after.isalpha() or after in NOUN_BEFORE else ""
        if before in VERB_BEFORE and "VERB" in kinds:
            return "VERB"
        return str(self.chance.choice(kinds))

    def _is(self, number: int, kind: str) -> bool:
        return number >= 0 and KINDS[number].startswith(kind)


KINDS = ("ADJ", "ADV", "NOUN", "NOUNs", "VERB0", "VERB1", "VERB2", "VERB3", "VERB4")


def _is_name(text: str, start: int, word: str) -> bool:
    """Whether a capital stands where no sentence begins."""
    before = text[:start].rstrip(" \"“‘'(")
    return word[0].isupper() and bool(before) and before[-1] not in ".!?:"
