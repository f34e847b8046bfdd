"""Audits many texts: in several processes, and none twice that was audited before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.audit import audit, preload, prepare, read_text
from mtaudit.engines.languagetool import SERVER, Served, start_server
from mtaudit.errors import LanguageError, ReadError
from mtaudit.gate import entry
from mtaudit.gate.cache import Cache
from mtaudit.gate.key import key, repeatable
from mtaudit.model import Report, Unread
from mtaudit.selection import ignored
from mtaudit.settings import Settings

if TYPE_CHECKING:
    from mtaudit.large.file import LargeFile

#: So many characters are worth a process of their own.
_WORTH = 100_000


class Source(NamedTuple):
    """A text to audit: its name tells its format, and paths of the settings are matched with it."""

    name: str
    text: str | LargeFile
    settings: Settings


@dataclass(frozen=True)
class Progress:
    """How far an audit is."""

    done: int
    total: int
    words: int = 0
    note: str = ""


Watch = Callable[[Progress], None]


def audit_all(
    sources: Iterable[Source], *, workers: int = 1, cache: Cache | None = None, watch: Watch | None = None
) -> list[Report | Unread]:
    """The reports on some texts, in their order; 0 workers are as many as the texts are worth.

    They are the same with any number of workers, with a cache and without; only, a remembered document is parsed when
    something asks for its prose. Raises what ``audit`` raises, but for ReadError, and WorkerError.
    """
    sources = list(sources)
    _start(sources)
    jobs = [_Job(source, cache) for source in sources]
    counter = _Counter(len(jobs), watch)
    left = [job for job in jobs if not job.recall()]
    counter.add(job.result for job in jobs if job.result)
    for job in _audited(sorted(left, key=lambda job: -_size(job)), workers or _worth(left), counter):
        job.remember()
        counter.add([job.result])
    if cache:
        cache.trim()
    return [job.result for job in jobs if job.result]


def _start(sources: Sequence[Source]) -> None:
    """Start the engine that the only text needs: what takes longest begins first, before the packs are read."""
    if len(sources) == 1:
        source = sources[0]
        with suppress(ReadError):  # comes again
            if isinstance(source.text, str):
                prepare(read_text(source.text, source.name), source.settings)


class _Job:
    """One text on its way to its report."""

    def __init__(self, source: Source, cache: Cache | None) -> None:
        self.source = source
        self.result: Report | Unread | None = None
        self._body = b""
        self._cache = cache if cache and repeatable(source.settings) else None
        self._key = ""
        if self._cache:
            try:
                self._key = key(source.text, source.name, source.settings)
            except ReadError as error:  # of a file whose text is read only now
                self.result = Unread(source.name, str(error))

    def recall(self) -> bool:
        """Whether the text was audited before, or cannot be."""
        if self.result:
            return True
        body = self._cache.get(self._key) if self._cache else None
        if body is not None:
            self.result = entry.decode(body, self.source.text, self.source.name)
        return self.result is not None

    def take(self, result: bytes | Report | Unread) -> None:
        if isinstance(result, bytes):
            self._body = result
            result = entry.decode(result, self.source.text, self.source.name)
        self.result = result

    def remember(self) -> None:
        """Keep what was found, unless a detector could not run just now."""
        if self._cache and isinstance(self.result, Report) and all(each.lasting for each in self.result.skipped):
            self._cache.put(self._key, self._body or entry.encode(self.result))
        self._body = b""


class _Counter:
    """Tells whoever watches how far it is."""

    def __init__(self, total: int, watch: Watch | None) -> None:
        self._total = total
        self._watch = watch
        self._done = self._words = 0

    def add(self, results: Iterable[Report | Unread | None]) -> None:
        for result in results if self._watch else ():
            self._done += 1
            self._words += result.document.words if isinstance(result, Report) else 0
        self.say("")

    def say(self, note: str) -> None:
        if self._watch:
            self._watch(Progress(self._done, self._total, self._words, note))


class _Announced:
    """A server whose start, which takes a while, is announced."""

    def __init__(self, counter: _Counter) -> None:
        self._counter: _Counter | None = counter
        self._server = start_server()

    def url(self) -> str:
        if self._counter:
            self._counter.say("LanguageTool starts")
            self._counter = None
        return self._server.url()

    def running(self, patience: float = 0) -> bool:
        return self._server.running(patience)

    def close(self) -> None:
        self._server.close()


def _audited(jobs: Sequence[_Job], workers: int, counter: _Counter) -> Iterator[_Job]:
    """Each job with its result, as they come."""

    def server() -> Served:
        return _Announced(counter)

    if min(workers, len(jobs)) > 1:
        from mtaudit.gate.pool import Pool

        ready = partial(_preload, _kinds(job.source for job in jobs))
        with Pool(_work, min(workers, len(jobs)), server, ready=ready) as pool:
            for number, result in pool.results(job.source for job in jobs):
                jobs[number].take(result)
                yield jobs[number]
        return
    token = SERVER.set(server)
    try:
        for job in jobs:
            job.take(_result(job.source))
            yield job
    finally:
        SERVER.reset(token)


def _kinds(sources: Iterable[Source]) -> dict[tuple[Settings, tuple[str, ...]], str]:
    """A name of each kind of source: those of one kind need the same engines."""
    return {(source.settings, ignored(source.settings, source.name)): source.name for source in sources}


def _preload(kinds: Mapping[tuple[Settings, tuple[str, ...]], str]) -> None:
    for (settings, _), name in kinds.items():
        preload(settings, name)


def _work(source: Source) -> bytes | Unread:
    result = _result(source)
    return entry.encode(result) if isinstance(result, Report) else result


def _result(source: Source) -> Report | Unread:
    try:
        if isinstance(source.text, str):
            return audit(read_text(source.text, source.name), source.settings)
        from mtaudit.large.audit import audit_large

        return audit_large(source.text, source.name, source.settings)
    except ReadError as error:
        return Unread(source.name, str(error), foreign=isinstance(error, LanguageError))


def _worth(jobs: Sequence[_Job]) -> int:
    return max(1, min(_cores(), sum(map(_size, jobs)) // _WORTH))


def _size(job: _Job) -> int:
    text = job.source.text
    return len(text) if isinstance(text, str) else text.stamp.size


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
