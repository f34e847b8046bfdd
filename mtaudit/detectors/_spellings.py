"""One name in two spellings: accents, transliteration by ear, a letter more or less, capitals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtaudit.lexicons.english import classes, commonness
from mtaudit.lexicons.given_names import given_name, plain
from mtaudit.model import Document, Span
from mtaudit.names import Name

_WORD = re.compile(r"(?<![\w.@/])[^\W\d_]{4,}(?![\w@/])")
_SOUNDS = (
    (re.compile(r"ph"), "f"), (re.compile(r"[cs]h|tch|sch|sz|cz"), "x"), (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"[cq]"), "k"), (re.compile(r"w"), "v"), (re.compile(r"z"), "s"), (re.compile(r"[h'’]"), ""),
    (re.compile(r"[aeiouyj]"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
#: Endings that make another word of a name: plural, people, language, feminine.
_INFLECTED = re.compile(
    r"(?:s|es|n|an|ian|ans|ians|ese|i|is|a|o|e|y|er|ers|in|ing|ed|ism|ist|ists|ish|ic|ite|ites|d|t|ia|ie|la|lo)?"
)
#: Zipf frequencies over which a form is a word or name of its own, and under which it is a slip.
_KNOWN, _UNKNOWN = 3.0, 1.5
_LEAST_SOUNDS = 3
#: In how many characters around a name a word counts as its company.
_NEAR = 50
#: How long a note in brackets may be.
_BRACKET = 100


@dataclass(frozen=True)
class Form:
    """A spelling, and where it stands."""

    word: str
    starts: tuple[int, ...]

    @property
    def places(self) -> tuple[Span, ...]:
        """All its places, in order."""
        return tuple(Span(at, at + len(self.word)) for at in self.starts)


def forms(document: Document) -> dict[str, Form]:
    """Every spelling of the document."""
    starts: dict[str, list[int]] = defaultdict(list)
    for match in _WORD.finditer(document.flat):
        starts[match[0]].append(match.start())
    return {word: Form(word, tuple(at)) for word, at in starts.items()}


@dataclass(frozen=True)
class Pair:
    """Two spellings of one name: the better one first."""

    right: Form
    wrong: Form


def accents(document: Document, every: dict[str, Form]) -> Iterator[Pair]:
    """Names that stand once with and once without their accents."""
    groups: dict[str, dict[str, Form]] = defaultdict(dict)
    for word, form in every.items():
        if word[0].isupper() and not word.isupper():
            groups[bare(word)][word] = form
    for forms in groups.values():
        accented = [each for each in forms.values() if not each.word.isascii() and not _in_brackets(document, each)]
        others = [each for each in forms.values() if each.word.isascii()]
        plain_word = commonness(bare(others[0].word)) >= _KNOWN + 1 if others else True
        if accented and not plain_word and len(accented[0].starts) >= len(others[0].starts):
            yield Pair(accented[0], others[0])


def _in_brackets(document: Document, form: Form) -> bool:
    """Whether all places of a form are in brackets, as where a name is given in its own script."""
    text = document.flat
    return all(
        text.rfind("(", max(0, at - _BRACKET), at) > text.rfind(")", max(0, at - _BRACKET), at) for at in form.starts
    )


def translated(document: Document) -> Iterator[tuple[Span, Name, str]]:
    """A common noun with a capital that sounds like somebody's surname and stands beside the same rare word."""
    surnames = {sound(bare(name.words[-1])): name for name in document.names if _is_full(name)}
    if not surnames:
        return
    named = {name.span.end for name in document.names if len(name.words) > 1}
    for match in _WORD.finditer(document.flat):
        if match[0].islower() or match.end() in named:
            continue
        low = bare(match[0])
        if classes(low)[:1] not in ("n", "s"):
            continue
        name = surnames.get(sound(low))
        if name and bare(name.words[-1]) != low and distance(low, bare(name.words[-1])) <= 2:
            shared = _beside(document.flat, Span(*match.span())) & _beside(document.flat, name.span)
            if shared:
                yield Span(*match.span()), name, min(shared)


def _is_full(name: Name) -> bool:
    return name.sort != "thing" and len(name.words) == 2 and not classes(name.words[-1].lower())


def _beside(text: str, span: Span) -> set[str]:
    """The rare words in small letters within a few words of a place."""
    near = text[max(0, span.start - _NEAR) : span.start] + " " + text[span.end : span.end + _NEAR]
    words = (word for word in _WORD.findall(near) if word.islower() and commonness(word) < _KNOWN)
    return {word for word in words if not {"v", "z", "d", "g"} & set(classes(word))}


def by_ear(document: Document, every: dict[str, Form]) -> Iterator[Pair]:
    """A name or term that stands in a second spelling of the same sound, which is no word."""
    groups: dict[str, list[Form]] = defaultdict(list)
    capitalised = {bare(word) for word in document.vocabulary if word[0].isupper()}
    for word, form in every.items():
        low = bare(word)
        if low in capitalised and not any(map(str.isupper, word[1:])):
            groups[sound(low)].append(form)
    for key, forms in groups.items():
        if len(key) >= _LEAST_SOUNDS and len(forms) > 1:
            yield from _pairs(forms)


def _pairs(forms: list[Form]) -> Iterator[Pair]:
    ranked = sorted(forms, key=lambda form: (-commonness(form.word.lower()), -len(form.starts)))
    best = ranked[0]
    for form in ranked[1:]:
        if _is_slip(form, best) and not _stand_together(form, best):
            yield Pair(best, form)


def _stand_together(one: Form, other: Form) -> bool:
    """Whether two words are parts of one name, such as "Deng Deying"."""
    starts = {place.start for form in (one, other) for place in form.places}
    return any(place.end + gap in starts for form in (one, other) for place in form.places for gap in (1, 2))


def _is_slip(form: Form, best: Form) -> bool:
    """Whether a form is a second spelling of the best: no word, no name of its own, no inflection, and near."""
    one, other = bare(form.word), bare(best.word)
    if (
        one == other
        or commonness(form.word.lower()) >= _UNKNOWN
        or given_name(one)
        or len(form.starts) > len(best.starts)
    ):
        return False
    if (
        best.word.islower()
        or classes(best.word.lower())
        or (commonness(best.word.lower()) < _KNOWN and len(best.starts) < 2)
    ):
        return False
    short, long = sorted((one, other), key=len)
    if _INFLECTED.fullmatch(long.removeprefix(short)) and long.startswith(short):
        return False
    return not _have_endings(short, long) and distance(one, other) <= 2


def _have_endings(short: str, long: str) -> bool:
    """Whether two words differ only in endings of names, such as "Corso" and "Corsia"."""
    common = 0
    while common < len(short) and short[common] == long[common]:
        common += 1
    tails = (short[common:], long[common:])
    return common >= 4 and all(map(_INFLECTED.fullmatch, tails))


@lru_cache(maxsize=32768)
def bare(word: str) -> str:
    """A word in small letters without accents; å is aa, as Danish once wrote it."""
    return plain(word.replace("å", "aa").replace("Å", "Aa"))


@lru_cache(maxsize=32768)
def sound(word: str) -> str:
    """What is left of a bare word when vowels and ways to write a sound don't count."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def full_names(names: tuple[Name, ...]) -> Iterator[tuple[Name, Name]]:
    """Full names with the same given name whose surnames are spellings of one, or one read as a word; better first."""
    by_given: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in names:
        given = bare(name.words[0])
        if len(name.words) == 2 and name.sort != "thing" and (given_name(given) or not classes(given)):
            by_given[given].setdefault(name.words[1], name)
    for people in by_given.values():
        if 1 < len(people) < 6:
            yield from _same_people(list(people.values()))


def _same_people(people: list[Name]) -> Iterator[tuple[Name, Name]]:
    for at, one in enumerate(people):
        for other in people[at + 1 :]:
            surnames = bare(one.words[1]), bare(other.words[1])
            if _may_be_one(*surnames):
                word = [classes(each)[:1] in ("n", "s") for each in surnames]
                yield (other, one) if word[0] and not word[1] else (one, other)


def _may_be_one(one: str, other: str) -> bool:
    if one.rstrip("s’'") == other.rstrip("s’'"):
        return False
    near = (
        min(len(one), len(other)) >= 5
        and one[0] == other[0]
        and distance(one, other) <= 1
        and sound(one) == sound(other)
    )
    words = [classes(each)[:1] == "n" and commonness(each) >= _KNOWN for each in (one, other)]
    translated = words[0] != words[1] and one[:3] == other[:3] and min(commonness(one), commonness(other)) < _KNOWN
    return near or translated
