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
    Only for languages of which the dictionaries hold enough (Romanian, Russian, Chinese, German, French and others,
    not Nepali or Sinhala), and reported only on request: the network reads 230 units a second. Of 170 words that
    `meanings/wrong-word` marked in 674,000 words of many systems, 90 % (85 to 94 %) were wrong by a reader with the
    source or its word at hand, and none of them stood in 119,000 words that people translated. All but six stood where
    a system had taken the first word of its dictionary; in what better systems write, it finds next to nothing. Of
    what `meanings/suspected-word` marked 60 % was wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule, Suggestion
from mtaudit.selection import enabled
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.detectors._meanings import Meaning

_SENSE = "accuracy/mistranslation"

WRONG_WORD = Rule(
    "meanings/wrong-word",
    _SENSE,
    "major",
    "Another sense of a word of the source",
    "The dictionaries have both words for the one in the source, this one is badly put, and the other fits better.",
    "preview",
    "source",
)
SUSPECTED_WORD = Rule(
    "meanings/suspected-word",
    _SENSE,
    "major",
    "Perhaps another sense of a word of the source",
    "The dictionaries have both words for the one in the source, and the other seems to fit better.",
    "preview",
    "source",
)

RULES = (WRONG_WORD, SUSPECTED_WORD)
COMPARES = True


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the words that are wrong; raises EngineError where the network cannot run."""
    pairs = [pair for pair in document.pairs if pair.source and pair.target.strip()]
    if not pairs:
        return
    from mtaudit.detectors._meanings import meanings
    from mtaudit.detectors._source_language import source_language
    from mtaudit.senses import knows

    language = settings.from_ or source_language(pairs)
    suspected = SUSPECTED_WORD.id in enabled(RULES, settings, document.name)
    for meaning in meanings(document, pairs, language, suspected) if language and knows(language) else ():
        yield _finding(meaning, language)


def _finding(meaning: Meaning, language: str) -> Finding:
    from mtaudit.languages import NAMES

    word, other = meaning.place.form, meaning.choice.rival.form
    both = f"The source has “{meaning.choice.foreign}” ({NAMES.get(language, language)}) here, which is both “{word}”"
    used = f", and other units have “{other}”" if meaning.agreed else ""
    fits = "fits better" if meaning.sure else "may fit better"
    message = f"{both} and “{other}”; “{other}” {fits}{used}."
    return Finding(WRONG_WORD if meaning.sure else SUSPECTED_WORD, meaning.place.span, message, (Suggestion(other),))
