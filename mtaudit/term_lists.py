"""Lists of terms: CSV with the columns ``term`` and ``forbidden``, or TBX with deprecated terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.errors import SettingsError

if TYPE_CHECKING:
    from xml.etree import ElementTree

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS = ("administrativeStatus", "normativeAuthorization")
_FORBIDDEN = re.compile(r"deprecated|superseded|forbidden|obsolete|notRecommended", re.IGNORECASE)


class Term(NamedTuple):
    """The right term, the terms it stands for, and a note for the reader."""

    right: str
    wrong: tuple[str, ...]
    note: str = ""


def read(path: Path) -> tuple[Term, ...]:
    """The terms of a file; raises SettingsError, in one sentence, for one that is no list of terms."""
    import csv
    from xml.etree.ElementTree import ParseError

    try:
        data = path.read_bytes()
        terms = _tbx(data) if path.suffix.lower() in (".tbx", ".xml") else _csv(data.decode("utf-8-sig"))
        found = tuple(terms)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the list of terms cannot be read: {error}") from error
    except (ParseError, csv.Error, ValueError) as error:
        raise SettingsError(f"{path}: {error}") from error
    return found


def _csv(text: str) -> Iterator[Term]:
    import csv

    rows = csv.DictReader(text.splitlines(), dialect="excel-tab" if "\t" in text.partition("\n")[0] else "excel")
    if not {"term", "forbidden"} <= set(rows.fieldnames or ()):
        raise ValueError("a list of terms starts with a line that names the columns 'term' and 'forbidden'")
    for row in rows:
        right = (row["term"] or "").strip()
        wrong = tuple(part.strip() for part in re.split(r"[;|]", row["forbidden"] or "") if part.strip())
        if not right:
            raise ValueError(f"line {rows.line_num}: a term is missing")
        if wrong:
            yield Term(right, tuple(each for each in wrong if each != right), (row.get("note") or "").strip())


def _tbx(data: bytes) -> Iterator[Term]:
    if b"<!ENTITY" in data:
        raise ValueError("a list of terms declares no entities")
    from xml.etree import ElementTree

    root = ElementTree.fromstring(data)
    entries = [each for each in root.iter() if _tag(each) in ("termEntry", "conceptEntry")]
    if not entries:
        raise ValueError("there is no entry of a term in this file")
    for entry in entries:
        right, wrong = _sorted(entry)
        if right and wrong:
            yield Term(right[0], tuple(each for each in wrong if each != right[0]))


def _sorted(entry: ElementTree.Element) -> tuple[list[str], list[str]]:
    """The English terms of an entry that may be used, and those that may not."""
    right: list[str] = []
    wrong: list[str] = []
    for language in entry.iter():
        if _tag(language) not in ("langSet", "langSec") or not language.get(_XML_LANG, "").lower().startswith("en"):
            continue
        for section in language.iter():
            term = next((each.text for each in section if _tag(each) == "term"), None)
            if term and term.strip():
                notes = [each.text or "" for each in section.iter() if each.get("type") in _STATUS]
                (wrong if any(map(_FORBIDDEN.search, notes)) else right).append(term.strip())
    return right, wrong


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
