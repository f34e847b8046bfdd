"""A suspect as a finding: the corrections in the form the place asks for, and the reason in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from mtaudit.detectors._sense_choices import Choice
from mtaudit.detectors._sense_evidence import Suspect
from mtaudit.detectors._sense_phrases import Phrase
from mtaudit.detectors._sense_usage import Usage
from mtaudit.detectors._spun_wording import proposals
from mtaudit.detectors._spun_words import load
from mtaudit.languages import NAMES
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.packs.wording import article_before, worded

_MOST = 3
_LANGUAGES = 3
_NUMBERS = ("", "once", "twice", "three times", "four times", "five times", "six times")
_BEFORE = 60


def finding(rule: Rule, suspect: Suspect, document: Document, uses: Usage, source: str) -> Finding:
    """The finding about a suspect; an article that has to change is part of it."""
    span, word = suspect.word.span, suspect.word.text
    before = document.flat[max(0, span.start - _BEFORE) : span.start]
    chosen = suspect.choices[:_MOST]
    texts = tuple(dict.fromkeys(worded(word, word.lower(), choice.rival.form, before) for choice in chosen))
    article, texts = article_before(before, word, texts)
    used = uses.count(chosen[0].rival.form)
    message = (
        f"“{word}” may be the wrong word: “{chosen[0].rival.form}” fits better here{_reason(chosen[0], used, source)}."
    )
    return Finding(rule, Span(span.start - article, span.end), message, tuple(map(Suggestion, texts)))


def phrase_finding(rule: Rule, phrase: Phrase, document: Document) -> Finding:
    """The finding about a spun phrase."""
    span = Span(phrase.words[0].start, phrase.words[-1].end)
    texts = proposals(phrase.words, document.flat, load())
    guess = f": perhaps “{texts[0]}”" if texts else ""
    message = f"“{document.flat[span.start : span.end]}” may stand for a term, word by word{guess}."
    return Finding(rule, span, message, tuple(map(Suggestion, texts)))


def _reason(choice: Choice, used: int, source: str) -> str:
    """Why one word may have become the other."""
    names = [] if choice.rival.distant else _languages(choice, source)
    reasons = []
    if names:
        reasons.append(f"in {_listed(names)} one word says both")
    elif choice.rival.candidate.synonym or choice.rival.likeness:
        reasons.append("the two are near in meaning")
    elif choice.rival.kin:
        reasons.append("the two are of one family")
    if used:
        times = _NUMBERS[used] if used < len(_NUMBERS) else f"{used} times"
        reasons.append(f"the page itself writes “{choice.rival.candidate.lemma}” {times}")
    return "; " + "; ".join(reasons) if reasons else ""


def _languages(choice: Choice, source: str) -> Sequence[str]:
    """The languages that say both words with one, that of the source first."""
    codes = dict.fromkeys(each.language for each in choice.rival.candidate.evidence)
    order = sorted(codes, key=lambda code: code != source)
    return [NAMES[code] for code in order if code in NAMES][:_LANGUAGES]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
