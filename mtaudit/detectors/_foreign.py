"""Foreign words in English prose: which words of a text are foreign, where they stand in a row, and which are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.lexicons import accented_english, foreign_languages, function_word, is_function_word
from mtaudit.model import MASK, Document, Span

_NAMES = (
    "ca Catalan cs Czech da Danish de German es Spanish fi Finnish fil Filipino fr French hu Hungarian id Indonesian "
    "is Icelandic it Italian lt Lithuanian lv Latvian ms Malay nb Norwegian nl Dutch pl Polish pt Portuguese "
    "ro Romanian sh Serbo-Croatian sk Slovak sl Slovenian sv Swedish tr Turkish vi Vietnamese"
).split()
LANGUAGES = dict(zip(_NAMES[::2], _NAMES[1::2], strict=True))
_WORD = expression(r"(?<![\w@#.])[^\W\d_]{2,40}(?![\w@]|\.\w)")
_LETTERS = expression(r"[^\W\d_]+")
# Letters of other scripts, phonetic signs, ligatures and the old spellings antennæ and coöperate are no sign of it.
_NO_SIGN = expression("[^a-zà-ɏ]|[æœſ]|[aeo][öë]|ï")
_GAP = expression(r"[ \u00a0\n\r]{1,2}|, |['’]|-")
_NAMED = expression(
    rf"\b(?:{'|'.join(LANGUAGES.values())}|Latin|Greek|Spanish|Yiddish|Arabic|Russian|Japanese|Hindi|Sanskrit|Hebrew|called|"
    r"known as|term|word|phrase|expression|meaning|means)(?: (?:word|term|name|phrase|expression|title|for|as|is|it))?"
    r"[\s:,(–—-]{0,3}(?:the |a )?[“\"‘'(]?$",
)
# A short word is foreign for sure only between words in lower case: elsewhere it belongs to a name.
_BEFORE_LONE = expression(rf"(?:^|[\s(])[a-z][a-z’'-]+[,;:]?[”\"]? $|[”\"{MASK}] $")
_AFTER_LONE = expression(rf" [a-z]{{2,}}(?![.\w])| [“\"{MASK}]")
_OPEN_QUOTE, _CLOSE_QUOTE = '“"‘«*_', '”"’»*_'
_FOLLOWING = expression(r"[ -]([^\W\d_]+)")
_LONGEST_WORD = 40
_REACH = 160


class Foreign(NamedTuple):
    """A foreign word in place: its tier (strong, alone, bound or row), its languages and its English, if known."""

    start: int
    end: int
    tier: str
    languages: tuple[str, ...]
    english: str


def vocabulary(words: Iterable[str]) -> Mapping[str, Foreign]:
    """Those of the words that may be foreign, without their places."""
    return {word: found for word in words if (found := _look_up(word))}


@lru_cache(maxsize=32768)
def _look_up(word: str) -> Foreign | None:
    if len(word) < 2 or len(word) > _LONGEST_WORD:
        return None
    if word.islower():
        function = function_word(word)
        if function:
            return Foreign(0, 0, function.tier, function.languages, function.english)
        languages = foreign_languages(word)
        if languages or _is_accented(word):
            return Foreign(0, 0, "strong", languages, "")
    elif word[1:].islower():
        lower = word.lower()
        languages = foreign_languages(lower) or getattr(function_word(lower), "languages", ())
        # German writes its nouns with a capital; elsewhere a capital is a name's.
        is_noun = languages[:1] == ("de",) and not is_function_word(lower)
        if languages:
            return Foreign(0, 0, "noun" if is_noun else "row", languages, "")
    return None


def _is_accented(word: str) -> bool:
    return not word.isascii() and len(word) > 3 and not _NO_SIGN.search(word) and word not in accented_english()


def foreign_runs(document: Document, known: Mapping[str, Foreign]) -> Iterator[list[Foreign]]:
    """The foreign words of a document, those that stand in a row together."""
    for block in document.blocks:
        tiers = [known[word].tier for word in _LETTERS.findall(document.flat, *block.span) if word in known]
        if len(tiers) > 2 or any(tier != "row" for tier in tiers):
            yield from _runs(document.flat, block.span, known)


def _runs(text: str, span: Span, known: Mapping[str, Foreign]) -> Iterator[list[Foreign]]:
    run: list[Foreign] = []
    phrase_end = 0
    for match in _WORD.finditer(text, *span):
        word = known.get(match[0])
        start, end = match.span()
        if word is None or start < phrase_end:
            continue
        if word.tier == "bound" and (phrase := _phrase(match[0], text, end)):
            phrase_end = phrase.end()
            continue
        if run and not _GAP.fullmatch(text, run[-1].end, start):
            yield run
            run = []
        tier = word.tier
        if tier == "noun":
            tier = "strong" if _is_inside(text, start) else "row"
        run.append(word._replace(start=start, end=end, tier=tier))
    if run:
        yield run


def _is_inside(text: str, start: int) -> bool:
    """Whether a word stands in the middle of a sentence, after a word in lower case or a hyphen."""
    before = text[max(0, start - 2) : start]
    return before[-1:] == "-" or (before[-1:] == " " and before[:1].islower())


def is_meant(text: str, run: list[Foreign]) -> bool:
    """Whether a run is quoted, glossed or named as foreign, or may be part of a name."""
    start, end = run[0].start, run[-1].end
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _NAMED.search(before[-60:]) or _is_quoted(text, before, after, start, end):
        return True
    if before.rfind("(") > before.rfind(")") and ")" in after:
        inside = len(before) - before.rfind("(") + after.index(")")
        if inside < end - start + 30:
            return True
    if any(word.tier == "strong" for word in run):
        return False
    return not (_BEFORE_LONE.search(before) and _AFTER_LONE.match(after))


def _is_quoted(text: str, before: str, after: str, start: int, end: int) -> bool:
    """Whether a run is all, or much, of what stands between two quotation marks."""
    opening = max(before.rfind(mark) for mark in _OPEN_QUOTE)
    closing = min((at for at in (after.find(mark) for mark in _CLOSE_QUOTE) if at >= 0), default=-1)
    if opening < 0 or closing < 0 or before[opening:].count("”"):
        return False
    words = _WORD.findall(text, start - len(before) + opening, end + closing)
    return 2 * sum(_look_up(word) is not None for word in words) >= len(words)


def _phrase(word: str, text: str, end: int) -> re.Match[str] | None:
    """What follows a short word where English has both, as in "de facto"."""
    following, known = _FOLLOWING.match(text, end), function_word(word)
    return following if following and known and following[1] in known.followers else None
