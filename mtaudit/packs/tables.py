"""Tables of phrases beside a rule: tab-separated, one row a phrase, the first line names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtaudit.packs.nodes import Node, error_at, read_text
from mtaudit.packs.rule import Phrase

_COLUMNS = ("wrong", "right", "safe", "near")
_LARGEST = 20_000_000


def read(node: Node) -> Iterator[Phrase]:
    """The rows of the table that a rule names; alternatives within a field are parted by ``|``."""
    name = node.text()
    file = node.file.parent / name
    if Path(name).name != name or file.suffix != ".tsv":
        raise node.error("a table is a .tsv file beside its rule")
    if not file.is_file():
        raise node.error(f"there is no file {name} beside the rule")
    lines = read_text(file, _LARGEST).split("\n")
    columns = lines[0].split("\t")
    if "wrong" not in columns or len(set(columns)) != len(columns) or not set(columns) <= set(_COLUMNS):
        raise error_at(file, 1, f"the first line names the columns: wrong and any of {', '.join(_COLUMNS[1:])}")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            yield _row(line, columns, file, number)


def _row(line: str, columns: list[str], file: Path, number: int) -> Phrase:
    fields = line.split("\t")
    if len(fields) != len(columns):
        raise error_at(file, number, f"{len(columns)} columns are needed, parted by tabs, and here are {len(fields)}")
    row = dict(zip(columns, fields, strict=True))
    wrong = row["wrong"].strip()
    if not wrong:
        raise error_at(file, number, "the column 'wrong' is empty")
    safe = row.get("safe", "").strip()
    if safe not in ("", "yes", "no"):
        raise error_at(file, number, "the column 'safe' holds yes, no or nothing")
    return Phrase(
        wrong,
        _parts(row.get("right", "")),
        {"": None}.get(safe, safe == "yes"),
        _parts(row.get("near", "")),
        file,
        number,
    )


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in field.split("|") if part.strip())
