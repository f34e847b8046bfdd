"""A correction in the form that the place asks for: case, hyphens, tense and the article before it."""

from __future__ import annotations

import re

from mtaudit.inflection import article

_SMALL = frozenset("a an and as at but by for from in of on or over per the to up via vs with".split())
_PARTS = re.compile(r"[ -]")
_AUXILIARY = re.compile(
    r"(?:\b(?:have|has|had|having|be|been|being|is|are|was|were|am|get|gets|got|getting|by)|'(?:ve|s|re|d))"
    r"(?: (?:not|also|already|been|being|\w+ly))? $",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<![\w'-])([Aa]n?|AN?) $")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;…][\"'”)]* |[\"“(\[]|[•*–—-] ?)$")


def worded(found: str, listed: str, suggestion: str, before: str) -> str:
    """A suggestion for ``listed`` in the case, hyphens and tense of what was found after ``before``."""
    if "|" in suggestion:
        past, participle = suggestion.split("|")
        suggestion = participle if _AUXILIARY.search(before) else past
    suggestion = _hyphened(found, listed, suggestion)
    if found != listed and _shouts(found, before):
        return suggestion.upper()
    return _cased(found, listed, suggestion)


def article_before(before: str, found: str, suggestions: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """How many characters of article belong to the correction, and the suggestions with theirs."""
    match = _ARTICLE.search(before)
    if not match or not _is_article(match, before, found):
        return 0, suggestions
    if all(article(each) == match[1].lower() for each in suggestions):
        return 0, suggestions
    return len(match[0]), tuple(f"{_like(match[1], article(each))} {each}" for each in suggestions)


def _is_article(match: re.Match[str], before: str, found: str) -> bool:
    """Whether it is no letter, as in "vitamin A"."""
    return match[1].islower() or bool(_SENTENCE_START.search(before[: match.start()])) or not found[0].islower()


def _like(old: str, new: str) -> str:
    return new.upper() if old == "AN" else new.capitalize() if old[0] == "A" else new


def _hyphened(found: str, listed: str, suggestion: str) -> str:
    """The suggestion with the found text's hyphens where the listed wording has other ones at the same places."""
    old, was = _PARTS.findall(found), _PARTS.findall(listed)
    parts = _PARTS.split(suggestion)
    if old == was or len(old) != len(parts) - 1 or len(was) != len(old) or was != _PARTS.findall(suggestion):
        return suggestion
    return "".join(piece for pair in zip(parts, [*old, ""], strict=True) for piece in pair)


def _cased(found: str, listed: str, suggestion: str) -> str:
    if found == listed or not suggestion:
        return suggestion
    if _is_title(found) and not _is_title(listed):
        return _titled(suggestion)
    if found[:1].isupper() and not listed[:1].isupper():
        return suggestion[:1].upper() + suggestion[1:]
    return suggestion


def _shouts(found: str, before: str) -> bool:
    """Whether a text is in capitals as all around it is, and no abbreviation."""
    if not found.isupper() or sum(map(str.isalpha, found)) < 2:
        return False
    last = re.findall(r"[^\W\d_]{2,}", before)[-1:]
    return bool(_PARTS.search(found)) or len(found) > 5 or (bool(last) and last[0].isupper())


def _is_title(text: str) -> bool:
    words = [word for word in _PARTS.split(text) if word not in _SMALL]
    return len(words) > 1 and all(word[:1].isupper() or not word[:1].isalpha() for word in words)


def _titled(text: str) -> str:
    words = re.split(r"([ -])", text)
    return "".join(word if i and word in _SMALL else word[:1].upper() + word[1:] for i, word in enumerate(words))
