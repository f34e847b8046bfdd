"""Audits a large file window by window: only what was found is held, at its place in the whole file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from mtaudit import registry
from mtaudit.audit import concluded, findings, prepare, read_text, running, signature, source_language, translated
from mtaudit.large.file import LargeFile
from mtaudit.large.found import Found, Offset, shifted
from mtaudit.large.repeats import Repeats
from mtaudit.large.windows import windows
from mtaudit.model import Document, Finding, Origin, Report, Segment, Skipped
from mtaudit.readers._windows import Window
from mtaudit.selection import ignored
from mtaudit.settings import Settings
from mtaudit.suppression import suppress


def audit_large(file: LargeFile, name: str, settings: Settings) -> Report:
    """The report on a file that is never held whole; raises as ``audit`` and reading do.

    The first window says where the text comes from and how it reads. What looks at one unit finds what it finds in the
    whole file, and so does what compares all units by their ``sides``; what else looks at the whole document sees a
    window.
    """
    return _Audit(file, name, settings).report()


class _Audit:
    """One audit: what was found so far, and what is known of units that may differ from each other."""

    def __init__(self, file: LargeFile, name: str, settings: Settings) -> None:
        self._file, self._name = file, name
        self._settings = self._knowing = settings
        self._origin = Origin()
        self._translated: float | None = None
        self._found = Found()
        self._skipped: list[Skipped] = []
        self._repeats: dict[str, Repeats] = {}
        self._others: frozenset[str] = frozenset()

    def report(self) -> Report:
        for number, (document, window) in enumerate(self._documents()):
            if not number:
                self._begin(document, window)
            for repeats in self._repeats.values():
                repeats.add(document.pairs)
            found = list(findings(document, self._knowing, self._skipped, self._others))
            self._found.add(document, window, found, self._settings)
            if not number:
                self._translated = translated(document, self._knowing, self._skipped)
        for each, repeats in self._repeats.items():
            self._found.findings += self._repeated(each, repeats) if repeats else ()
        document = self._found.document(self._file, self._name)
        skipped = tuple(dict.fromkeys(self._skipped))
        report = Report(
            document, (), skipped, signature(self._settings), origin=self._origin, translated=self._translated
        )
        skeleton = self._found.skeleton(self._file, self._name)
        outcome = suppress(self._found.findings, skeleton, self._settings, self._found.allowed)
        return concluded(report, outcome, self._knowing)

    def _documents(self) -> Iterator[tuple[Document, Window]]:
        for window in windows(self._file, self._name, self._settings):
            yield read_text(window.text, self._name), window

    def _begin(self, document: Document, window: Window) -> None:
        prepare(document, self._settings)
        self._origin = source_language(document, self._settings)
        self._found.note(document, window, [trace.span for trace in self._origin.traces], Offset())
        self._knowing = replace(self._settings, from_=self._origin.language)
        names = (each for each, _ in running(self._knowing, ignored(self._knowing, self._name)))
        modules = {each: registry.plugin("detectors", each) for each in names}
        self._repeats = {each: Repeats(module.sides) for each, module in modules.items() if hasattr(module, "sides")}
        self._others = frozenset(modules.keys() - self._repeats.keys())

    def _repeated(self, detector: str, repeats: Repeats) -> Iterable[Finding]:
        """What a detector finds that compares all units: it gets those that differ, at their places in the file."""
        units: list[Segment] = []
        offset = Offset()
        numbers = count()
        for document, window in self._documents():
            held = [pair for pair in document.pairs if next(numbers) in repeats]
            units += (replace(pair, span=shifted(pair.span, offset.text)) for pair in held)
            self._found.note(document, window, [pair.span for pair in held], offset)
            offset = offset.after(document, window)
        skeleton = self._found.skeleton(self._file, self._name, units)
        return list(findings(skeleton, self._knowing, self._skipped, {detector}))
