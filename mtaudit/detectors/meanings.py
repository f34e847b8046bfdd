"""A word in the wrong sense, by the word of the source that it translates.

What it finds
    With the source at hand: a word that the dictionaries have for a word of the source, while they have another one for
    it, too, that fits better: by a small neural network that reads the page, or because the translation uses the other
    one for the same source word elsewhere.

Why it matters
    A system that takes the wrong one of two senses writes a fluent sentence that says something else.

Example
    Source: Das Gericht tagt heute. Before: The dish meets today. After: The court meets today.

Limits
    Only for languages of which the dictionaries hold enough (Romanian, Russian, Chinese, German, French and others, not
    Nepali or Pashto), and reported only on request: of 39 words that it marked in translations from Romanian 59 % were
    changed by the post-editor (43 to 73 %), 26 % to what it proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule, Suggestion
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.detectors._meanings import Choice, Place

WRONG_WORD = Rule(
    "meanings/wrong-word",
    "accuracy/mistranslation",
    "major",
    "Another sense of a word of the source",
    "The dictionaries have both words for the one in the source, and the other fits better.",
    "preview",
    "source",
)

RULES = (WRONG_WORD,)
COMPARES = True


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the words that are wrong; raises EngineError, last, where the network cannot run."""
    pairs = [pair for pair in document.pairs if pair.source and pair.target.strip()]
    if not pairs:
        return
    from mtaudit.detectors._meanings import ALONE, fitting, places
    from mtaudit.detectors._source_language import source_language
    from mtaudit.senses import knows

    language = settings.from_ or source_language(pairs)
    found = list(places(document, pairs, language)) if language and knows(language) else []
    sure = [place for place in found if place.usual.lead >= ALONE]
    yield from (_finding(place, place.usual, document, language) for place in sure)
    rest = [place for place in found if place.usual.lead < ALONE]
    if rest:
        yield from (_finding(place, choice, document, language) for place, choice in fitting(document, rest))


def _finding(place: Place, choice: Choice, document: Document, language: str) -> Finding:
    from mtaudit.detectors._meanings import AGREED
    from mtaudit.languages import NAMES

    foreign = f"“{choice.foreign}” ({NAMES.get(language, language)})"
    why = "in other places" if choice.lead >= AGREED else "as well, and that fits better"
    message = f"The source has {foreign} here, which is “{choice.rival.form}” {why}."
    return Finding(WRONG_WORD, place.span, message, (Suggestion(choice.rival.form),))
