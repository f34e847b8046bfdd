"""The spine: read a file, run every enabled detector over it, merge what they find.

In Python code the package's attribute ``mtaudit.audit`` is the function ``audit`` of this module.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from mtaudit import __version__, registry
from mtaudit.decode import Decoded, decode
from mtaudit.errors import EngineError, EngineMissingError, ReadError
from mtaudit.files import suffixes
from mtaudit.line_ends import line_feeds, restored
from mtaudit.merge import merge
from mtaudit.model import Document, Finding, Hidden, Origin, Report, Rule, Skipped
from mtaudit.selection import check_prefixes, enabled, ignored, selected
from mtaudit.settings import Settings, find
from mtaudit.settings import load as load_settings
from mtaudit.suppression import Directive, Outcome, suppress, unused

_PLAIN = "plain"


def read(path: str | Path, settings: Settings | None = None) -> Document:
    """Read a file by the reader of its suffix, plain text for an unknown one.

    Raises ReadError when it cannot be opened, is empty, binary, undecodable or larger than the settings allow.
    """
    return read_decoded(load(Path(path), settings or Settings()), str(path))


def load(path: Path, settings: Settings) -> Decoded:
    """The decoded content of a file; raises ReadError."""
    try:
        if path.is_dir():
            raise ReadError("is a folder")
        size = path.stat().st_size
        if size > settings.max_file_size * 1_000_000:
            raise ReadError(
                f"is too large: {size / 1e6:.0f} MB, and the limit is {settings.max_file_size} MB; "
                "raise it with --max-file-size"
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}") from error
    return decode(data, settings.encoding)


def read_decoded(decoded: Decoded, name: str) -> Document:
    """Parse a decoded file by the reader of the name's suffix."""
    document = read_text(decoded.text, name)
    return replace(document, bom=True) if decoded.mark else document


def read_text(raw: str, name: str) -> Document:
    """Parse decoded text by the reader of the name's suffix."""
    reader = registry.plugin("readers", reader_of(name))
    if "\r" not in raw:
        return cast(Document, reader.read(raw, name))
    text, origin = line_feeds(raw)
    return restored(reader.read(text, name), raw, origin)


def reader_of(name: str) -> str:
    """The reader of a file of this name."""
    suffix = Path(name).suffix.lower()
    # Others are not imported for the commonest format.
    return _PLAIN if suffix in registry.plugin("readers", _PLAIN).SUFFIXES else suffixes().get(suffix, _PLAIN)


@cache
def catalogue(settings: Settings) -> Mapping[str, tuple[Rule, ...]]:
    """The rules of every detector under these settings, by the detector's name."""
    return {name: _rules(module, settings) for name, module in registry.plugins("detectors").items()}


def audit(document: Document | str, settings: Settings | None = None, *, name: str = "text.txt") -> Report:
    """All findings on a document, or on a text whose format the suffix of ``name`` tells.

    A detector whose engine is missing is named in ``skipped``, or raises EngineError where the settings require it.
    Raises ReadError for a text that is no Unicode. Any other exception is a bug; it is raised with the detector's name
    added.
    """
    if isinstance(document, str):
        document = read_text(sound(document), name)
    settings = settings or Settings()
    prepare(document, settings)
    origin = source_language(document, settings)
    knowing = settings if origin.language == settings.from_ else replace(settings, from_=origin.language)
    skipped: list[Skipped] = []
    found = findings(document, knowing, skipped)
    outcome = suppress(found, document, knowing)
    chance = translated(document, knowing, skipped)
    report = Report(document, (), tuple(skipped), signature(settings), origin=origin, translated=chance)
    return concluded(report, outcome, knowing)


def concluded(report: Report, outcome: Outcome, settings: Settings) -> Report:
    """A report with what was found and not suppressed: each complaint once, and comments that hid nothing."""
    idle = _unused(outcome.idle, report.document, settings, report.skipped)
    return replace(
        report, findings=merge((*outcome.kept, *idle), report.document.stretch), hidden=Hidden(outcome.hidden)
    )


def audit_file(path: str | Path, settings: Settings | None = None) -> Report:
    """All findings on a file; without settings, those of the closest settings file hold.

    Raises ReadError for a file that cannot be read and SettingsError for settings that do not hold.
    """
    settings = settings or settled(Path(path).parent)
    return audit(read(path, settings), settings)


def sound(text: str) -> str:
    """The text, if it is one; raises ReadError for half of a character that stands alone."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f"is no Unicode text: a half of a character stands at offset {error.start}") from error
    return text


def settled(folder: Path, config: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Settings:
    """The settings of the files in a folder: of ``config``, else of the closest file; raises SettingsError."""
    path = config or find(folder)
    settings = replace(load_settings(path) if path else Settings(), **(overrides or {}))
    if settings.select or settings.ignore or settings.per_file_ignores:
        check_prefixes([rule for rules in catalogue(settings).values() for rule in rules], settings)
    return settings


def source_language(document: Document, settings: Settings) -> Origin:
    """The source language that the settings state, or a guess: detectors find either in their settings."""
    if settings.from_:
        return Origin(((settings.from_, 1.0),), stated=True)
    from mtaudit.origin import guess

    return guess(document, settings.rules, lambda: translated(document, settings))


def translated(document: Document, settings: Settings, skipped: Iterable[Skipped] = ()) -> float | None:
    """How likely a document is a poor machine translation, from 0 to 1.

    None unless the network reads it for a detector that is on: it is not started for this, and reads nothing twice.
    """
    idle = {each.detector for each in skipped}
    for name in _reading(settings, ignored(settings, document.name)) if document.words else ():
        if name not in idle:
            from mtaudit.origin.translated import likelihood

            with contextlib.suppress(EngineError):  # detect comes to the same error, and reports it
                return likelihood([word.tag for word in _detector(name).reading(document).words])
    return None


@cache
def _reading(settings: Settings, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """The detectors that have the network read the whole document."""
    return tuple(name for name, _ in running(settings, left_out) if hasattr(_detector(name), "reading"))


@cache
def signature(settings: Settings) -> str:
    """One line that pins what a report depends on: version, rules and selection."""
    rules = catalogue(settings)
    on = sorted(id_ for each in rules.values() for id_ in enabled(each, settings))
    content = [repr(rule) for each in rules.values() for rule in each]
    content += [module.fingerprint(settings) for module in map(_detector, rules) if hasattr(module, "fingerprint")]
    digest = hashlib.sha256("\n".join(content).encode()).hexdigest()
    parts = [f"version:{__version__}", f"rules:{digest[:8]}", f"enabled:{len(on)}"]
    parts += [f"preview:{'yes' if settings.preview else 'no'}"]
    chosen = (("select", settings.select), ("ignore", settings.ignore))
    parts += [f"{key}:{','.join(value)}" for key, value in chosen if value]
    parts += [f"from:{settings.from_}"] if settings.from_ else []
    return "mtaudit|" + "|".join(parts)


def ran(report: Report, settings: Settings) -> frozenset[str]:
    """The ids of the rules that a report on these settings can say something of."""
    idle = {each.detector for each in report.skipped}
    settings = replace(settings, from_=report.origin.language)
    return frozenset(
        id_
        for name, ids in _enabled(settings, ignored(settings, report.document.name)).items()
        if name not in idle and _wanted(name, settings)
        for id_ in ids
    )


@cache
def _enabled(settings: Settings, left_out: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The ids of the rules that are on, by detector, those last whose engine is still starting."""
    rules = sorted(catalogue(settings).items(), key=_has_engine)
    return {name: selected(each, settings, left_out) for name, each in rules}


@cache
def running(settings: Settings, left_out: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """The detectors that have something to do, and the ids of their rules that are on."""
    found = _enabled(settings, left_out).items()
    return tuple((name, on) for name, on in found if on and _wanted(name, settings))


def _detector(name: str) -> ModuleType:
    return registry.plugin("detectors", name)


def prepare(document: Document, settings: Settings) -> None:
    """Let slow engines start, and do not wait: what they need of time, imports, packs and the other detectors use."""
    for name in _preparing(settings, ignored(settings, document.name)):
        _detector(name).prepare(document, settings)


@cache
def _preparing(settings: Settings, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """The detectors that start an engine for some of their rules."""
    return tuple(
        name
        for name in registry.names("detectors")
        if hasattr(module := _detector(name), "prepare")
        and _wanted(name, settings)
        and selected(_rules(module, settings), settings, left_out)
    )


def preload(settings: Settings, name: str) -> None:
    """Load, in this process, the engines that a text of this name needs; one that cannot be loaded is left alone."""
    for detector, _ in running(settings, ignored(settings, name)):
        module = _detector(detector)
        if hasattr(module, "preload"):
            with contextlib.suppress(EngineError):  # detect comes to the same error, and reports it
                module.preload(settings)


def findings(
    document: Document, settings: Settings, skipped: list[Skipped], only: Container[str] | None = None
) -> Iterator[Finding]:
    """All that the detectors, or ``only`` these, find, before anything is suppressed or merged.

    Who could not run is added to the skipped.
    """
    for name, on in running(settings, ignored(settings, document.name)):
        if only is not None and name not in only:
            continue
        try:
            yield from (finding for finding in _detector(name).detect(document, settings) if finding.rule.id in on)
        except EngineError as error:
            if name in settings.require:
                raise
            skipped.append(Skipped(name, str(error), lasting=isinstance(error, EngineMissingError)))
        except Exception as error:
            error.add_note(f"in the detector '{name}' on {document.name}")
            raise


def _unused(
    idle: tuple[Directive, ...], document: Document, settings: Settings, skipped: tuple[Skipped, ...]
) -> Iterator[Finding]:
    if idle:
        on = _enabled(settings, ignored(settings, document.name))
        unwanted = {name for name in on if not _wanted(name, settings)}
        yield from unused(idle, document, on, unwanted | {each.detector for each in skipped})


def _wanted(name: str, settings: Settings) -> bool:
    """Whether a detector works at all under these settings."""
    module = _detector(name)
    return bool(module.wanted(settings)) if hasattr(module, "wanted") else True


def _has_engine(item: tuple[str, tuple[Rule, ...]]) -> bool:
    """Whether a detector waits for one that starts."""
    return hasattr(_detector(item[0]), "prepare")


def _rules(module: ModuleType, settings: Settings) -> tuple[Rule, ...]:
    return tuple(module.rules(settings) if hasattr(module, "rules") else module.RULES)
