"""Prose garbled as poor systems garble it: stretches with wrong function words, forms, senses and order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from _sense_forms import Forms, inflected

from mtaudit.lexicons.english import commonness

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d.,]*|[^\w\s]")
_FUNCTION = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which"
    " one were all their has would there when who will more no if out so up said what its about than into them can only"
    " other could do him her she you we my our your through over before after between under during against upon without"
    " within toward because where while although since until these those such some any each both very then also been"
    " being did does may must should might"
).split()
#: How much of a text is garbled, and how long the stretches are.
_LEVELS = (0.0, 0.08, 0.2, 0.35, 0.6)
_LENGTHS = (1, 1, 1, 2, 2, 3, 4, 6, 8)
#: The candidates that a wrong sense is drawn from.
_BEST = 20


class Garbler:
    """Garbles texts, and tells which words came out wrong."""

    def __init__(self, forms: Forms, chance: np.random.Generator) -> None:
        self.forms, self.chance = forms, chance
        self.names = [form for form, _ in sorted(forms.number.items(), key=lambda item: item[1])]
        odds = np.array([10 ** (0.6 * commonness(word)) for word in _FUNCTION])
        self.odds = odds / odds.sum()

    def garbled(self, text: str) -> tuple[list[str], list[bool]]:
        """The words and marks of a text, garbled, and whether each is wrong."""
        tokens = _TOKEN.findall(text)
        begins = float(self.chance.choice(_LEVELS)) / float(np.mean(_LENGTHS))
        words: list[str] = []
        wrong: list[bool] = []
        at = 0
        while at < len(tokens):
            length = int(self.chance.choice(_LENGTHS)) if self.chance.random() < begins else 0
            part = tokens[at : at + max(1, length)]
            put = self._stretch(part) if length else part
            words += put
            wrong += [put != part] * len(put)
            at += len(part)
        return words, wrong

    def _stretch(self, part: Sequence[str]) -> list[str]:
        part = list(part)
        if len(part) > 1 and self.chance.random() < 0.3:
            turn = int(self.chance.integers(1, len(part)))
            part = part[turn:] + part[:turn]
        return " ".join(word for token in part for word in self._word(token)).split()

    def _word(self, token: str) -> Iterator[str]:
        roll = self.chance.random()
        if not token[0].isalpha():
            yield token
        elif token.lower() in _FUNCTION:
            yield from self._function(token, roll)
        else:
            yield from self._content(token, roll)

    def _function(self, token: str, roll: float) -> Iterator[str]:
        """Another function word, none, one more, or the same."""
        if roll < 0.35:
            yield self._drawn()
        elif roll > 0.55:
            yield token
            if roll < 0.65:
                yield self._drawn()

    def _content(self, token: str, roll: float) -> Iterator[str]:
        """Another form, another sense, a function word before it, or the same."""
        if roll < 0.3:
            yield self._other_form(token)
        elif roll < 0.65:
            yield self._other_sense(token)
        else:
            if roll < 0.72:
                yield self._drawn()
            yield token

    def _drawn(self) -> str:
        return _FUNCTION[int(self.chance.choice(len(_FUNCTION), p=self.odds))]

    def _other_form(self, token: str) -> str:
        readings = self.forms.readings.get(token.lower())
        if not readings:
            return token
        lemma, kind = readings[int(self.chance.integers(len(readings)))]
        others = [form for form in inflected(lemma, kind.rstrip("s0123456789")).values() if form != token.lower()]
        return others[int(self.chance.integers(len(others)))] if others else token

    def _other_sense(self, token: str) -> str:
        number = self.forms.number.get(token.lower(), -1)
        found = [each for each in self.forms.candidates[number][:_BEST] if each >= 0] if number >= 0 else []
        return self.names[int(found[int(self.chance.integers(len(found)))])] if found else token
