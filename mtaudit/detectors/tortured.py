"""Terms that a synonym spinner rewrote, known or not.

What it finds
    Fixed terms rebuilt word by word from synonyms, such as "profound acknowledgment" for "deep recognition": two or
    more words that spinners favour, in a company that English does not know, where the words they replace are known
    to go together. It needs no list of phrases: it knows what spinners do with words.

Why it matters
    A spun term says nothing to a reader who knows the field and misleads one who does not; it is the surest mark of
    text that was run through a paraphraser to hide where it comes from.

Example
    Before: "The profound acknowledgment of faces failed." After: "The deep recognition of faces failed."

Limits
    The words were learnt from spun papers, so technical and medical terms are seen best, everyday words least, and one
    spun word alone not at all. Of phrases it never saw, the rule that is on finds a fifth where one stands alone, and
    more where several stand in one text or the text has the right term, too; the preview rule finds half, with two
    false alarms in 1,000 words. The proposals are guesses and never applied unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from mtaudit.detectors._spun_windows import Word, placeless, score, stretches, windows
from mtaudit.detectors._spun_wording import proposals
from mtaudit.detectors._spun_words import Lexicon, load
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.selection import enabled
from mtaudit.settings import Settings

_TERM = "terminology/wrong-term"
_WHY = "A spinner puts a synonym for each word of a term, and the term is gone."

# 13 hits on 918,000 words of clean prose ("text categorization", "insect colonies") are too many to be on unasked.
SPUN_TERM = Rule("tortured/spun-term", _TERM, "major", "A term rebuilt from synonyms", _WHY, "preview")
SUSPECTED_TERM = Rule(
    "tortured/suspected-term", _TERM, "major", "A term that may be rebuilt from synonyms", _WHY, "preview"
)

RULES = (SPUN_TERM, SUSPECTED_TERM)

#: Sure spun terms in one document after which less sure ones are believed.
_COMPANY = 2
#: What a reading that the document itself has adds to the score.
_SUPPORT = 2.0
_MOST_WORDS = 4
#: How telling a word has to be for its surroundings to be looked at.
_ANCHORS = {"sure": 2.4, "company": 0.5, "suspected": 0.0}
_ACRONYM = expression(r" \(([A-Z]{2,6})s?\)")


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the spun terms; those that are not sure only where the preview rule is on."""
    suspected = SUSPECTED_TERM.id in enabled(RULES, settings, document.name)
    yield from find(document, load(), suspected)


def find(document: Document, lexicon: Lexicon, suspected: bool) -> Iterator[Finding]:
    """Yield the spun terms that a lexicon tells."""
    sure = list(_candidates(document, lexicon, "sure"))
    if len({words[0].stem for words in sure}) >= _COMPANY:
        sure = list(_candidates(document, lexicon, "company"))
    yield from (_finding(SPUN_TERM, words, document, lexicon) for words in sure)
    if suspected:
        taken = {word.start for words in sure for word in words}
        for words in _candidates(document, lexicon, "suspected"):
            if taken.isdisjoint(word.start for word in words):
                yield _finding(SUSPECTED_TERM, words, document, lexicon)


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


def _finding(rule: Rule, words: Sequence[Word], document: Document, lexicon: Lexicon) -> Finding:
    span = Span(words[0].start, words[-1].end)
    texts = proposals(words, document.flat, lexicon)
    guess = f"; perhaps “{texts[0]}”" if texts else ""
    message = f"“{document.flat[span.start : span.end]}” looks like a synonym-spun term{guess}."
    return Finding(rule, span, message, tuple(map(Suggestion, texts)))
