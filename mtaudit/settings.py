"""Settings: defaults, then the closest ``mtaudit.toml`` or ``[tool.mtaudit]``, then the command line."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mtaudit.errors import SettingsError
from mtaudit.languages import canonical
from mtaudit.model import SEVERITIES, Severity

#: What the key ``grammar`` may be.
GRAMMAR = ("auto", "languagetool", "harper", "off")

#: File names looked for in each folder, in this order; ``pyproject.toml`` counts only with a ``[tool.mtaudit]`` table.
FILE_NAMES = ("mtaudit.toml", ".mtaudit.toml", "pyproject.toml")


@dataclass(frozen=True)
class Settings:
    """How a run behaves; every field but ``origin`` is a key of the settings file, with hyphens for underscores."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fail_on: Severity = "minor"
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: tuple[Path, ...] = ()
    require: tuple[str, ...] = ()
    encoding: str = ""
    #: In megabytes; a larger file is refused with a sentence that says how to read it all the same.
    max_file_size: int = 20
    #: The grammar checker: auto (LanguageTool where it is installed, else Harper), languagetool, harper or off.
    grammar: str = field(default_factory=lambda: os.environ.get("MTAUDIT_GRAMMAR", "auto"))
    languagetool_url: str = ""
    #: The language the text was translated from, as a code such as "de"; "" for unknown.
    from_: str = ""
    #: Files with a word on each line that is no misspelling here.
    vocabulary: tuple[Path, ...] = ()
    #: Phrases in which nothing is reported, in capitals or not.
    allow: tuple[str, ...] = ()
    #: Whether a comment that hides findings must say why, after " -- ".
    strict_suppressions: bool = False
    #: Lists of terms, CSV or TBX: a term and what must not stand for it.
    terms: tuple[Path, ...] = ()
    #: The settings file these values came from, "" for none.
    origin: str = ""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, and folders, that the settings name: findings change when they do."""
        values = [getattr(self, item.name) for item in fields(self)]
        return tuple(each for value in values if isinstance(value, tuple) for each in value if isinstance(each, Path))


_KEYS = {item.name.rstrip("_").replace("_", "-"): item.name for item in fields(Settings) if item.name != "origin"}


def find(path: Path) -> Path | None:
    """The settings file closest to a path: in its folder, or the nearest folder above that has one."""
    start = path.resolve()
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            candidate = folder / name
            if _is_file(candidate) and (name != "pyproject.toml" or _has_table(candidate)):
                return candidate
    return None


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises in a folder that may not be searched


def load(path: Path, extending: tuple[Path, ...] = ()) -> Settings:
    """Read a settings file, over the one that it ``extends``, if any.

    Raises SettingsError, with the file, the line number and the line itself, for anything that is not understood.
    """
    text = _text(path)
    table = _parse(text, path)
    base = Settings()
    values: dict[str, Any] = {"origin": str(path)}
    for key, value in (table.get("tool", {}).get("mtaudit", {}) if path.name == "pyproject.toml" else table).items():
        try:
            if key == "extends":
                base = _base(path, value, (*extending, path.resolve()))
            else:
                values[_field(key)] = _checked(_field(key), value, path.parent)
        except SettingsError as error:
            number, line = _line_of(text, key)
            raise SettingsError(f"{path}:{number}: {error}\n    {line}") from None
    return replace(base, **values)


def _base(path: Path, value: Any, extending: tuple[Path, ...]) -> Settings:
    base = path.parent / _of_type(value, str, "the path of a settings file")
    if base.resolve() in extending:
        raise SettingsError("the files extend each other")
    return load(base, extending)


def suggest(word: str, known: list[str]) -> str:
    """A ``did you mean`` clause for a misspelt word, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1)
    return f", did you mean '{close[0]}'?" if close else ""


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = "\n    " + text.splitlines()[int(at[1]) - 1] if at else ""
        raise SettingsError(f"{path}: {error}{line}") from error


def _has_table(path: Path) -> bool:
    text = _text(path)
    return "mtaudit" in text and "mtaudit" in _parse(text, path).get("tool", {})


def _line_of(text: str, key: str) -> tuple[int, str]:
    """Where a key is set: tomllib keeps no positions, and a key stands once at the start of a line."""
    pattern = re.compile(rf"""\s*(\[.*\b)?["']?{re.escape(key)}["']?\s*[\].=]""")
    lines = text.splitlines()
    return next(((i, line) for i, line in enumerate(lines, 1) if pattern.match(line)), (1, lines[0] if lines else ""))


def _field(key: str) -> str:
    if key not in _KEYS:
        raise SettingsError(f"unknown key '{key}'{suggest(key, [*_KEYS, 'extends'])}")
    return _KEYS[key]


def _checked(name: str, value: Any, folder: Path) -> Any:
    match name:
        case "rules" | "vocabulary" | "terms":
            return tuple(folder / item for item in _strings([value] if isinstance(value, str) else value))
        case "grammar" if value not in GRAMMAR:
            raise SettingsError(f"expected one of {', '.join(GRAMMAR)}")
        case "select" | "ignore" | "exclude" | "require" | "allow":
            return _strings(value)
        case "per_file_ignores":
            table = _of_type(value, dict, "a table of glob = [rule, ...]")
            return tuple((glob, _strings(rules)) for glob, rules in table.items())
        case "fail_on" if value not in SEVERITIES:
            raise SettingsError(f"expected one of {', '.join(SEVERITIES)}")
        case "preview" | "strict_suppressions":
            return _of_type(value, bool, "true or false")
        case "max_file_size":
            return _of_type(value, int, "a whole number of megabytes")
    text = _of_type(value, str, "a string")
    return canonical(text) if name == "from_" else text


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError("expected a list of strings")
    return tuple(value)


def _of_type(value: Any, kind: type, words: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise SettingsError(f"expected {words}")
    return value
