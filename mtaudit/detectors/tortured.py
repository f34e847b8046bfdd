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

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.selection import enabled
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.detectors._spun_windows import Word
    from mtaudit.detectors._spun_words import Lexicon

_TERM = "terminology/wrong-term"
_WHY = "A spinner puts a synonym for each word of a term, and the term is gone."

# 13 hits on 918,000 words of clean prose ("text categorization", "insect colonies") are too many to be on unasked.
SPUN_TERM = Rule("tortured/spun-term", _TERM, "major", "A term rebuilt from synonyms", _WHY, "preview")
SUSPECTED_TERM = Rule(
    "tortured/suspected-term", _TERM, "major", "A term that may be rebuilt from synonyms", _WHY, "preview"
)

RULES = (SPUN_TERM, SUSPECTED_TERM)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the spun terms; those that are not sure only where the preview rule is on."""
    from mtaudit.detectors._spun_words import load

    suspected = SUSPECTED_TERM.id in enabled(RULES, settings, document.name)
    yield from find(document, load(), suspected)


def find(document: Document, lexicon: Lexicon, suspected: bool) -> Iterator[Finding]:
    """Yield the spun terms that a lexicon tells."""
    from mtaudit.detectors._spun_terms import sure_terms, suspected_terms

    sure = sure_terms(document, lexicon)
    yield from (_finding(SPUN_TERM, words, document, lexicon) for words in sure)
    if suspected:
        for words in suspected_terms(document, lexicon, sure):
            yield _finding(SUSPECTED_TERM, words, document, lexicon)


def _finding(rule: Rule, words: Sequence[Word], document: Document, lexicon: Lexicon) -> Finding:
    from mtaudit.detectors._spun_wording import proposals

    span = Span(words[0].start, words[-1].end)
    texts = proposals(words, document.flat, lexicon)
    guess = f"; perhaps “{texts[0]}”" if texts else ""
    message = f"“{document.flat[span.start : span.end]}” looks like a synonym-spun term{guess}."
    return Finding(rule, span, message, tuple(map(Suggestion, texts)))
