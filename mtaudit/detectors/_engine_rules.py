"""Which rules of the grammar engines count, and as what: the table ``grammar.tsv`` that the measurements wrote."""

from __future__ import annotations

import hashlib
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Verdict(NamedTuple):
    """What the table says of an engine's rule: the fault it becomes, and whether its one correction is safe."""

    fault: str
    safe: bool


@cache
def verdict(engine: str, category: str, rule: str) -> Verdict | None:
    """The verdict on a rule, by its own line or the first pattern that fits; None for a rule that is left out."""
    table = lines()
    if (engine, rule) in table:
        return table[engine, rule]
    return next(
        (
            found
            for (of, pattern), found in table.items()
            if of == engine and ":" in pattern and fnmatchcase(f"{category}:{rule}", pattern)
        ),
        None,
    )


@cache
def lines() -> dict[tuple[str, str], Verdict | None]:
    """The verdict of each line, by engine and rule or pattern; the counts and the reason in it are for people."""
    table: dict[tuple[str, str], Verdict | None] = {}
    for line in _text().splitlines():
        if line and not line.startswith("#"):
            engine, rule, fault, safe, *_ = line.split("\t")
            table[engine, rule] = Verdict(fault, safe == "safe") if fault != "-" else None
    return table


def digest() -> str:
    """A short hash of the table."""
    return hashlib.sha256(_text().encode()).hexdigest()[:8]


def _text() -> str:
    return Path(__file__).with_name("grammar.tsv").read_text(encoding="utf-8")
