"""Harper, embedded: no Java, no server, a second to get ready."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from mtaudit.engines import Hit
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from harper import Linter

#: Harper's speller does not know names.
_OFF = ("SpellCheck",)
#: Only one thread at a time may turn standard output away and back.
_ALONE = threading.Lock()


def installed() -> str:
    """The version of the binding, "" when it is not there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("harper-py")
    except PackageNotFoundError:
        return ""


def ask(texts: Iterable[str]) -> Iterator[tuple[Hit, ...]]:
    """For each text its hits."""
    if not installed():
        raise EngineError("Harper is not installed; run 'pip install mtaudit[grammar]'")
    linter = start().result()
    for text in texts:
        with _ALONE, _quiet():
            lints = linter.organized_lints(text, language="plaintext")
        yield tuple(_hit(rule, lint) for rule, found in lints.items() for lint in found)


@contextmanager
def _quiet() -> Iterator[None]:
    """Harper 2.13 prints a debugging line to standard output on "to further coordinating"; reports go there."""
    sys.stdout.flush()
    kept = os.dup(1)
    silence = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(silence, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(silence)


@cache
def start() -> Future[Linter]:
    """Begin to build the linter, which takes a second, in a thread of its own; Harper leaves the others alone."""
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(1)
    future = pool.submit(_linter)
    pool.shutdown(wait=False)
    return future


def _linter() -> Linter:
    from harper import Linter

    linter = Linter()
    config = linter.get_default_lint_config()
    linter.set_lint_config({**config, **dict.fromkeys(_OFF, False)})
    return linter


def _hit(rule: str, lint: Any) -> Hit:
    replacements = tuple(_replacement(lint, each) for each in lint.suggestions[:5])
    return Hit(rule, lint.lint_kind, lint.span.start, lint.span.end, lint.message, replacements)


def _replacement(lint: Any, suggestion: Any) -> str:
    """What stands in the span afterwards, whichever kind of suggestion it is."""
    from harper import SuggestionKind

    if suggestion.kind == SuggestionKind.REMOVE:
        return ""
    before = lint.problem_text if suggestion.kind == SuggestionKind.INSERT_AFTER else ""
    return f"{before}{suggestion.replacement_text}"
