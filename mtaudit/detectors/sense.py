"""Words that are good English and the wrong word: another sense of the source was meant.

What it finds
    A word that does not fit where it stands, when another word fits much better and some language says both with one
    word: "foundations" for "bases", "command" for "order", "emissions" for "withdrawal". A small neural network reads
    the page and says which words look out of place; the pivot table says what each may have stood for, a thesaurus, the
    word's family and the sentence what else; the page's own words decide with them. It needs no source text.

Why it matters
    This is the fault that no grammar checker sees and that misleads most: the sentence is fluent and says something
    else.

Example
    Before: "The Pentagon has turned over several of its foundations."
    After: "The Pentagon has turned over several of its bases."

Limits
    Only the source could prove it: every finding is a suspicion, and no correction is applied unseen. All of it is
    reported only on request: the surest rule marks one in ten of the wrong words that people marked, at nine alarms in
    10,000 words of good English, and its first proposal is right in one of three or four; `sense/suspected-word` marks
    four in ten, at nine alarms in 1,000. Names and rare terms are left alone. Poetry, jokes and jargon of one trade
    raise alarms.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule
from mtaudit.selection import enabled
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.detectors._sense_evidence import Suspect
    from mtaudit.detectors._sense_phrases import Phrase
    from mtaudit.detectors._sense_reading import Page
    from mtaudit.detectors._sense_usage import Usage

#: What training/sense_fit.py found for the network that ships.
_NUMBERS = Path(__file__).parent / "data" / "sense.json"
_SENSE = "accuracy/mistranslation"
_WHY = "A word of the source had several senses, and the system took the wrong one."

WRONG_WORD = Rule("sense/wrong-word", _SENSE, "major", "A word taken in the wrong sense", _WHY, "preview", "source")
SUSPECTED_WORD = Rule(
    "sense/suspected-word", _SENSE, "major", "A word that may be taken in the wrong sense", _WHY, "preview", "source"
)

SPUN_PHRASE = Rule(
    "sense/spun-phrase",
    "terminology/wrong-term",
    "major",
    "A term whose words all took another sense",
    "Spinners and poor systems put a synonym for each word of a term, and the term is gone.",
    "preview",
    "source",
)

RULES = (WRONG_WORD, SUSPECTED_WORD, SPUN_PHRASE)


def prepare(document: Document, settings: Settings) -> None:
    """Let the network load while the other detectors work."""
    from mtaudit.engines.sense import start

    if document.words:
        start()


def preload(settings: Settings) -> None:
    """Load the network."""
    from mtaudit.engines.sense import network

    network()


def reading(document: Document) -> Page:
    """What the network says of the whole document."""
    from mtaudit.detectors._sense_reading import read

    return read(document)


def fingerprint(settings: Settings) -> str:
    """What the findings depend on besides the rules."""
    return f"{sha256(_NUMBERS.read_bytes()).hexdigest()[:12]} {settings.from_}"


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the suspected words and phrases; raises EngineError where the network cannot run."""
    if not document.words:
        return
    from mtaudit.detectors._sense_reading import read
    from mtaudit.detectors._sense_usage import usage
    from mtaudit.detectors._sense_wording import finding, phrase_finding

    page = read(document)
    spun = list(_phrases(document, page))
    yield from (phrase_finding(SPUN_PHRASE, phrase, document) for phrase in spun)
    taken = [range(phrase.words[0].start, phrase.words[-1].end) for phrase in spun]
    preview = SUSPECTED_WORD.id in enabled(RULES, settings, document.name)
    uses = usage(page.words)
    for suspect, sure in _suspects(page, uses, settings, preview):
        if not any(suspect.word.span.start in each for each in taken):
            yield finding(WRONG_WORD if sure else SUSPECTED_WORD, suspect, document, uses, settings.from_)


def _phrases(document: Document, page: Page) -> Iterator[Phrase]:
    """The phrases that are spun by all the evidence."""
    from mtaudit.detectors._sense_evidence import weighed
    from mtaudit.detectors._sense_phrases import phrases
    from mtaudit.detectors._sense_verdict import verdict
    from mtaudit.detectors._spun_words import load

    numbers = verdict()
    for phrase in phrases(document, page, load()):
        if weighed((*phrase.evidence, 1.0), numbers.phrase) >= numbers.spun:
            yield phrase


def _suspects(page: Page, uses: Usage, settings: Settings, preview: bool) -> Iterator[tuple[Suspect, bool]]:
    """The words that are wrong by all the evidence, and whether the first rival is sure enough; else with preview."""
    from mtaudit.detectors._sense_evidence import Limits, score, sure, suspects
    from mtaudit.detectors._sense_verdict import verdict

    numbers = verdict()
    limits = Limits(numbers.preview if preview else inf, numbers.stable)
    for suspect in suspects(page, uses, numbers.floor, settings.from_, numbers.weights, limits):
        is_sure = sure(suspect, numbers.weights) >= limits.sure
        if is_sure or score(suspect, numbers.weights) >= limits.score:
            yield suspect, is_sure
