"""An "it" that speaks, where only a person can be meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.names import Name

THING = Rule(
    "pronouns/thing",
    "accuracy/mistranslation",
    "major",
    "“it” of a person who speaks",
    why="Many languages have one pronoun for he, she and it, or none at all.",
    status="preview",
)

_IT = expression(
    r"\b(?P<it>[Ii]t) (?:also |then |later |has |had )?(?:said|says|added|told|explained|recalled|stressed|claimed|"
    r"insisted|replied|answered|thinks|believes|wants|remembers|smiled|laughed|cried)\b(?! (?:in|on|by) )"
)
#: What may say something and is no person.
_BODIES = expression(
    r"\b(?:ministry|government|report|statement|compan(?:y|ies)|agency|committee|court|police|group|party|team|bank|"
    r"commission|council|(?:news)?paper|magazine|article|letter|study|survey|department|office|organi[sz]ation|union|"
    r"association|law|bill|rule|sign|note|book|text|message|document|file|bible|army|military|embassy|authority|board|"
    r"university|institute|centre|center|service|network|site|website|post|firm|media|news|state|country|city|"
    r"parliament|senate|congress|house|resolution|treaty|agreement|constitution|church|club|label|system|voice)s?\b",
    re.IGNORECASE,
)


def speaking(document: Document) -> Iterator[Finding]:
    """Yield each such pronoun whose paragraph has named one person before it, and nothing else that could speak."""
    starts = [block.span.start for block in document.blocks]
    for match in _IT.finditer(document.flat):
        block = document.blocks[bisect_right(starts, match.start()) - 1]
        before = document.flat[block.span.start : match.start()]
        named = [name for name in document.names if block.span.start <= name.span.start < match.start()]
        people = {name.text: name for name in named if name.sort == "person"}
        if len(people) == 1 == len({name.text for name in named}) and not _BODIES.search(before):
            yield _found(match, next(iter(people.values())))


def _found(match: re.Match[str], person: Name) -> Finding:
    words = {"woman": ("she", "they"), "man": ("he", "they")}.get(person.sex, ("they",))
    cures = (Suggestion(word.capitalize() if match["it"] == "It" else word) for word in words)
    message = f"Who speaks here is {person.text}, it seems: a person is no “it”."
    return Finding(THING, Span(*match.span("it")), message, tuple(cures), (person.span,))
