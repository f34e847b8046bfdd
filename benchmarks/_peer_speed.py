"""How fast the programs are: from a cold start, on growing texts, and beside a server that is warm."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import psutil
from _peers import Peer
from _runs import Run, run

_ARTICLE = 600
_HERE = Path(__file__).resolve().parent


class Timed(NamedTuple):
    """What a program took for a text of so many words; no run if it would have taken too long."""

    peer: str
    words: int
    run: Run | None

    @property
    def rate(self) -> float:
        """Words a second."""
        return self.words / self.run.wall if self.run else 0.0

    @property
    def rate_cpu(self) -> float:
        """Words a CPU second."""
        return self.words / self.run.cpu if self.run else 0.0


class Bench:
    """A folder in which programs run, with a cache of mtaudit that holds the packs, and no answers, before each run."""

    def __init__(self, folder: Path, words: list[str]) -> None:
        """``words`` with the white space after them make the texts; they are repeated as needed."""
        self._folder = folder
        self._cache = folder / "cache"
        self._words = words
        self._environment = {**os.environ, "MTAUDIT_CACHE_DIR": str(self._cache)}

    def cold(self, peer: Peer, times: int) -> Timed:
        """The quickest of some starts on an article."""
        runs = [self._run(peer, self._text(_ARTICLE), 600.0) for _ in range(times + 1)][1:]
        return Timed(peer.name, _ARTICLE, min((each for each in runs if each), key=lambda each: each.wall))

    def growth(self, peer: Peer, sizes: tuple[int, ...], limit: float) -> Iterator[Timed]:
        """Longer and longer texts, until a run takes longer than ``limit`` seconds or would."""
        before = Timed(peer.name, 0, None)
        for size in sizes:
            hopeless = before.words and (not before.run or before.run.wall * size / before.words > 3 * limit)
            text = self._text(size)
            before = Timed(peer.name, size, None if hopeless else self._run(peer, text, limit))
            yield before

    def warm(self, size: int) -> dict[str, float]:
        """Words a CPU second, the server's included, of LanguageTool alone and of mtaudit with the same server."""
        from mtaudit.engines._server import Server

        server = Server()
        url = server.url()
        client = (sys.executable, str(_HERE / "_languagetool.py"), "--url", url)
        check = (sys.executable, "-m", "mtaudit", "check", "--exit-zero", "--no-cache", "--output-format", "json")
        commands = {
            "LanguageTool, default rules": client,
            "mtaudit with LanguageTool": (*check, "--grammar", "languagetool", "--languagetool-url", url),
        }
        text, first = self._text(size), self._text(size // 3)
        rates = {}
        try:
            for command in commands.values():
                self._started(*command, str(first))
            for name, command in commands.items():
                rates[name] = size / _cpu_with(url, lambda command=command: self._started(*command, str(text)))
        finally:
            server.close()
        return rates

    def _started(self, *command: str) -> float:
        done = run(self._folder, *command, environment=self._environment)
        return done.cpu if done else 0.0

    def _run(self, peer: Peer, text: Path, limit: float) -> Run | None:
        (self._cache / "grammar.sqlite").unlink(missing_ok=True)
        shutil.rmtree(self._cache / "reports", ignore_errors=True)
        return run(self._folder, *peer.command, str(text), limit=limit, environment=self._environment)

    def _text(self, size: int) -> Path:
        path = self._folder / f"words-{size}.txt"
        if not path.exists():
            times = size // len(self._words) + 1
            path.write_text("".join((self._words * times)[:size]), encoding="utf-8")
        return path


def _cpu_with(url: str, ask: Callable[[], float]) -> float:
    """CPU seconds of a client and of the server that it asks."""
    port = int(url.rpartition(":")[2].rstrip("/"))
    java = next(
        psutil.Process(each.pid)
        for each in psutil.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == port and each.pid
    )
    before = java.cpu_times()
    client = ask()
    after = java.cpu_times()
    return client + after.user + after.system - before.user - before.system


def parts(text: str) -> list[tuple[str, float]]:
    """CPU seconds of each part of a run without a grammar checker, the costliest first."""
    import speed

    begin = time.process_time()
    from mtaudit.audit import audit

    audit("Fine words.\n")
    loading = time.process_time() - begin
    found = [(name, seconds) for name, seconds in speed._parts(text) if name not in ("all", "grammar")]
    return [("loading rules and word lists", loading), *sorted(found, key=lambda each: -each[1])]
