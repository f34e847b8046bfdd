"""Two tellings of how many were killed, hurt or held: in the headline or the lead, and in the body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.detectors._amounts import FIGURE, WORDS, number
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span

TELLINGS = Rule(
    "figures/tellings",
    "accuracy/number",
    "critical",
    "Two figures for one fact",
    why="Headline and lead tell the same story; a figure that only one of them has was changed in translation.",
    status="preview",
)

_N = rf"(?P<n>{FIGURE}|{'|'.join(WORDS)})"
_KILL, _HURT, _HOLD = "kill|dead|die|death", "injur|wound|hurt", "arrest|detain|captur|kidnap"
_EVENTS = (("killed", _KILL), ("hurt", _HURT), ("held", _HOLD))
_AFTER = (
    "killed|killing|kills|kill|dead|died|die|deaths|injured|wounded|injuring|wounding|hurt|arrested|detained|captured|"
    "kidnapped"
)
_FIRST = expression(
    rf"(?<![\w.,]){_N}(?: (?!in\b|from\b|and\b)[a-z-]+){{0,3}}? (?:(?:were|was|are|have been|had been) )?"
    rf"(?P<event>{_AFTER})\b",
    re.IGNORECASE,
)
_LAST = expression(
    r"\b(?P<event>killed|killing|kills|injured|injuring|injures|wounded|wounding|wounds|arrested|detained) "
    rf"(?:at least |more than |about |some |all |over |up to )?{_N}\b(?! (?:years|days|hours|weeks|months|miles|km)\b)",
    re.IGNORECASE,
)
_HEDGE = expression(r"\b(?:another|other|additional|more|further|including|least)\b", re.IGNORECASE)
_LEAD = 3


class _Telling(NamedTuple):
    event: str
    value: float
    span: Span
    hedged: bool


def tellings(document: Document) -> Iterator[Finding]:
    """Yield a figure of the headline or the lead that the next telling of the same event contradicts."""
    headlines = [block for block in document.blocks if block.kind == "headline"]
    if not headlines:
        return
    head = headlines[0]
    body = [block for block in document.blocks if block.kind == "paragraph" and block.span.start > head.span.end][
        :_LEAD
    ]
    first = list(_told(document, head.span))
    later = [each for block in body for each in _told(document, block.span)]
    for told in first:
        same = [each for each in later if each.event == told.event and not each.hedged]
        if same and not told.hedged and all(each.value != told.value for each in same) and len(same) == 1:
            figure = document.slice(same[0].span)
            message = f"The headline and the lead differ on how many were {told.event}; the lead says {figure}."
            yield Finding(TELLINGS, told.span, message, (), (same[0].span,))


def _told(document: Document, span: Span) -> Iterator[_Telling]:
    text = document.flat
    for pattern in (_FIRST, _LAST):
        for match in pattern.finditer(text, *span):
            event = next(name for name, stems in _EVENTS if re.match(stems, match["event"], re.IGNORECASE))
            hedged = bool(_HEDGE.search(text, max(span.start, match.start() - 20), match.end("n") + 15))
            yield _Telling(event, number(match["n"]), Span(*match.span("n")), hedged)
