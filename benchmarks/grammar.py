"""Speed and memory of the grammar checkers, and of LanguageTool's own command line.

    python benchmarks/grammar.py ARTICLE LONG_TEXT [--command-line JAR ...]

Each line is a process of its own: wall and CPU seconds, words a second, and the most memory with all children.
LanguageTool's command line, whose jar and commons-io are not in the bundle, runs with the same jars and options.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import psutil

from mtaudit.engines import _installation, _java, _server
from mtaudit.engines.languagetool import OPTIONS

_CHECK = (sys.executable, "-m", "mtaudit", "check", "--exit-zero", "--select", "grammar", "--output-format", "json")


@click.command()
@click.argument("article", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("long_text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--command-line", multiple=True, type=click.Path(exists=True, dir_okay=False), help="Its jars.")
def main(article: Path, long_text: Path, command_line: tuple[str, ...]) -> None:
    """Measure on an ARTICLE of 600 words and a LONG_TEXT of 100,000."""
    print("| what | words | s | CPU s | words/s | words/CPU s | MB |\n| --- | --- | --- | --- | --- | --- | --- |")
    languagetool, harper = ("--grammar", "languagetool"), ("--grammar", "harper")
    with _empty_cache():
        _line("article, LanguageTool, cold", article, *_CHECK, *languagetool, str(article))
        _line("article, LanguageTool, from the cache", article, *_CHECK, *languagetool, str(article))
    with _empty_cache():
        _line("article, Harper, cold", article, *_CHECK, *harper, str(article))
        _line("article, Harper, from the cache", article, *_CHECK, *harper, str(article))
    with _running() as url:
        for attempt in ("first", "second", "third"):
            command = (*_CHECK, "--languagetool-url", url, "--grammar", "auto", str(article))
            with _empty_cache():
                _line(f"article, running server, {attempt} time", article, *command)
    with _empty_cache():
        _line("long text, LanguageTool", long_text, *_CHECK, *languagetool, str(long_text))
        _line("long text, LanguageTool, from the cache", long_text, *_CHECK, *languagetool, str(long_text))
    with _empty_cache():
        _line("long text, Harper", long_text, *_CHECK, *harper, str(long_text))
    if command_line:
        classes = os.pathsep.join([f"{_installation.folder()}/*", *command_line])
        java = (_java.find(), *_server.JVM, "-cp", classes, "org.languagetool.commandline.Main", "-l", "en-US")
        off = ("-d", OPTIONS.rpartition(" -")[2])
        _line("long text, LanguageTool's command line", long_text, *java, *off, str(long_text))


@contextmanager
def _empty_cache() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MTAUDIT_CACHE_DIR"] = folder
        yield
        del os.environ["MTAUDIT_CACHE_DIR"]


@contextmanager
def _running() -> Iterator[str]:
    server = _server.Server()
    yield server.url()
    server.close()


def _line(what: str, text: Path, *command: str) -> None:
    begin, before = time.perf_counter(), _cpu()
    process = psutil.Popen(command, stdout=subprocess.DEVNULL)
    peak = _Peak(process)
    process.wait()
    seconds, cpu = time.perf_counter() - begin, _cpu() - before
    words = len(text.read_text(encoding="utf-8").split())
    rates = f"{words / seconds:,.0f} | {words / cpu:,.0f}"
    print(f"| {what} | {words:,} | {seconds:.2f} | {cpu:.2f} | {rates} | {peak.end():,.0f} |", flush=True)


def _cpu() -> float:
    """CPU seconds of all processes that ended under this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Peak(threading.Thread):
    """Looks at the memory of a process and its children ten times a second."""

    def __init__(self, process: psutil.Popen) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._most = 0
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.1):
            try:
                family = [self._process, *self._process.children(recursive=True)]
                self._most = max(self._most, sum(each.memory_info().rss for each in family))
            except psutil.Error:
                continue

    def end(self) -> float:
        self._over.set()
        self.join()
        return self._most / 1e6


if __name__ == "__main__":
    main()
