"""What a reviewer decided on the findings of a report, and the text that follows from it; ``docs/decisions.md``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from mtaudit.audit import reader_of
from mtaudit.edit import Edit, applied, line_end, written
from mtaudit.errors import FixError, ReadError
from mtaudit.model import Span

#: The version of the file format; a change that breaks a reader of it raises it.
VERSION = 1

Verdict = Literal["accept", "reject", "open"]

_VERDICTS: tuple[Verdict, ...] = ("accept", "reject", "open")


@dataclass(frozen=True)
class Decision:
    """The verdict on one finding: ``span`` and ``text`` are of the file as it was checked.

    ``replacement`` is what to write there, as prose with LF line ends; None where there is nothing to write.
    """

    rule: str
    span: Span
    text: str
    verdict: Verdict
    replacement: str | None = None
    comment: str = ""


@dataclass(frozen=True)
class Decided:
    """All decisions on one file; ``sha256`` is the fingerprint of the text that they are about."""

    path: str
    sha256: str
    decisions: tuple[Decision, ...]


def fingerprint(raw: str) -> str:
    """The SHA-256 of a decoded file, the same in any encoding."""
    return hashlib.sha256(raw.encode()).hexdigest()


def corrected(raw: str, decided: Decided) -> str:
    """The file with the accepted corrections written in, each exactly there.

    Raises FixError when the file is not the one that was checked, or two corrections overlap.
    """
    if fingerprint(raw) != decided.sha256:
        raise FixError(f"{decided.path} is not what it was when it was checked{_moved(raw, decided)}; check it again")
    edits = _edits(raw, decided)
    for one, two in pairwise(edits):
        if two.span.start < one.span.end:
            raise FixError(f"{decided.path}: two accepted corrections overlap at character {two.span.start}")
    return applied(raw, edits)


def is_corrected(raw: str, decided: Decided) -> bool:
    """Whether the file holds these corrections already: taking them back gives the text that was checked."""
    shift = 0
    undoing = []
    for decision, edit in zip(_accepted(decided), _edits(raw, decided), strict=True):
        start = edit.span.start + shift
        undoing.append(Edit(Span(start, start + len(edit.text)), decision.text))
        shift += len(edit.text) - len(decision.text)
    return bool(undoing) and fingerprint(applied(raw, undoing)) == decided.sha256


def _accepted(decided: Decided) -> list[Decision]:
    """The decisions that write something, in order of place."""
    chosen = (each for each in decided.decisions if each.verdict == "accept" and each.replacement is not None)
    return sorted(chosen, key=lambda each: each.span)


def _edits(raw: str, decided: Decided) -> list[Edit]:
    format_ = reader_of(decided.path)
    return [Edit(each.span, written(each.replacement or "", format_, line_end(raw))) for each in _accepted(decided)]


def _moved(raw: str, decided: Decided) -> str:
    """Where a changed file shows it, for the message."""
    for each in sorted(decided.decisions, key=lambda each: each.span):
        if raw[each.span.start : each.span.end] != each.text:
            return f": “{_short(each.text)}” no longer stands at character {each.span.start}"
    return ""


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else f"{flat[:39]}…"


def render(files: Iterable[Decided]) -> str:
    """The decisions as a file."""
    data = {"version": VERSION, "files": [_as_data(decided) for decided in files]}
    return json.dumps(data, indent=2) + "\n"


def _as_data(decided: Decided) -> dict[str, Any]:
    return {
        "path": decided.path,
        "sha256": decided.sha256,
        "decisions": [
            {
                "rule": each.rule,
                "start": each.span.start,
                "end": each.span.end,
                "text": each.text,
                "verdict": each.verdict,
                "replacement": each.replacement,
                "comment": each.comment,
            }
            for each in decided.decisions
        ],
    }


def read(text: str) -> tuple[Decided, ...]:
    """The decisions that a file holds; raises ReadError with what is wrong with it."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError("is no file of decisions: it is not JSON") from error
    if not isinstance(data, dict) or "files" not in data:
        raise ReadError("is no file of decisions: there is no 'files'")
    if data.get("version") != VERSION:
        raise ReadError(
            f"is of version {str(data.get('version'))[:20]} of the format, and this mtaudit reads {VERSION}"
        )
    files = tuple(_decided(each, f"files[{index}]") for index, each in _items(data, "files", "files"))
    for one, two in pairwise(sorted(each.path for each in files)):
        if one == two:
            raise ReadError(f"names '{one}' twice")
    return files


def _decided(data: Any, where: str) -> Decided:
    decisions = tuple(
        _decision(each, f"{where}.decisions[{index}]")
        for index, each in _items(data, "decisions", f"{where}.decisions")
    )
    return Decided(_value(data, "path", str, where), _value(data, "sha256", str, where), decisions)


def _decision(data: Any, where: str) -> Decision:
    start, end = _value(data, "start", int, where), _value(data, "end", int, where)
    text = _value(data, "text", str, where)
    if start < 0 or end - start != len(text) or not text:
        raise ReadError(f"does not hold: {where} has a text of another length than from start to end")
    verdict = _value(data, "verdict", str, where)
    if verdict not in _VERDICTS:
        raise ReadError(f"does not hold: {where}.verdict is none of {', '.join(_VERDICTS)}")
    replacement = None if data.get("replacement") is None else _value(data, "replacement", str, where)
    comment = _value(data, "comment", str, where) if "comment" in data else ""
    return Decision(_value(data, "rule", str, where), Span(start, end), text, verdict, replacement, comment)


def _items(data: Any, key: str, where: str) -> Iterator[tuple[int, Any]]:
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, list):
        raise ReadError(f"does not hold: {where} is no list")
    return enumerate(value)


def _value(data: Any, key: str, type_: type, where: str) -> Any:
    value = data.get(key) if isinstance(data, dict) else None
    if type(value) is not type_:
        raise ReadError(f"does not hold: {where}.{key} is no {'number' if type_ is int else 'text'}")
    return value
