"""Terms that a spinner rebuilt from synonyms, where the network, too, finds their words out of place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtaudit.detectors import _spun_windows
from mtaudit.detectors._sense_reading import Page
from mtaudit.detectors._spun_terms import suspected_terms
from mtaudit.detectors._spun_windows import Word
from mtaudit.detectors._spun_words import Lexicon
from mtaudit.model import Document

#: The names of the evidence, in the order of ``Phrase.evidence``.
EVIDENCE = ("spun", "mean_sense", "most_sense", "tag", "words")
_LEAST = -8.0


class Phrase(NamedTuple):
    """A run of words that may be a spun term, and the evidence."""

    words: Sequence[Word]
    evidence: tuple[float, ...]


def phrases(document: Document, page: Page, lexicon: Lexicon) -> Iterator[Phrase]:
    """The runs that the lexicon suspects, each with what the network says of it."""
    anchors = lexicon.anchors(0.0).stems
    for words in suspected_terms(document, lexicon, ()):
        start, end = words[0].start, words[-1].end
        held = [word for word in page.words if word.span.start < end and start < word.span.end]
        if held:
            scores = (
                _spun_windows.score(_spun_windows.placeless(words[first:last]), lexicon)
                for first, last in _spun_windows.windows(words, anchors)
            )
            suspicion = [word.sense for word in held]
            badness = sum(word.tag for word in held) / len(held)
            spun = max(_LEAST, max(scores, default=_LEAST))
            yield Phrase(words, (spun, sum(suspicion) / len(held), max(suspicion), badness, float(len(words))))
