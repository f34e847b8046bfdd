"""Additions to a settings file that leave its comments and its layout alone."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from mtaudit import atomic
from mtaudit.errors import SettingsError
from mtaudit.settings import FILE_NAMES, Settings

_VOCABULARY = "vocabulary.txt"
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_OURS = re.compile(r"^[ \t]*\[tool\.mtaudit\][^\n]*(?:\n|\Z)", re.MULTILINE)


def add(folder: Path, settings: Settings, key: str, item: str) -> Path:
    """Put a string into a list of the settings that hold in a folder; without a file, one is made there.

    Raises SettingsError where that cannot be done, and OSError.
    """
    file = Path(settings.origin) if settings.origin else folder / FILE_NAMES[0]
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = with_item(text, key, item, own=file.name != FILE_NAMES[-1])
    atomic.write(file, changed.encode())
    return file


def add_word(folder: Path, settings: Settings, word: str) -> Path:
    """Put a word into the first vocabulary of the settings; without one, a file beside them is made and named there.

    Raises SettingsError where that cannot be done, and OSError.
    """
    if settings.vocabulary:
        file = settings.vocabulary[0]
    else:
        file = add(folder, settings, "vocabulary", _VOCABULARY).with_name(_VOCABULARY)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if word not in text.splitlines():
        atomic.write(file, f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{word}\n".encode())
    return file


def with_item(text: str, key: str, item: str, *, own: bool = True) -> str:
    """The text of a settings file with one more string in a list; ``own`` is none that it shares with other tools."""
    start, end = _section(text, own=own)
    value = json.dumps(item, ensure_ascii=False)
    there = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*\[(?P<empty>\s*\])?", re.MULTILINE).search(
        text, start, end
    )
    if there:
        at = there.end() - len(there["empty"] or "")
        changed = f"{text[:at]}{value}{'' if there['empty'] else ', '}{text[at:]}"
    else:
        changed = f"{text[:start]}{key} = [{value}]\n{text[start:]}"
    if item not in _list(changed, key, own=own):
        raise SettingsError(f"'{key}' of the settings file cannot be added to; add {value} by hand")
    return changed


def _section(text: str, *, own: bool) -> tuple[int, int]:
    """The range of the keys at the top of our table."""
    ours = _OURS.search(text)
    if not own and not ours:
        raise SettingsError("the settings file has no [tool.mtaudit]")
    start = ours.end() if ours and not own else 0
    table = _TABLE.search(text, start)
    return start, table.start() if table else len(text)


def _list(text: str, key: str, *, own: bool) -> list[str]:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return []
    found = (table if own else table["tool"]["mtaudit"]).get(key)
    return found if isinstance(found, list) else []
