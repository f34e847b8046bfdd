"""Brackets without a partner.

What it finds
    A bracket that opens and never closes, closes and never opened, or closes as another kind than it opened.

Why it matters
    A system that loses its place in a long insertion loses a bracket, and often half of the insertion with it.

Example
    Before: the Fund (IMF has agreed. After: the Fund (IMF) has agreed.

Limits
    List letters ("a)"), emoticons, intervals and code are left alone. Where the lost bracket belongs is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.model import MASK, Document, Finding, Rule, Segment, Span
from mtaudit.settings import Settings

UNPAIRED = Rule(
    "brackets/unpaired",
    "linguistic-conventions/unpaired-marks",
    "minor",
    "A bracket without a partner",
    status="preview",
)

RULES = (UNPAIRED,)

_BRACKET = expression(r"[()\[\]]")
_PARTNER = {")": "(", "]": "["}
_LIST_MARK = expression(r"(?:^|[\s;,.:])(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{1,5})$")
_EMOTICON = expression(r"(?:[:;=8xX]['’]?[-o^]?|^\^_?)$")
_EMOTICON_AFTER = expression(r"[-o^]?[:;=8](?!\w)")
_INTERVAL = expression(r"[-+\d.,; ∞a-z]{1,40}")
_CODE = expression(r"[={}<>;]|\w_\w|::|->|\w\(\)|" + MASK)
#: A bracket may close this many blocks after the one that it opened in.
_LONGEST = 6
#: More lone brackets than this in one block are no prose.
_MOST = 6


class _Lone(NamedTuple):
    """A bracket without a partner in its block."""

    block: int
    at: int
    char: str


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield brackets without a partner."""
    text = document.flat
    waiting: list[_Lone] = []
    for number, block in enumerate(document.blocks):
        for lone in _alone(text, block, number):
            opened = _PARTNER.get(lone.char)
            partner = next((each for each in waiting if each.char == opened and number - each.block <= _LONGEST), None)
            if opened is None:
                waiting.append(lone)
            elif partner:
                waiting.remove(partner)
            else:
                yield _finding(lone, "opened")
        stale = [each for each in waiting if number - each.block > _LONGEST]
        waiting = [each for each in waiting if number - each.block <= _LONGEST]
        yield from (_finding(each, "closed") for each in stale)
    yield from (_finding(each, "closed") for each in waiting)


def _alone(text: str, block: Segment, number: int) -> Iterator[_Lone]:
    start, end = block.span
    stack: list[_Lone] = []
    lone: list[_Lone] = []
    for match in _BRACKET.finditer(text, start, end):
        at, char = match.start(), match[0]
        if _is_emoticon(text, at, char):
            continue
        if char in "([":
            stack.append(_Lone(number, at, char))
        elif stack and (stack[-1].char == _PARTNER[char] or _INTERVAL.fullmatch(text, stack[-1].at + 1, at)):
            stack.pop()
        elif not _LIST_MARK.search(text[max(start, at - 6) : at]):
            lone.append(_Lone(number, at, char))
    lone += stack
    if 0 < len(lone) <= _MOST and not _CODE.search(text, start, end):
        yield from sorted(lone, key=lambda each: each.at)


def _is_emoticon(text: str, at: int, char: str) -> bool:
    if _EMOTICON.search(text[max(0, at - 3) : at]) and not text[at - 1].isalnum():
        return True
    return char in "([" and bool(_EMOTICON_AFTER.match(text, at + 1))


def _finding(lone: _Lone, missing: str) -> Finding:
    return Finding(UNPAIRED, Span(lone.at, lone.at + 1), f"This bracket is never {missing}.")
