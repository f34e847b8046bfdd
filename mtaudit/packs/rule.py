"""A pack rule as its author wrote it, checked and typed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mtaudit.model import Rule

Within = Literal["sentence", "paragraph", "document"]


@dataclass(frozen=True)
class Example:
    """A test of its rule: ``bad`` text with its ``good`` form, or an ``ok`` text that looks like a fault."""

    bad: str
    good: str
    ok: str
    known_false_alarm: bool
    line: int


@dataclass(frozen=True)
class Context:
    """Words that must, or must not, stand near a match."""

    words: tuple[str, ...]
    within: Within = "sentence"


@dataclass(frozen=True)
class Phrase:
    """A fixed wording and what to write instead; ``near`` must stand in the same document."""

    text: str
    suggestions: tuple[str, ...] = ()
    safe: bool | None = None
    near: tuple[str, ...] = ()
    file: Path = Path()
    line: int = 0


@dataclass(frozen=True)
class Expression:
    """A regular expression; ``suggestions`` may quote its groups, ``slots`` says how a quoted word is replaced."""

    pattern: str
    suggestions: tuple[str, ...] = ()
    #: Slot of a suggestion -> matched word -> the word that stands for it.
    slots: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    #: Group name -> words it must not match.
    barred: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Group name -> letters of the word classes it must have one of, and of those it must have none of.
    classes: tuple[tuple[str, tuple[str, str]], ...] = ()


@dataclass(frozen=True)
class PackRule:
    """One rule of a pack: what it matches, when, and the examples that are its tests."""

    rule: Rule
    file: Path
    line: int
    kind: str
    message: str
    examples: tuple[Example, ...]
    phrases: tuple[Phrase, ...] = ()
    expressions: tuple[Expression, ...] = ()
    #: Wordings of one thing, of which a document should use one.
    variants: tuple[tuple[str, ...], ...] = ()
    safe: bool = False
    case: bool = False
    inflect: str = "none"
    scope: tuple[str, ...] = ()
    near: Context | None = None
    not_near: Context | None = None
    exceptions: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
    table: str = ""
    extends: str = ""
