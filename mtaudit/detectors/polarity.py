"""A "not" that the translation lost or made up.

What it finds
    With the source at hand: a sentence with a negation in its source and none in the translation, or the other way
    round. The source may be German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Finnish, Estonian, Polish,
    Czech, Romanian, Russian, Ukrainian, Chinese, Japanese or Korean; ``--from`` says which, or its own words do.

Why it matters
    A lost "not" turns the meaning around, and the sentence reads as well as before.

Example
    Source: Er hat nicht unterschrieben. Before: He signed. After: He did not sign.

Limits
    Languages say no in words that English says otherwise ("nothing but" is only, "not small" is big). So this is
    reported only on request, and only for sentences with one negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mtaudit.detectors._source_language import source_language
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment
from mtaudit.settings import Settings

LOST = Rule(
    "polarity/lost", "accuracy/mistranslation", "critical", "A negation of the source is gone", "", "preview", "source"
)
ADDED = Rule(
    "polarity/added", "accuracy/mistranslation", "critical", "A negation the source lacks", "", "preview", "source"
)

RULES = (LOST, ADDED)
COMPARES = True

_NOT = expression(
    r"\b(?:no|not(?! only)|never|none|nobody|nothing|neither|nor|nowhere|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
#: Words that deny something without a "not", and words for which other languages use one.
_DENYING = expression(
    r"\b(?:un|in|im|ir|il|dis|non|mis|anti)\w{3,}|\w+less\b|\b(?:only|just|but|except|unless|until|than|rather|instead|"
    r"lack\w*|fail\w*|refus\w*|den(?:y|ied|ies|ying|ial)|avoid\w*|prevent\w*|absen\w*|ban\w*|hardly|barely|rarely|seldom|"
    r"few|little|free|away|stop\w*|reject\w*|impossible|any\w*|ever|other|otherwise|all|both|every\w*|too|either|whether|"
    r"beyond|hopefully|miss\w*|miscarr\w*|zero|empty|doubt\w*|despite|although|even|still)\b",
    re.IGNORECASE,
)


class _Negation(NamedTuple):
    """What says no in a language: by a word of its own, and in ways that English may put as a "not"."""

    plain: re.Pattern[str]
    hidden: re.Pattern[str]


_MOST_CLAUSES = 2


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every pair of which one side alone says no."""
    pairs = [pair for pair in document.pairs if pair.source and pair.target.strip()]
    negation = _negations().get(settings.from_ or source_language(pairs)) if pairs else None
    if negation:
        yield from _differing(pairs, negation)


def _differing(pairs: list[Segment], negation: _Negation) -> Iterator[Finding]:
    for pair in pairs:
        source = pair.source.lower()
        theirs, mine = len(negation.plain.findall(source)), len(_NOT.findall(pair.target))
        if theirs and not mine and theirs <= _MOST_CLAUSES and not _DENYING.search(pair.target):
            yield Finding(LOST, pair.span, "The source says no here, the translation does not.")
        elif mine == 1 and not theirs and not negation.hidden.search(source):
            yield Finding(ADDED, pair.span, "The translation says no here, the source does not.")


@cache
def _negations() -> dict[str, _Negation]:
    """What says no in each language, from ``negations.tsv``."""
    table = Path(__file__).with_name("negations.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {language: _Negation(*(_pattern(language, each) for each in words)) for language, *words in rows}


def _pattern(language: str, words: str) -> re.Pattern[str]:
    bare = language in ("zh", "ja", "ko")  # no spaces between words
    return expression(words if bare else rf"\b(?:{words})(?!\w)")
