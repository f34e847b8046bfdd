"""Words in another script.

What it finds
    Cyrillic, Han, Hangul, kana, Arabic, Hebrew, Thai, Indic and other letters in English prose, and words that mix
    Latin letters with look-alikes of another alphabet. A text that is mostly in another script is reported once.

Why it matters
    What the system did not know it copied: a name, a quotation, a link of the page, or spam at the end of a paragraph.

Example
    Before: Источник: the ministry. After: Source: the ministry.

Limits
    A name or term in its own script after the English one, as in "Kyiv (Київ)", or after the name of its language, is
    taken for meant. So are Greek letters as symbols.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mtaudit.detectors._inside import inside
from mtaudit.detectors._scripts import LETTERS, OF, may_hold, name_of
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_UNTRANSLATED = "accuracy/untranslated"

WORDS = Rule("scripts/words", _UNTRANSLATED, "major", "Words in another script")
GLUED = Rule("scripts/glued", _UNTRANSLATED, "major", "Text in another script glued to a sentence")
LOOK_ALIKE = Rule(
    "scripts/look-alike", "linguistic-conventions/character-encoding", "minor", "A letter of another alphabet"
)
MOSTLY = Rule("scripts/mostly", _UNTRANSLATED, "critical", "A text mostly in another script")

RULES = (WORDS, GLUED, LOOK_ALIKE, MOSTLY)

_RUN = expression(f"[{LETTERS}]+")
#: What may stand between two words of one passage.
_WITHIN = expression(r"[\s\d\W_]{0,6}")
_LATIN = expression(r"[A-Za-zÀ-ɏ]")
_LONGEST_GLOSS = 40
_GLOSS_END = expression(r"[.!?;:。！？；：，،]")
_LANGUAGE = (
    "Arabic|Armenian|Bengali|Bulgarian|Burmese|Cantonese|Chinese|Cyrillic|Devanagari|Farsi|Georgian|Greek|Hangul|Hanja|"
    "Hanzi|Hebrew|Hindi|Japanese|Kanji|Katakana|Hiragana|Kazakh|Khmer|Korean|Lao|Macedonian|Malayalam|Mandarin|Marathi|"
    "Mongolian|Nepali|Pashto|Persian|Pinyin|Punjabi|Russian|Sanskrit|Serbian|Sinhala|Tamil|Telugu|Thai|Tibetan|Urdu|"
    "Ukrainian|Yiddish|Belarusian|Uyghur|Amharic|Gujarati|Kannada"
)
_MENTIONED = expression(
    rf"\b(?:(?:{_LANGUAGE})(?: (?:name|word|term|title|text|script|characters?|original))?|word|term|characters?|"
    r"letters?|symbols?|glyphs?|native name|lit|called|spelled|spelt|written(?: as)?|means?|meaning|pronounced)"
    r"[\s:,=–—-]{0,3}[“‘\"'(]?$",
    re.IGNORECASE,
)
# A name may have its own form right behind it, as scholars write it.
_NAME_BEFORE = expression(r"[A-Z][\w’-]+ $")
_NAME_AFTER = expression(r" ?[(,;]")
# Letters that look the same in Latin type.
_ALIKE = str.maketrans("АВЕКМНОРСТУХасеорхуіјѕԁԛԝІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaceopxyijsdqwIJSABEZHIKMNOPTYXo")
_MIXED = expression(r"[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
_WORD = expression(r"[A-Za-z\u0370-\u052f]{3,}")


class _Passage(NamedTuple):
    """A run of words in another script."""

    span: Span
    script: str
    letters: int


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every passage in another script, or one finding for a text that is mostly in one."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text = document.flat
    if text.isascii() or not may_hold(text) or not _RUN.search(text):
        return
    passages = [each for block in document.blocks for each in _passages(text, block)]
    letters = sum(each.letters for each in passages)
    if letters > 40 and letters * 10 > len(text) and letters > len(_LATIN.findall(text)):
        script = passages[0].script
        message = f"Most of this text is in another script ({script}): it was not translated, or is not meant for this."
        yield Finding(MOSTLY, passages[0].span, message)
        return
    from mtaudit.detectors._mojibake import mojibake

    yield from _look_alikes(text)
    garbled = [each.span for each in mojibake(document.text)]
    for passage in passages:
        if not _is_meant(text, passage) and not any(_overlap(passage.span, span) for span in garbled):
            yield _finding(text, passage)


def _passages(text: str, block: Segment) -> Iterator[_Passage]:
    """The runs of a block, joined where only spaces and marks stand between."""
    runs: list[re.Match[str]] = []
    for match in _RUN.finditer(text, *block.span):
        if runs and not _WITHIN.fullmatch(text, runs[-1].end(), match.start()):
            yield _passage(runs)
            runs = []
        runs.append(match)
    if runs:
        yield _passage(runs)


def _passage(runs: list[re.Match[str]]) -> _Passage:
    letters = "".join(run[0] for run in runs)
    script = "Japanese" if OF["Japanese"].search(letters) else name_of(letters[0])
    return _Passage(Span(runs[0].start(), runs[-1].end()), script, len(letters))


def _is_meant(text: str, passage: _Passage) -> bool:
    """Whether a passage is a symbol, part of a word or handle, a gloss in brackets, or mentioned as a word."""
    start, end = passage.span
    inner = text[start:end]
    if _is_symbol(passage, inner) or text[start - 1 : start] in ("@", "#") or _is_in_word(text, passage):
        return True
    if passage.letters > _LONGEST_GLOSS or _GLOSS_END.search(inner):
        return False
    before = text[max(0, start - 60) : start]
    if passage.letters < 6 and _NAME_BEFORE.search(before) and _NAME_AFTER.match(text, end):
        return True
    return bool(_MENTIONED.search(before)) or before.rfind("(") > before.rfind(")")


def _is_in_word(text: str, passage: _Passage) -> bool:
    """Whether letters of an alphabet like the Latin one are part of a Latin word: look-alikes, or TGFβ."""
    around = text[passage.span.start - 1 : passage.span.start] + text[passage.span.end : passage.span.end + 1]
    return passage.script in ("Greek", "Cyrillic") and _LATIN.search(around) is not None


def _is_symbol(passage: _Passage, inner: str) -> bool:
    """Whether Greek letters stand for a quantity or a name in science, not for a word."""
    return passage.script == "Greek" and max(map(len, re.findall(r"\w+", inner)), default=0) < 4


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _finding(text: str, passage: _Passage) -> Finding:
    start = passage.span.start
    if start > 1 and text[start - 1] in ".!?" and _LATIN.match(text, start - 2):
        message = f"Text in another script ({passage.script}) is glued to the sentence; such ends are often spam."
        return Finding(GLUED, passage.span, message, (Suggestion(""),))
    return Finding(WORDS, passage.span, f"This was left in another script ({passage.script}).")


def _look_alikes(text: str) -> Iterator[Finding]:
    """Words of Latin letters with others among them that look the same."""
    if not _MIXED.search(text):
        return
    for word in _WORD.finditer(text):
        cure = word[0].translate(_ALIKE)
        if cure != word[0] and cure.isascii() and _LATIN.search(word[0]):
            message = f"“{cure}” is spelt with letters of another alphabet that only look the same."
            yield Finding(LOOK_ALIKE, Span(*word.span()), message, (Suggestion(cure, safe=True),))
