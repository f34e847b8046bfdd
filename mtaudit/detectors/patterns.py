"""Runs the rule packs: thousands of known wordings, in one pass over the text.

What it finds
    Whatever the YAML rules of the packs describe: terms rebuilt from synonyms, calques, words taken in the wrong sense,
    names and institutions mapped word by word. The packs are the shipped ones and those given by ``--rules``.

Why it matters
    Most damage of machine translation and of article spinners has been seen before, word for word; a rule knows what it
    stands for and what to write instead.

Example
    Before: "a profound learning model". After: "a deep learning model".

Limits
    A rule sees words, not meaning: where the same words may be right, it asks for words near by, and is silent without.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.packs.library import Library

#: The rules depend on the packs: see ``rules``.
RULES: tuple[Rule, ...] = ()


def rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules of the shipped packs and of those the settings name."""
    from mtaudit.packs.library import library

    return tuple(conditions.rule for conditions in library(settings.rules).rules)


def local(settings: Settings) -> tuple[Rule, ...]:
    """The rules that ask for no words elsewhere in the text, and compare nothing."""
    from mtaudit.packs.library import library

    return library(settings.rules).local


def fingerprint(settings: Settings) -> str:
    """A hash of all packs."""
    from mtaudit.packs.library import library

    return library(settings.rules).fingerprint


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what the rules that are on find."""
    from mtaudit.packs.library import library
    from mtaudit.packs.search import search
    from mtaudit.selection import ignored

    packs = library(settings.rules)
    yield from search(document, packs, _on(packs, settings, ignored(settings, document.name)))


@lru_cache(maxsize=64)
def _on(packs: Library, settings: Settings, left_out: tuple[str, ...]) -> frozenset[str]:
    from mtaudit.selection import selected

    return selected((each.rule for each in packs.rules), settings, left_out)
