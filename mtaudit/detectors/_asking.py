"""Asks a grammar engine about texts, and remembers what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from typing import NamedTuple

from mtaudit.engines import Hit, harper, languagetool
from mtaudit.engines._answers import Answers
from mtaudit.errors import EngineError
from mtaudit.settings import Settings

Ask = Callable[[list[str]], Iterator[tuple[Hit, ...] | EngineError]]


class Answered(NamedTuple):
    """The hits by text, and the first reason why a text has none."""

    hits: dict[str, tuple[Hit, ...]]
    trouble: str = ""


#: What an engine said, by the identity of its memory and the text, while many documents are audited together.
_HELD: ContextVar[dict[tuple[str, str], tuple[Hit, ...]] | None] = ContextVar("held", default=None)


@contextmanager
def together(texts: Iterable[str], settings: Settings) -> Iterator[None]:
    """Ask about the texts of many documents at once, with several requests in flight, and hold the answers meanwhile.

    Nothing of them is remembered for later runs: a corpus would push out all else.
    """
    token = _HELD.set({})
    try:
        if wants_languagetool(settings):
            with suppress(EngineError):  # asked again, the detector comes to the same error, and reports it
                ask_languagetool(texts, settings)
        yield
    finally:
        _HELD.reset(token)


def wants_languagetool(settings: Settings) -> bool:
    """Whether these settings mean LanguageTool, on this machine."""
    if settings.grammar == "auto":
        return bool(settings.languagetool_url) or languagetool.installed()
    return settings.grammar == "languagetool"


def start(texts: set[str], settings: Settings) -> None:
    """Start the engine, and do not wait for it, unless it would have nothing to do."""
    if _HELD.get() is not None:
        return
    if wants_languagetool(settings):
        if len(_memory(settings).known(texts)) < len(texts):
            languagetool.shared(settings.languagetool_url)
    elif harper.installed() and len(_harper_memory().known(texts)) < len(texts):
        harper.start()


def ask_languagetool(texts: Iterable[str], settings: Settings) -> Answered:
    """What LanguageTool says; a text it could not answer is missing in the hits."""
    return _remembered(_memory(settings), texts, partial(_from_server, settings))


def ask_harper(texts: Iterable[str]) -> Answered:
    """What Harper says; raises EngineError when it is not there."""
    return _remembered(_harper_memory(), texts, harper.ask)


def _from_server(settings: Settings, texts: list[str]) -> Iterator[tuple[Hit, ...] | EngineError]:
    yield from languagetool.shared(settings.languagetool_url).ask(texts, _mother_tongue(settings))


def _memory(settings: Settings) -> Answers:
    """Nothing of a foreign server is remembered: nobody knows its version."""
    if settings.languagetool_url:
        return Answers("")
    return Answers(f"languagetool {languagetool.VERSION} {languagetool.OPTIONS} {_mother_tongue(settings)}")


def _mother_tongue(settings: Settings) -> str:
    """The source language, where it changes what the server says: a foreign one may know any language."""
    known = settings.languagetool_url or settings.from_ in languagetool.MOTHER_TONGUES
    return settings.from_ if known else ""


def _harper_memory() -> Answers:
    return Answers(f"harper {harper.installed()}")


def _remembered(memory: Answers, texts: Iterable[str], ask: Ask) -> Answered:
    wanted = dict.fromkeys(texts)
    held = _HELD.get()
    if held is None:
        known = memory.known(wanted)
    else:
        known = {text: held[key] for text in wanted if (key := (memory.identity, text)) in held}
    asked = [text for text in wanted if text not in known]
    new: dict[str, tuple[Hit, ...]] = {}
    trouble = ""
    try:
        for text, answer in zip(asked, ask(asked) if asked else (), strict=True):
            if isinstance(answer, EngineError):
                trouble = trouble or str(answer)
            else:
                new[text] = answer
    finally:
        if held is None:
            memory.keep(new)
        else:
            held.update({(memory.identity, text): hits for text, hits in new.items()})
    return Answered(known | new, trouble)
