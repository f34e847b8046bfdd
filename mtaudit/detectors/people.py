"""People whose surnames were read as words.

What it finds
    A given name, or the title of a person, before a common noun with a capital that nobody bears as a surname ("Mireia
    Vehicle", "Minister Institution"), and a country in the place of a surname ("President Ashraf Ghana").

Why it matters
    Where a surname is a word of its language, or looks like one, the system translates it. The reader cannot know who
    is meant, and a search for the name finds nothing.

Example
    Before: "The deputy of the CUP, Mireia Vehicle, said". After: "The deputy of the CUP, Mireia Vehí, said".

Limits
    Only where the sentence shows that a person is meant: by a verb of speech, "who", or an office beside the name. A
    word that some people bear ("Hammer", "Bush", "Price") is never taken for a fault by itself; `consistency` sees it
    where the page has the right name, too. The right name is proposed where the page has just one that fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mtaudit._name_words import TITLES
from mtaudit.expressions import expression
from mtaudit.lexicons.english import classes, commonness
from mtaudit.lexicons.given_names import given_name, plain
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.names import Name
from mtaudit.settings import Settings

WORD = Rule(
    "people/word-for-name",
    "accuracy/entity",
    "major",
    "A common noun where a surname belongs",
    why="The surname is a word of its language, or like one, and the system translated it.",
    evidence="source",
)
COUNTRY = Rule(
    "people/country-for-name",
    "accuracy/entity",
    "major",
    "A country where a surname belongs",
    why="The surname was taken for the country that sounds like it.",
    evidence="source",
)
RULES = (WORD, COUNTRY)

_TABLE = Path(__file__).with_name("people.txt")
#: Titles that stand before a person's name only: not "General Motors", "Duke University", "Justice Department".
_TITLES = frozenset(
    """
    ambassador chairman chancellor congressman councillor deputy dr governor mayor minister mr mrs ms premier president
    prof professor secretary senator spokesman spokesperson spokeswoman
    """.split()
)
#: A word so rare in English is a foreign name.
_RARE = 2.5
#: How many bear a given name that counts (the tenfold of a logarithm).
_FEWEST_BEARERS = 20
_SPEAKS = expression(
    r",? (?:also |then |later |has |had |have )?(?:added|admitted|announced|answered|argued|asked|claimed|commented|"
    r"concluded|confirmed|declared|denied|emphasi[sz]ed|explained|expressed|insisted|noted|pointed out|promised|"
    r"recalled|replied|reported|said|says|stated|stressed|told|underlined|warned|wrote)\b|,? who\b"
)
_ASIDE = expression(r",(?! (?:and|or|[A-Z]))")
#: The clause before a name in commas: "the deputy of the CUP, ".
_OFFICE = expression(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er) (?P<office>[^,.;:!?()]{3,60}), $")
_WORD = expression(r"[a-z]{3,}")
_REACH = 80


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield people whose surname is a word or a country."""
    for name in document.names:
        surname = name.words[-1]
        if not surname[1:].islower() or len(name.words) > 2:
            continue
        if surname.lower() in _unborne() and _is_person(name, document.flat) and not _is_shared(name, document):
            yield _finding(WORD, name, document, f"“{surname}” is a word and no surname")
        elif surname in _unborne() and name.titles and _is_given(name.words[:-1]):
            yield _finding(COUNTRY, name, document, f"“{surname}” is a country and no surname")


def _is_person(name: Name, text: str) -> bool:
    """Whether a name with a title or a given name speaks or holds an office; where neither is known, a public one."""
    start, end = name.span
    offices = _OFFICE.search(text, max(0, start - _REACH), start) if _ASIDE.match(text, end) else None
    words = _WORD.findall(offices["office"]) if offices else []
    if not _TITLES.isdisjoint(name.titles[-1:]) or _is_given(name.words[:-1]):
        return bool(_SPEAKS.match(text, end)) or any(word in TITLES or "h" in classes(word) for word in words)
    return len(name.words) == 2 and commonness(plain(name.words[0])) < _RARE and not _TITLES.isdisjoint(words)


def _is_given(words: tuple[str, ...]) -> bool:
    """Whether this is one given name that is no word."""
    known = given_name(words[0]) if words else None
    return bool(known and known.size >= _FEWEST_BEARERS and not classes(plain(words[0])))


def _is_shared(name: Name, document: Document) -> bool:
    """Whether the page has two people of this surname, as novels have."""
    same = (other.words for other in document.names if other.words[-1] == name.words[-1])
    return len({words[0] for words in same if len(words) == 2 and given_name(words[0])}) > 1


def _finding(rule: Rule, name: Name, document: Document, message: str) -> Finding:
    others = {other.words[-1]: other for other in document.names if _may_be_the_same(name, other)}
    start = name.span.end - len(name.words[-1])
    if len(others) != 1:
        return Finding(rule, Span(start, name.span.end), f"{message}: the name was translated.")
    right, place = next(iter(others.items()))
    return Finding(rule, Span(start, name.span.end), f"{message}.", (Suggestion(right),), (place.span,))


def _may_be_the_same(name: Name, other: Name) -> bool:
    """Whether another name of the page has the same given name or the same title, and a surname that is no word."""
    surname = other.words[-1]
    if other.sort == "thing" or other.words == name.words or classes(surname.lower()) or surname in _unborne():
        return False
    if len(name.words) == 2:
        return len(other.words) == 2 and other.words[0] == name.words[0]
    return other.titles[-1:] == name.titles[-1:] and bool(name.titles)


@cache
def _unborne() -> frozenset[str]:
    """Nouns, and countries with their capital, that nobody bears."""
    return frozenset(_TABLE.read_text(encoding="utf-8").split())
