"""Apostrophes that got lost.

What it finds
    A possessive without its apostrophe: after a name ("Xi Jinpings important speech"), in words that are none without
    it ("childrens", "the countrys army"), after an article ("a peoples war"); and contractions without it ("doesnt").

Why it matters
    Many languages put a plain -s or nothing where English sets an apostrophe.

Example
    Before: Xi Jinpings important speech. After: Xi Jinping’s important speech.

Limits
    A name in -s before a noun ("Bidens speech") cannot be told from a surname, so only a name after a title or one that
    the page also has without -s is reported, and only where an adjective follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

POSSESSIVE = Rule(
    "apostrophes/possessive", "linguistic-conventions/punctuation", "minor", "A lost possessive apostrophe"
)
CONTRACTION = Rule("apostrophes/contraction", "linguistic-conventions/spelling", "minor", "A contraction in one piece")

RULES = (POSSESSIVE, CONTRACTION)

# No English word ends in -ys after a consonant, and the other plurals take no second -s.
_IN_YS = expression("[a-z]{2,20}[bcdfghkmnpqrstvxz]ys")
_FOREIGN_PLURALS = frozenset("zlotys whiskys drys guys".split())
_NO_PLURAL = expression(
    r"(?<![\w'’-])(?P<stem>children|women|men|today(?=s [a-z])|yesterday(?=s [a-z]))s(?![\w'’-])(?! rea\b)"
    r"|\b(?:an?|each|every|another|this|that) (?P<people>people)s(?= [a-z])"
)
_NO_PLURALS = frozenset("childrens womens mens todays yesterdays peoples".split())
_TITLE = expression(
    r"\b(?:president|minister|secretary|chancellor|premier|leader|king|queen|prince|princess|pope|senator|governor|"
    r"mayor|ambassador|general|chairman|chairwoman|chair|director|spokesman|spokeswoman|commander|coach|captain|actor|"
    r"actress|singer|writer|author|professor|judge|candidate|deputy|comrade|marshal|mr\.?|mrs\.?|ms\.?|dr\.?) "
    r"(?:[A-Z][\w-]{1,20} )?$",
    re.IGNORECASE,
)
_ADJECTIVE = (
    "important|new|latest|political|military|national|main|biggest|largest|recent|former|famous|personal|economic|"
    "foreign|official|final|current|great|strong|key|major|special|private|social|annual|previous|original|entire|"
    "historic|powerful|brilliant|controversial|remarkable|so-called|favou?rite|younger|elder|eldest|youngest|beloved|"
    "late"
)
_NAME = expression(rf"(?P<stem>[A-Z](?<!\w.)[a-z]{{2,20}}[^\W\d_A-Zsuxz])s(?= (?:{_ADJECTIVE})\b)")
_PLURAL_BEFORE = expression(r"\b(?:the|these|those|two|three|four|all|both|many|most|few|some|other) $", re.IGNORECASE)
#: Plurals that names are made of, as in "United States".
_NOUNS = frozenset({"State", "Nation", "Time", "Force", "Service"})
_CONTRACTED = {"theyre": ("they", "re"), "youre": ("you", "re"), "theyve": ("they", "ve"), "youve": ("you", "ve")} | {
    f"{verb}nt": (verb, "nt") for verb in "do does did is are was were has have had could would should".split()
}


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every lost apostrophe."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text, words = document.flat, document.vocabulary
    mark = "'" if "'" in text and "’" not in text else "’"
    for match in _every({word for word in words if _IN_YS.fullmatch(word)} - _FOREIGN_PLURALS, text):
        yield _possessive(match, match[0][:-1], mark, f"{match[0][:-2]}ies")
    if words & _NO_PLURALS:
        for match in _NO_PLURAL.finditer(text):
            yield _possessive(match, match["stem"] or match["people"], mark)
    for match in _owners(text, words):
        stem = match["stem"]
        yield _possessive(match, stem, mark, "" if stem in words else f"{stem}s{mark}", safe=False)
    for match in _every({word for word in words if word.lower() in _CONTRACTED}, text):
        yield _contraction(match, mark)


def _every(words: set[str], text: str) -> Iterator[re.Match[str]]:
    """Each place where one of some words stands by itself."""
    if words:
        yield from re.finditer(rf"(?<![\w'’.-])(?:{'|'.join(sorted(words))})(?![\w'’-])", text)


def _owners(text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Names in -s that own what follows: after a title, or where the page has the name, and no noun, without -s."""
    for match in _NAME.finditer(text):
        stem, before = match["stem"], text[max(0, match.start() - 50) : match.start()]
        if _PLURAL_BEFORE.search(before) or stem in _NOUNS or stem.lower() in words:
            continue
        if stem in words or _TITLE.search(before):
            yield match


def _possessive(match: re.Match[str], stem: str, mark: str, other: str = "", *, safe: bool = True) -> Finding:
    cures = (Suggestion(f"{stem}{mark}s", safe=safe and not other), *([Suggestion(other)] if other else []))
    span = Span(match.end() - len(stem) - 1, match.end())
    return Finding(POSSESSIVE, span, f"“{stem}s” lost its apostrophe.", cures)


def _contraction(match: re.Match[str], mark: str) -> Finding:
    verb, ending = _CONTRACTED[match[0].lower()]
    start = match[0][: len(verb)]
    cure = f"{start}n{mark}t" if ending == "nt" else f"{start}{mark}{ending}"
    return Finding(CONTRACTION, Span(*match.span()), f"“{cure}” lost its apostrophe.", (Suggestion(cure, safe=True),))
