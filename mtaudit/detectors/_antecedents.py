"""Pronouns whose only possible antecedent is of the other sex."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mtaudit.detectors._quoted import Quoted
from mtaudit.lexicons.english import classes, commonness
from mtaudit.model import Document, Span
from mtaudit.names import Name

#: Paragraphs before its own in which a pronoun may find its antecedent, and how many mentions back.
_REACH, _MENTIONS = 2, 80
#: How common a word is that is no noun after "her" (Zipf frequency).
_FUNCTION_WORD = 6.0

_HE, _SHE = frozenset("he him his himself".split()), frozenset("she her hers herself".split())
_WOMEN = frozenset(
    """
    woman girl mother wife daughter sister aunt grandmother lady widow actress spokeswoman chairwoman businesswoman
    queen princess niece girlfriend bride heroine goddess nun housewife waitress mom mum mama policewoman congresswoman
    mistress stepmother goddaughter granddaughter duchess empress countess baroness
    """.split()
)
_MEN = frozenset(
    """
    man boy father husband son brother uncle grandfather gentleman widower actor spokesman chairman businessman king
    prince nephew boyfriend groom hero god priest monk policeman congressman fireman stepfather grandson dad papa sir
    guy fellow lad bloke emperor
    """.split()
)
_PEOPLE = frozenset(
    "someone somebody anyone anybody everyone everybody one nobody who whoever head star guide host suspect".split()
)
_EVENT = re.compile(r"\b[A-Za-z][a-z]+(?:-[A-Za-z]+)*\b")
_OF_TITLE = re.compile(r"(?: (?:of|the|for|and|to|in|[A-Z][\w.-]*))*,? ?")
_NEXT = re.compile(r" ([a-z]+)\b")

Sort = Literal["person", "pronoun"]


@dataclass(frozen=True)
class Mention:
    """Somebody that the page speaks of: by name, by role or by a pronoun; no sex where it is not known."""

    span: Span
    text: str
    sex: str
    sort: Sort
    block: int
    named: bool = False


def contradicted(document: Document, quoted: Quoted) -> Iterator[tuple[Mention, Mention, bool]]:
    """Each such pronoun, the person it stands after, and whether a noun follows it."""
    if not any(name.sex for name in document.names):
        return
    seen: deque[Mention] = deque(maxlen=_MENTIONS)
    mentions = list(_mentions(document))
    ends = [each.span.end for each in document.sentences]
    for at, mention in enumerate(mentions):
        while seen and seen[0].block < mention.block - _REACH:
            seen.popleft()
        if mention.sort == "pronoun" and mention.span.start not in quoted:
            before_noun = _before_noun(document.flat, mention)
            person = None if _is_object(mention, before_noun) else _contradicting(mention, seen)
            if person and not _follows(mentions, at, ends):
                yield mention, person, before_noun
        seen.append(mention)


def _is_object(pronoun: Mention, before_noun: bool) -> bool:
    """Whether it is an object, which is never the subject of its clause: "Richard found her" is no fault."""
    word = pronoun.text.lower()
    return word == "him" or (word == "her" and not before_noun)


def _contradicting(pronoun: Mention, seen: Iterable[Mention]) -> Mention | None:
    """The last named person, where all who were spoken of are of the other sex."""
    last = None
    for each in seen:
        if each.sex in ("", pronoun.sex):
            return None
        if each.named:
            last = each
    return last if last and last.block >= pronoun.block - 1 else None


def _follows(mentions: list[Mention], at: int, ends: list[int]) -> bool:
    """Whether somebody who could be meant comes later in the sentence ("When he came, John ...")."""
    pronoun = mentions[at]
    end = ends[min(bisect_left(ends, pronoun.span.end), len(ends) - 1)]
    for each in mentions[at + 1 : at + 1 + _MENTIONS]:
        if each.span.start >= end:
            return False
        if each.sort == "person" and each.sex in ("", pronoun.sex):
            return True
    return False


def _before_noun(text: str, pronoun: Mention) -> bool:
    following = _NEXT.match(text, pronoun.span.end)
    if not following or commonness(following[1]) > _FUNCTION_WORD:
        return False
    return not {"n", "s", "a"}.isdisjoint(classes(following[1]))


def _mentions(document: Document) -> Iterator[Mention]:
    """Everybody in order of place."""
    names = document.names
    starts = [name.span.start for name in names]
    people = [_named(name) for name in names if name.sort != "thing"]
    others = [each for number in range(len(document.blocks)) for each in _in_block(document, number, (names, starts))]
    yield from sorted([*people, *others], key=lambda each: each.span)


def _named(name: Name) -> Mention:
    return Mention(name.span, name.text, name.sex, "person", name.block, named=True)


def _in_block(document: Document, number: int, named: tuple[tuple[Name, ...], list[int]]) -> Iterator[Mention]:
    block = document.blocks[number]
    for match in _EVENT.finditer(document.flat, *block.span):
        word = match[0].lower()
        if word in _HE or word in _SHE:
            yield Mention(Span(*match.span()), match[0], "man" if word in _HE else "woman", "pronoun", number)
        elif _is_person(word) and not _in_name(match, named) and not _is_title(document.flat, match, named):
            sex = "woman" if word in _WOMEN else "man" if word in _MEN else ""
            yield Mention(Span(*match.span()), match[0], sex, "person", number)


@lru_cache(maxsize=32768)
def _is_person(word: str) -> bool:
    last = word.rpartition("-")[2]
    return last in _WOMEN or last in _MEN or last in _PEOPLE or "h" in classes(last)


def _in_name(match: re.Match[str], named: tuple[tuple[Name, ...], list[int]]) -> bool:
    names, starts = named
    at = bisect_right(starts, match.start()) - 1
    return at >= 0 and names[at].span.end >= match.end()


def _is_title(text: str, match: re.Match[str], named: tuple[tuple[Name, ...], list[int]]) -> bool:
    """Whether a role belongs to a name: "UN envoy Deborah Lyons", "Deborah Lyons, the envoy"."""
    names, starts = named
    at = bisect_right(starts, match.start())
    following, before = names[at : at + 4], names[at - 1 : at] if at else ()
    for name in following:
        if name.sort == "person" and _OF_TITLE.fullmatch(text, match.end(), name.span.start):
            return True
    return any(
        name.sort == "person"
        and re.fullmatch(r", (?:(?:a|an|the|its|his|her) )?(?:[\w-]+ ){0,3}", text[name.span.end : match.start()])
        for name in before
    )
