"""A JSON report read back: as much of it as a comparison needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from mtaudit.errors import ReadError
from mtaudit.fingerprint import Identity, identity
from mtaudit.model import SEVERITIES, Severity
from mtaudit.reporters.json import VERSION


@dataclass(frozen=True)
class SavedFinding:
    """A finding of a report, without the text around it."""

    path: str
    rule: str
    severity: Severity
    line: int
    column: int
    text: str
    message: str

    @property
    def identity(self) -> Identity:
        """What makes it the same finding in another run."""
        return identity(self.path, self.rule, self.text)


@dataclass(frozen=True)
class SavedFile:
    """What a report says of one file; ``hidden`` counts the findings that it keeps to itself."""

    path: str
    words: int
    skipped: frozenset[str]
    hidden: int
    findings: tuple[SavedFinding, ...]


@dataclass(frozen=True)
class SavedRun:
    """A whole report; ``name`` is that of its file."""

    name: str
    signature: str
    files: tuple[SavedFile, ...]

    @property
    def findings(self) -> Iterator[SavedFinding]:
        """Those of all files."""
        return (finding for file in self.files for finding in file.findings)


def load(path: Path) -> SavedRun:
    """Read a report that ``--output-format json`` wrote; raises ReadError with one sentence."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{path} is no report: it is not JSON") from error
    if not isinstance(data, dict) or not isinstance(data.get("files"), list) or "signature" not in data:
        raise ReadError(f"{path} is no report of 'mtaudit check --output-format json'")
    if data.get("version") != VERSION:
        raise ReadError(f"{path} is of version {str(data.get('version'))[:20]}, and this mtaudit reads {VERSION}")
    try:
        return SavedRun(str(path), _text(data["signature"]), tuple(map(_file, data["files"])))
    except (KeyError, TypeError, ValueError) as error:
        raise ReadError(f"{path} is a report that does not hold: {_fault(error)}") from error


def _file(data: Any) -> SavedFile:
    path = _text(data["path"])
    return SavedFile(
        path,
        _number(data["words"]),
        frozenset(_text(each["detector"]) for each in data["skipped"]),
        sum(map(_number, data.get("hidden", {}).values())),
        tuple(_finding(each, path) for each in data["findings"]),
    )


def _finding(data: Any, path: str) -> SavedFinding:
    return SavedFinding(
        path,
        _text(data["rule"]),
        _severity(data["severity"]),
        _number(data["line"]),
        _number(data["column"]),
        _text(data["text"]),
        _text(data["message"]),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{str(value)[:20]!r} is no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or value < 0:
        raise TypeError(f"{str(value)[:20]!r} is no count")
    return value


def _severity(value: Any) -> Severity:
    if value not in SEVERITIES:
        raise ValueError(f"{str(value)[:20]!r} is no severity")
    return cast(Severity, value)


def _fault(error: Exception) -> str:
    return f"there is no {error}" if isinstance(error, KeyError) else str(error)
