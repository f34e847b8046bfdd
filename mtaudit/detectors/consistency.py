"""One thing under two names on the page.

What it finds
    A name in two spellings ("Diyarbakir", "Diyarbakır"; "Covid", "Kovid"), with its words in both orders ("Jae-myung
    Lee", "Lee Jae-myung"), with its surname read as a word once ("Hammer", "Hamer"), an abbreviation with, without and
    with half its stops (U.S., US, U S.), under two expansions or beside its full name in the same sentence, a body that
    one person belongs to under two names, a word in British and in American spelling, a brand in two kinds of capitals,
    and terms that a list of terms forbids.

Why it matters
    A system translates each sentence alone, so a reader meets two people where the source has one. Terms that change
    are what customers complain of most.

Example
    Before: "US can slow ... U.S. troops ... about 2,500 U S. troops". After: "US" in all places.

Limits
    Two names that share neither letters nor sentence ("Member of the Chamber", "MP") are not seen without a list of
    terms: ``terms`` in the settings names CSV or TBX files. Which form is right is a proposal: the one that English
    knows, else the more frequent one, else the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.detectors import _naming as naming
from mtaudit.detectors import _spellings as spellings
from mtaudit.detectors._inside import inside
from mtaudit.detectors._terms import TERM, forbidden
from mtaudit.detectors._variants import CAPITALS, VARIANT, capitals, variants
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings
from mtaudit.term_lists import read

_USE = "terminology/inconsistent-use"

SPELLING = Rule(
    "consistency/spelling",
    _USE,
    "major",
    "A name in two spellings",
    why="Each sentence was transliterated by itself, by ear.",
)
ACCENTS = Rule("consistency/accents", _USE, "minor", "A name with and without its accents")
ORDER = Rule("consistency/name-order", _USE, "major", "A name with its words in both orders")
SURNAME = Rule("consistency/surname", "accuracy/entity", "major", "One person under two surnames")
ABBREVIATION = Rule("consistency/abbreviation", _USE, "minor", "An abbreviation in several forms")
EXPANSION = Rule("consistency/expansion", _USE, "major", "An abbreviation that stands for two names")
NAMING = Rule("consistency/naming", _USE, "major", "One thing under two names")
RULES = (SPELLING, ACCENTS, ORDER, SURNAME, ABBREVIATION, EXPANSION, NAMING, VARIANT, CAPITALS, TERM)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every name, abbreviation and term that changes on the page."""
    yield from inside(document, _all(document))
    yield from forbidden(document, settings.terms)


def fingerprint(settings: Settings) -> str:
    """A hash of the lists of terms."""
    from hashlib import sha256

    return sha256(repr([term for path in settings.terms for term in read(path)]).encode()).hexdigest()


def _all(document: Document) -> Iterator[Finding]:
    written = spellings.forms(document)
    for pair in spellings.by_ear(document, written):
        yield from _spelt(SPELLING, pair)
    for pair in spellings.accents(document, written):
        yield from _spelt(ACCENTS, pair)
    for span, name, shared in spellings.translated(document):
        message = f"A surname read as a word: “{shared}” stands beside {name.text} as well."
        yield Finding(SURNAME, span, message, (Suggestion(name.words[-1]),), (name.span,))
    for right, wrong in spellings.full_names(document.names):
        yield _twice(SURNAME, naming.Twice(wrong.span, right.text, (right.span,)))
    for twice in naming.orders(document.names):
        yield _twice(ORDER, twice)
    for twice, forms in naming.abbreviations(document):
        message = f"One abbreviation in several forms: {forms}."
        yield Finding(ABBREVIATION, twice.span, message, (Suggestion(twice.other),), twice.related)
    for twice in naming.expansions(document):
        yield _twice(EXPANSION, twice)
    for twice in (*naming.bodies(document), *naming.subjects(document)):
        yield _twice(NAMING, twice)
    yield from variants(document)
    yield from capitals(document)


def _spelt(rule: Rule, pair: spellings.Pair) -> Iterator[Finding]:
    """Each place of the worse spelling."""
    first = pair.right.places[0]
    for place in pair.wrong.places:
        message = f"The page also writes “{pair.right.word}”."
        yield Finding(rule, place, message, (Suggestion(pair.right.word),), (first,))


def _twice(rule: Rule, twice: naming.Twice) -> Finding:
    message = f"The page also says “{twice.other}”."
    return Finding(rule, Span(*twice.span), message, (Suggestion(twice.other),), twice.related)
