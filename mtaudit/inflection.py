"""Forms of English words: plurals, verb forms and the indefinite article, by spelling rules and a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

_VOWELS = "aeiou"
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_IRREGULAR_ENDING = re.compile(r"(?:person|man|child|foot|tooth)$")
_REGULAR_MAN = re.compile(r"(?:hu|ger|ro|sha|otto|tali|nor|brah)man$", re.IGNORECASE)
_PLURAL_ENDING = re.compile(r"(?:[^sui']s|ies|[a-z]{2}(?:men|children|people|feet|teeth))$")
_SINGULAR_MEN = re.compile(r"(?:speci|regi|acu|abdo|o|se|ye)men$")
_PREFIX = re.compile(r"fore|mis|out|over|re|under|un|with")
_GO = re.compile(r"^(?:for|under|un|re|over|out)?(?:go|do)$")
_STOMACH = re.compile(r"(?:stomach|monarch|epoch|patriarch|matriarch|tech)$")
_PREPOSITIONS = frozenset(
    "about against as at between by for from in into of on over per to under with without".split()
)
# Letters whose name starts with a vowel sound, as in "an MP".
_VOWEL_LETTERS = frozenset("AEFHILMNORSX8")
# Acronyms said as words.
_SAID = re.compile(r"(?:NATO|NASA|NAFTA|FIFA|FEMA|SARS|MERS|RAM|ROM|SIM|LAN|SWAT|SWIFT|HIMARS|MANPADS)")
_SILENT_H = re.compile(r"(?:heir|hono(?:u?r|rar)|honest|hour)", re.IGNORECASE)
_LIKE_YOU = re.compile(
    r"(?:u(?:ni(?![mn])|biq|se|su|ti|tah|kra|ran|ro)|eu|ewe|one(?![a-z])|once|uk|u\b)", re.IGNORECASE
)
# What a form ends with, and its base form instead.
_UNDONE = tuple(
    pair.split(":") for pair in "s: es: es:is ies:y ves:f ves:fe ed: ed:e ied:y ing: ing:e ying:ie ked: king:".split()
)
_ACRONYM = re.compile(r"[A-Z](?:[A-Z0-9]+s?)?(?![A-Za-z])|[A-Z]-")
_EIGHT = re.compile(r"8|1[18](?!\d|[.,]?\d)|18\d\d(?!\d)")


class VerbForms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    present_participle: str


def plural(noun: str) -> str:
    """The plural of a singular noun."""
    irregular = _nouns().get(noun.lower())
    if irregular:
        return noun[0] + irregular[1:] if noun[0].lower() == irregular[0] else irregular
    ending = _IRREGULAR_ENDING.search(noun)
    if ending and not _REGULAR_MAN.search(noun):
        return noun[: ending.start()] + _nouns()[ending[0]]
    if noun.endswith("sis") and len(noun) > 4:
        return noun[:-2] + "es"
    return _add_s(noun)


def is_plural(noun: str) -> bool:
    """Whether a noun looks plural already."""
    low = noun.lower()
    if low in _nouns():
        return _nouns()[low] == low
    return low in _plurals() or (bool(_PLURAL_ENDING.search(low)) and not _SINGULAR_MEN.search(low))


def verb_forms(verb: str) -> VerbForms:
    """All forms of a verb, given its base form."""
    if verb == "be":
        return VerbForms("be", "is", "was", "been", "being")
    third = "has" if verb == "have" else _add_s(verb)
    past, participle = _irregular(verb) or (_add_ed(verb),) * 2
    return VerbForms(verb, third, past, participle, _add_ing(verb))


def _irregular(verb: str) -> tuple[str, str] | None:
    """Past and participle of an irregular verb, also behind a prefix: "rethink", "overlay"."""
    prefix = _PREFIX.match(verb)
    if verb in _verbs() or not prefix or verb == "relay":
        return _verbs().get(verb)
    forms = _verbs().get(verb[prefix.end() :])
    return (prefix[0] + forms[0], prefix[0] + forms[1]) if forms else None


def base_forms(form: str) -> tuple[tuple[str, str, int], ...]:
    """What a form in small letters may be a form of: a base form, NOUN or VERB, and the place of the form.

    The place is 1 for the plural of a noun, and that in VerbForms for a verb. Some of the bases may be no words.
    """
    found = []
    for base in dict.fromkeys(_bases(form)):
        if plural(base) == form and base != form:
            found.append((base, "NOUN", 1))
        found += [(base, "VERB", at) for at, each in enumerate(verb_forms(base)) if each == form and at]
    return tuple(found)


def _bases(form: str) -> Iterator[str]:
    """Whatever a form may come from by spelling, or by the tables."""
    yield from _nouns_of().get(form, ())
    yield from _verbs_of().get(form, ())
    yield from ("have",) if form == "has" else ()
    for ending, other in _UNDONE:
        stem = form.removesuffix(ending)
        if len(form) > len(stem) > 0:
            yield stem + other
            if stem[-1] == stem[-2:-1]:
                yield stem[:-1]


def plural_phrase(phrase: str) -> str | None:
    """A noun phrase with its head in the plural; nothing where the head is plural already or no word."""
    words = phrase.split(" ")
    at = next((i for i, word in enumerate(words) if i and word.lower() in _PREPOSITIONS), len(words)) - 1
    head = words[at]
    if not head[-1:].isalpha() or len(head) < 2 or is_plural(head):
        return None
    stem, dash, last = head.rpartition("-")
    words[at] = stem + dash + plural(last) if last else head
    return " ".join(words)


def verb_phrases(phrase: str) -> VerbForms:
    """The forms of a phrase that starts with a verb."""
    verb, space, rest = phrase.partition(" ")
    return VerbForms(*(form + space + rest for form in verb_forms(verb)))


def article(phrase: str) -> str:
    """``a`` or ``an``, by the sound that a phrase starts with."""
    word = phrase.lstrip("\"'“‘(")
    if _ACRONYM.match(word) and not _SAID.match(word):
        return "an" if word[0] in _VOWEL_LETTERS else "a"
    if _EIGHT.match(word) or _SILENT_H.match(word):
        return "an"
    return "an" if word[:1].lower() in _VOWELS and word[:1] and not _LIKE_YOU.match(word) else "a"


def _add_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if _SIBILANT.search(word) and not _STOMACH.search(word):
        return word + ("zes" if re.search(r"(?:[^aeiouz]|qu)[aiou]z$", word) else "es")
    takes_es = _GO.search(word) or _nouns().get(word, "").endswith("oes")
    return word + ("es" if takes_es else "s")


def _add_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _add_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """The verb with its last consonant doubled where a short stressed vowel stands before it."""
    if verb.endswith("c"):
        return verb + "k"
    one_syllable = re.fullmatch(r"[^aeiou]*(?:qu)?[aeiouy][^aeiouwxy]", verb)
    return verb + verb[-1] if one_syllable or verb in _doubling() else verb


@cache
def _nouns() -> dict[str, str]:
    from mtaudit._irregular import NOUNS

    return {line.split()[0]: line.split()[1] for line in NOUNS.strip().split("\n")}


@cache
def _plurals() -> frozenset[str]:
    return frozenset(_nouns().values())


@cache
def _verbs() -> dict[str, tuple[str, str]]:
    from mtaudit._irregular import VERBS

    return {verb: (past, participle) for verb, past, participle in map(str.split, VERBS.strip().split("\n"))}


@cache
def _nouns_of() -> Mapping[str, list[str]]:
    """The nouns of each plural."""
    found: dict[str, list[str]] = {}
    for noun, many in _nouns().items():
        found.setdefault(many, []).append(noun)
    return found


@cache
def _verbs_of() -> Mapping[str, list[str]]:
    """The verbs of each past and each participle."""
    found: dict[str, list[str]] = {}
    for verb, forms in _verbs().items():
        for form in dict.fromkeys(forms):
            found.setdefault(form, []).append(verb)
    return found


@cache
def _doubling() -> frozenset[str]:
    from mtaudit._irregular import DOUBLING

    return DOUBLING
