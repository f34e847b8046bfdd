"""Which rules of the grammar engines count, and as what: the table ``grammar.tsv`` that the measurements wrote."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

#: Stands in the table for all rules of a category that have no line of their own.
ANY = "*"


class Verdict(NamedTuple):
    """What the table says of an engine's rule: the fault it becomes, and whether its one correction is safe."""

    fault: str
    safe: bool


def verdict(engine: str, category: str, rule: str) -> Verdict | None:
    """The verdict on a rule, by its own line or its category's; None for a rule that is left out."""
    table = _table()
    if (engine, rule) in table:
        return table[engine, rule]
    return table.get((engine, f"{category}:{ANY}"))


@cache
def _table() -> dict[tuple[str, str], Verdict | None]:
    """The lines ``engine rule fault safe``; the further columns, counts and the reason, are for people."""
    table: dict[tuple[str, str], Verdict | None] = {}
    for line in Path(__file__).with_name("grammar.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            engine, rule, fault, safe, *_ = line.split("\t")
            table[engine, rule] = Verdict(fault, safe == "safe") if fault != "-" else None
    return table
