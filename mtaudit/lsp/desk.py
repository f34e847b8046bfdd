"""One open document: what is known of it, kept up with what is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from mtaudit.audit import audit, read_text, settled
from mtaudit.errors import LanguageError, MtauditError
from mtaudit.files import is_excluded
from mtaudit.live import updated
from mtaudit.model import Report
from mtaudit.settings import Settings

#: Seconds without a key before the changed paragraphs are audited, and before the whole is.
_BREATH, _PAUSE = 0.05, 0.6


class Desk:
    """A document with its last reports; ``show`` gets each new one, ``complain`` what keeps it from being audited."""

    def __init__(
        self, name: str, folder: Path, show: Callable[[Report | None], None], complain: Callable[[str], None]
    ) -> None:
        """``name`` tells the format and is what globs of the settings are matched with."""
        self.name = name
        self.folder = folder
        self.text = ""
        self.report: Report | None = None
        self._whole: Report | None = None
        self._show = show
        self._complain = complain
        self._task: asyncio.Task[None] | None = None
        # A whole audit may wait for an engine; what is typed meanwhile must not wait for it.
        self._typist, self._auditor = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def settings(self) -> Settings:
        """The settings that hold now; raises SettingsError."""
        return settled(self.folder)

    def write(self, text: str) -> None:
        """Take a new version of the text, and have it audited."""
        self.text = text
        self._restart()

    def again(self) -> None:
        """Audit the same text anew: the settings may be others."""
        self._whole = None
        self._restart()

    def current(self) -> Report | None:
        """The report on the text as it is now, if there is one."""
        return self.report if self.report and self.report.document.raw == self.text else None

    def close(self) -> None:
        """Stop, and forget what is under way."""
        if self._task:
            self._task.cancel()
        for each in (self._typist, self._auditor):
            each.shutdown(wait=False, cancel_futures=True)

    def _restart(self) -> None:
        if self._task:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._keep_up())

    async def _keep_up(self) -> None:
        loop = asyncio.get_running_loop()
        known = self._whole is not None
        try:
            await asyncio.sleep(_BREATH * known)
            self._take(await loop.run_in_executor(self._typist, self._at_once, self.text))
            await asyncio.sleep(_PAUSE * known)
            self._take(await loop.run_in_executor(self._auditor, self._in_full, self.text))
        except LanguageError:
            self._take(None, clear=True)
        except MtauditError as error:
            self._complain(str(error))
            self._take(None, clear=True)

    def _take(self, report: Report | None, *, clear: bool = False) -> None:
        if report or clear:
            self.report = report
            self._show(report)

    def _at_once(self, text: str) -> Report | None:
        """What can be told without waiting for an engine."""
        settings = self.settings()
        if self._is_excluded(settings):
            return None
        if self._whole is None:
            return audit(text, replace(settings, grammar="off", require=()), name=self.name)
        return updated(self._whole, read_text(text, self.name), settings)

    def _in_full(self, text: str) -> Report | None:
        settings = self.settings()
        if self._is_excluded(settings):
            return None
        self._whole = audit(text, settings, name=self.name)
        return self._whole

    def _is_excluded(self, settings: Settings) -> bool:
        root = Path(settings.origin).parent if settings.origin else self.folder
        return is_excluded(self.folder / Path(self.name).name, settings.exclude, root)
