"""Where a text has spun terms, by a lexicon: runs of words that are telling together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from mtaudit.detectors._spun_windows import Word, placeless, score, stretches, windows
from mtaudit.detectors._spun_wording import proposals
from mtaudit.detectors._spun_words import Lexicon
from mtaudit.expressions import expression
from mtaudit.model import Document

#: Sure spun terms in one document after which less sure ones are believed.
_COMPANY = 2
#: What a reading that the document itself has adds to the score.
_SUPPORT = 2.0
_MOST_WORDS = 4
#: How telling a word has to be for its surroundings to be looked at.
_ANCHORS = {"sure": 2.4, "company": 0.5, "suspected": 0.0}
_ACRONYM = expression(r" \(([A-Z]{2,6})s?\)")


def sure_terms(document: Document, lexicon: Lexicon) -> list[Sequence[Word]]:
    """The spun terms that a lexicon tells; in company, less sure ones, too."""
    sure = list(_candidates(document, lexicon, "sure"))
    if len({words[0].stem for words in sure}) >= _COMPANY:
        sure = list(_candidates(document, lexicon, "company"))
    return sure


def suspected_terms(document: Document, lexicon: Lexicon, sure: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    """Those that may be spun terms, apart from the sure ones."""
    taken = {word.start for words in sure for word in words}
    return (
        words for words in _candidates(document, lexicon, "suspected") if taken.isdisjoint(word.start for word in words)
    )


def _candidates(document: Document, lexicon: Lexicon, level: str) -> Iterator[Sequence[Word]]:
    """The runs of words that may be spun terms."""
    anchors = lexicon.anchors(_ANCHORS[level])
    limit = lexicon.thresholds[level]
    support = 0.0 if level == "suspected" else _SUPPORT
    says = cache(document.flat.__contains__)
    for block in document.blocks:
        for found in stretches(document.flat[block.span.start : block.span.end], block.span.start, anchors):
            held = []
            for start, end in windows(found, anchors.stems):
                value = _score(placeless(found[start:end]), lexicon, limit - support)
                if value >= limit or (
                    value >= limit - support and _is_supported(found[start:end], document.flat, says, lexicon)
                ):
                    held.append((start, end))
            yield from (_trimmed(found[start:end], lexicon) for start, end in _joined(held))


_score = lru_cache(maxsize=4096)(score)


def _is_supported(window: Sequence[Word], text: str, says: Callable[[str], bool], lexicon: Lexicon) -> bool:
    """Whether the document has a proposal in so many words, or an acronym behind the window that fits only it."""
    wordings = proposals(window, text, lexicon)
    acronym = _ACRONYM.match(text, window[-1].end)
    if acronym and acronym[1].lower() != _initials(text[window[0].start : window[-1].end]):
        return any(_initials(wording) == acronym[1].lower() for wording in wordings)
    return any(map(says, wordings))


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.split(r"[ -]+", text) if word).lower()


def _joined(held: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Windows that overlap as one, as long as it is no longer than terms are."""
    start = end = -1
    for first, last in held:
        if first < end and last - start <= _MOST_WORDS:
            end = max(end, last)
            continue
        if end > 0:
            yield start, end
        start, end = max(first, end), last
    if end > 0:
        yield start, end


def _trimmed(found: Sequence[Word], lexicon: Lexicon) -> Sequence[Word]:
    """A run without words at its ends that spinners do not write; two words stay."""
    start, end = 0, len(found)
    while end - start > 2 and found[end - 1].stem not in lexicon.telling:
        end -= 1
    while end - start > 2 and found[start].stem not in lexicon.telling:
        start += 1
    return found[start:end]
