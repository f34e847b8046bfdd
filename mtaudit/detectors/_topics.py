"""A paragraph that has no word in common with the rest of its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mtaudit.lexicons.english import commonness
from mtaudit.model import Document, Finding, Rule, Segment

OFF_TOPIC = Rule(
    "voice/off-topic",
    "accuracy/addition",
    "minor",
    "A paragraph about something else",
    status="preview",
)

_WORD = re.compile(r"[^\W\d_]{4,}")
#: A word more common than this says nothing of a topic (Zipf frequency).
_COMMON = 5.2
_STEM = 6
#: The fewest paragraphs of a page and words of a paragraph that can be judged; what other paragraphs must share.
_PARAGRAPHS, _WORDS, _USUAL = 5, 12, 0.25


def off_topic(document: Document) -> Iterator[Finding]:
    """Yield the paragraphs that share nothing, where the others do."""
    blocks = [block for block in document.blocks if block.kind == "paragraph"]
    if len(blocks) < _PARAGRAPHS:
        return
    stems = [_stems(document, block) for block in blocks]
    spread = Counter(stem for each in stems for stem in each)
    shares = [sum(spread[stem] > 1 for stem in each) / len(each) if each else 0 for each in stems]
    usual = sorted(shares)[len(shares) // 2]
    for block, each, share in zip(blocks, stems, shares, strict=True):
        if share == 0 and len(each) >= _WORDS and usual >= _USUAL:
            yield Finding(OFF_TOPIC, block.span, "No word of this paragraph comes up anywhere else on the page.")


def _stems(document: Document, block: Segment) -> frozenset[str]:
    words = {word.lower() for word in _WORD.findall(document.flat, *block.span)}
    return frozenset(word[:_STEM] for word in words if commonness(word) < _COMMON)
