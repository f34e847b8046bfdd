"""What a machine translation has otherwise than good English: its bad tokens, and words in the place of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from mtaudit.detectors._sense_usage import lemmas
from mtaudit.lexicons.english import commonness

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
_BRITISH = re.compile(
    r"(?<=[a-z]{2}o)u(?=r)|(?<=[iy])s(?=e|ing|ation)|(?<=[aeiou]l)l(?=e[dr]|ing)|(?<=en)c(?=es?$)|(?<=program)me"
)
_CENTRE = re.compile(r"(?<=[^aeiou])re(?=s?$)")
_AMERICAN = {"s": "z", "c": "s"}
#: Longer words that English does not have are words which Apertium lost the spaces between.
_LONGEST_UNKNOWN = 12
_MOST_BAD, _FEWEST = 0.75, 4
#: Forms of one word that the tables of inflection leave out.
_SAME = [
    set(forms.split()) for forms in ("is are was were been being", "has have had having", "this these", "that those")
]


def compared(text: str, reference: str) -> dict[str, Any]:
    """The translation with its reference, its tokens, which of them are bad, and the swaps."""
    tokens, right = _TOKEN.findall(text), _TOKEN.findall(reference)
    matcher = SequenceMatcher(None, [*map(_key, tokens)], [*map(_key, right)], autojunk=False)
    bad, swaps = [1] * len(tokens), []
    for kind, start, end, other, other_end in matcher.get_opcodes():
        if kind == "equal":
            bad[start:end] = [0] * (end - start)
        inside = start > 0 and end < len(tokens) and end - start == other_end - other == 1
        if kind == "replace" and inside and _swapped(tokens[start], right[other]):
            swaps.append([start, right[other]])
    return {"mt": text, "reference": reference, "tokens": tokens, "bad": bad, "swaps": swaps}


def usable(tokens: Sequence[str], bad: Sequence[int]) -> bool:
    """Whether a translation is long and good enough to learn from, and has no words run together."""
    glued = any(
        wrong and len(token) > _LONGEST_UNKNOWN and not commonness(token.lower())
        for token, wrong in zip(tokens, bad, strict=True)
    )
    return len(tokens) >= _FEWEST and sum(bad) <= _MOST_BAD * len(tokens) and not glued


def _key(token: str) -> str:
    """A token as it is compared: case and British spelling make no difference."""
    return _CENTRE.sub("er", _BRITISH.sub(lambda found: _AMERICAN.get(found[0], ""), token.lower()))


def _swapped(wrong: str, right: str) -> bool:
    """Whether one word stands for another, not one form for another of the same."""
    words = wrong.isalpha() and right.isalpha() and min(len(wrong), len(right)) > 2
    return words and not _related(wrong.lower(), right.lower())


def _related(one: str, other: str) -> bool:
    same = any({one, other} <= forms for forms in _SAME)
    return same or bool(lemmas(one) & lemmas(other)) or one.startswith(other) or other.startswith(one)
