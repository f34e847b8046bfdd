"""Words that are none.

What it finds
    A word in small letters that no list of English or of other languages knows: a slip of the keyboard or of the
    system's word pieces, if one change of a letter makes a common word of it ("the goverment"), otherwise an unknown
    word, perhaps copied from the source or made up ("asylumina"). It is garbled, and no rare English word, if the
    pieces it is made of follow each other in no English word ("vyclalism").

Why it matters
    Translation systems put rare words together from pieces and copy what they do not know. An unknown word is one of
    the surest signs of a fault in a translation: 19 of 20 stand where a post-editor changed the text.

Example
    Before: "according to the goverment". After: "according to the government".

Limits
    Names, words with a capital anywhere in the text, words used three times or more, words of a vocabulary file
    (``vocabulary`` in the settings), code and words in quotation marks are left alone. Derived words
    ("unmaintainable") and closed compounds of known words count as known, so some slips are missed, and so is a slip
    that makes another word. The names of drugs and chemicals are no words of English either: two of three strings
    called garbled in abstracts of medicine are such names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mtaudit.errors import SettingsError
from mtaudit.files import Stamp, stamp
from mtaudit.lexicons import foreign_languages
from mtaudit.lexicons.english import commonness
from mtaudit.lexicons.subwords import surprise
from mtaudit.model import MASK, Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

SLIP = Rule("spelling/slip", "linguistic-conventions/spelling", "minor", "A word with a letter wrong")
UNKNOWN = Rule(
    "spelling/unknown-word",
    "linguistic-conventions/unintelligible",
    "major",
    "A word of no language",
    status="preview",
)

GARBLED = Rule(
    "spelling/garbled-word",
    "linguistic-conventions/unintelligible",
    "major",
    "A string of letters that is no word",
)

RULES = (SLIP, UNKNOWN, GARBLED)

# No part of code, an address, a hyphenated word, a contraction, or quoted: those have spellings of their own.
_WORD = re.compile(
    rf"(?<![\w@#./\\&~=+$%^*<>{{}}\[\]|`'’‘\"“«\u00ad{MASK}-])[a-z]{{4,24}}"
    rf"(?![\w@/\\&~=+$%^*<>{{}}\[\]|`('’\"”»\u00ad{MASK}-]|\.\w|_)"
)
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PREFIXES = (
    "un re non pre over under anti co sub super multi inter mis dis de counter micro mini mega post self bio eco cyber "
    "hyper geo neuro macro meta auto photo electro hydro semi pseudo ultra tele trans intra extra fore out up down"
).split()
_SUFFIXES = (
    "s es ly ness less like ish able er ers ing ed ism ist ists ize ized izing izes ization ise ised ally y ity wise "
    "ward wards ship hood free proof ment ments ic al ation ations est"
).split()
_LEAST_STEM = 3
#: A word used so often is a term of the document.
_TERM = 3
#: Zipf frequencies of a stem, and of a part of a compound; three letters alone make many words that are none.
_STEM, _PART, _SHORT_PART = 2.8, 3.0, 4.5
#: Zipf frequencies of a correction, of one of a short word, and of a safe one.
_COMMON, _VERY_COMMON, _SAFE = 3.0, 5.0, 3.5
_SHORT, _LONG = 4, 7
#: Nats a letter: that of one in ten unknown words of edited English, and of four in ten in machine translation.
_GARBLED = 5.0


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every word that is none."""
    text = document.flat
    unknown = {word for word in document.vocabulary if word.islower() and word.isascii() and not _is_known(word)}
    unknown.discard("mtaudit")  # in comments that speak to this program
    if not unknown:
        return
    unknown -= {name.lower() for name in _CAPITALISED.findall(text)} | _own_words(
        tuple(map(stamp, settings.vocabulary))
    )
    places: dict[str, list[Span]] = {}
    for match in _WORD.finditer(text):
        if match[0] in unknown:
            places.setdefault(match[0], []).append(Span(*match.span()))
    for word, spans in places.items():
        if len(spans) < _TERM:
            yield from _judge(word, spans)


def _judge(word: str, spans: list[Span]) -> Iterator[Finding]:
    if foreign_languages(word):  # the detector untranslated has it
        return
    better = _corrections(word)
    if better:
        safe = len(better) == 1 and _is_sure(word, better[0])
        message = f"No word is spelt “{word}”; the nearest is “{better[0]}”."
        suggestions = tuple(Suggestion(each, safe=safe) for each in better)
        yield from (Finding(SLIP, span, message, suggestions) for span in spans)
    else:
        rule = GARBLED if surprise(word) > _GARBLED else UNKNOWN
        message = f"“{word}” is a word of no language known here: perhaps garbled, or copied from the source."
        yield from (Finding(rule, span, message) for span in spans)


def _is_sure(word: str, better: str) -> bool:
    """A letter too many, too few or in the wrong order; another letter may make a rare word, such as "freegan"."""
    other_letter = len(word) == len(better) and sorted(word) != sorted(better)
    long = len(word) >= _LONG and word[0] == better[0]
    return long and not other_letter and commonness(better) >= _SAFE


@cache
def _is_known(word: str) -> bool:
    """Whether English has a word, or builds it so plainly that no list needs it."""
    spoken = word.endswith("in") and commonness(f"{word}g")  # thinkin
    return bool(commonness(word) or spoken) or _is_derived(word) or _is_compound(word)


def _is_derived(word: str) -> bool:
    stems = [word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix)]
    return _has_suffix(word) or any(
        len(stem) >= _LEAST_STEM and (commonness(stem) >= _STEM or _has_suffix(stem)) for stem in stems
    )


def _has_suffix(word: str) -> bool:
    return any(
        max(commonness(stem), commonness(f"{stem}e"), _before_suffix(stem)) >= _STEM
        for stem in (word.removesuffix(suffix) for suffix in _SUFFIXES if word.endswith(suffix))
        if len(stem) >= _LEAST_STEM
    )


def _before_suffix(stem: str) -> float:
    """The commonness of happy in happi-ness, of stop in stopp-able."""
    if stem.endswith("i"):
        return commonness(f"{stem[:-1]}y")
    return commonness(stem[:-1]) if stem[-1] == stem[-2] else 0


def _is_compound(word: str) -> bool:
    return any(_is_part(word[:cut]) and _is_part(word[cut:]) for cut in range(_LEAST_STEM, len(word) - _LEAST_STEM + 1))


def _is_part(word: str) -> bool:
    return commonness(word) >= (_SHORT_PART if len(word) == _LEAST_STEM else _PART)


@cache
def _corrections(word: str) -> tuple[str, ...]:
    """The common words one slip away, the commonest first."""
    least = _VERY_COMMON if len(word) == _SHORT else _COMMON
    found = {each: commonness(each) for each in set(one_slip_away(word)) if _keeps_start(word, each)}
    best = sorted((-common, each) for each, common in found.items() if common >= least)
    return tuple(each for _, each in best[:3])


def _keeps_start(word: str, other: str) -> bool:
    """Slips are rare at the start of a word, but for two letters in the wrong order."""
    return len(word) >= _LONG or word[0] == other[0] or word[:2] == other[1::-1]


def one_slip_away(word: str) -> Iterator[str]:
    """Every string that one letter more, less, other or swapped makes of a word."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (f"{head}{letter}{tail}" for letter in _LETTERS)
        if tail:
            yield f"{head}{tail[1:]}"
            yield from (f"{head}{letter}{tail[1:]}" for letter in _LETTERS)
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"


@cache
def _own_words(files: tuple[Stamp, ...]) -> frozenset[str]:
    """The words of the vocabulary files, one a line, '#' for comments."""
    return frozenset(word for file in files for word in _lines(file.path))


def _lines(file: Path) -> Iterator[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the vocabulary {file} cannot be read: {error}") from error
    yield from (line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
