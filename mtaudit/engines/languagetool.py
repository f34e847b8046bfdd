"""LanguageTool through language-tool-python: our own server, or one that runs already."""

from __future__ import annotations

import atexit
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from mtaudit.engines import Hit
from mtaudit.engines._installation import VERSION, installed
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from language_tool_python import LanguageTool as Client

__all__ = ["OPTIONS", "SERVER", "VERSION", "LanguageTool", "Served", "installed", "shared", "start_server"]

_VARIANT = "en-US"
_IN_FLIGHT = 2
#: Seconds for one paragraph; it is asked twice.
TIME_LIMIT = 30.0
_ALIVE_LIMIT = 5.0
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
#: The speller is half of LanguageTool's time, and names are all it finds in a translation.
_OFF = frozenset({"MORFOLOGIK_RULE_EN_US"})
#: Categories of which no rule counts (``detectors/grammar.tsv``): the server need not look for them.
_IDLE = frozenset(
    "STYLE REDUNDANCY REPETITIONS_STYLE PLAIN_ENGLISH WIKIPEDIA CREATIVE_WRITING COLLOQUIALISMS GENDER_NEUTRALITY "
    "TEXT_ANALYSIS AMERICAN_ENGLISH_STYLE BRITISH_ENGLISH PROPER_NOUNS MULTITOKEN_SPELLING SEMANTICS TYPOGRAPHY".split()
)

#: For these the bundle's server has false friends; for Spanish, which it knows, too, it would need n-gram data.
MOTHER_TONGUES = frozenset({"ca", "pt"})

#: What an answer depends on besides the text and the version.
OPTIONS = f"{_VARIANT} picky -{','.join(sorted(_OFF | _IDLE))}"


#: Threads must not start a server each.
_ALONE = threading.Lock()


class Served(Protocol):
    """A server of this run: one of this process, or one that another process lends."""

    def url(self) -> str:
        """Its address, once it answers."""

    def running(self, patience: float = 0) -> bool:
        """Whether it is still there."""

    def close(self) -> None:
        """End it, if it is ours."""


#: What makes the server of a connection that is to have one of our own, where that is not ``start_server``.
SERVER: ContextVar[Callable[[], Served] | None] = ContextVar("server", default=None)


def shared(url: str) -> LanguageTool:
    """The one connection of this process; its server ends with the process at the latest."""
    with _ALONE:
        return _shared(url)


@cache
def _shared(url: str) -> LanguageTool:
    connection = LanguageTool(url)
    atexit.register(connection.close)
    return connection


def end(url: str) -> None:
    """End the server of the one connection, if there is one; the next audit that needs it starts another."""
    with _ALONE:
        if _shared.cache_info().currsize:
            _shared(url).close()
            _shared.cache_clear()


class LanguageTool:
    """A connection to a server; ``url`` names a foreign one, without it one of our own is started at once."""

    def __init__(self, url: str = "") -> None:
        """Start the server, if it is to be ours, and do not wait for it."""
        if find_spec("language_tool_python") is None:
            raise EngineError("the client is missing; run 'pip install mtaudit[languagetool]'")
        self._url = url
        self._server = None if url else (SERVER.get() or start_server)()
        self._mother_tongue = ""
        self._dead = ""
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._connected: Client | None = None

    def ask(self, texts: Iterable[str], mother_tongue: str = "") -> Iterator[tuple[Hit, ...] | EngineError]:
        """For each text its hits, or the reason why there is no answer; several are in flight at a time.

        A mother tongue brings the false friends of its speakers.
        """
        from concurrent.futures import ThreadPoolExecutor

        with self._turn, ThreadPoolExecutor(_IN_FLIGHT) as pool:
            self._mother_tongue = mother_tongue
            try:
                yield from pool.map(self._ask, texts)
            except BaseException:  # Ctrl-C: without a server no request keeps us waiting
                self._dead = "the audit was interrupted"
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def close(self) -> None:
        """End the server if it is ours."""
        if self._server:
            self._server.close()

    def _ask(self, text: str) -> tuple[Hit, ...] | EngineError:
        from language_tool_python.exceptions import LanguageToolError

        try:
            client = self._client()
            known = self._mother_tongue in client._get_languages()  # a server refuses a language that it does not know
            client.mother_tongue = self._mother_tongue if known else None
            matches = client.check(_in_plane(text))
        except EngineError as error:
            return error
        except (LanguageToolError, KeyError, TypeError) as error:  # the last two: not LanguageTool's answers at all
            return EngineError(self._failure(str(error)))
        return tuple(_hit(match) for match in matches)

    def _client(self) -> Client:
        with self._lock:
            if self._dead:
                raise EngineError(self._dead)
            if self._connected is None:
                try:
                    self._connected = self._connect()
                except EngineError as error:
                    self._dead = str(error)
                    raise
            return self._connected

    def _connect(self) -> Client:
        from language_tool_python.exceptions import LanguageToolError

        url = self._server.url() if self._server else self._url
        try:
            client = _patient(TIME_LIMIT)(
                _VARIANT,
                remote_server=url,
                proxies={"http": "", "https": ""} if self._server else None,
            )
        except (LanguageToolError, ValueError, TypeError, AttributeError) as error:
            raise EngineError(f"LanguageTool at {url} cannot be used: {_short(error)}") from error
        client.disabled_rules = set(_OFF)
        client.disabled_categories = set(_IDLE)
        client.picky = True
        return client

    def _failure(self, reason: str) -> str:
        """What one failed request means: nothing for the others if the server is well, the end if it is not."""
        if self._answers():
            return f"LanguageTool gave no answer: {_short(reason)}"
        gone = self._server is not None and not self._server.running(1)
        self._dead = "the LanguageTool server died" if gone else "the LanguageTool server does not answer any more"
        return self._dead

    def _answers(self) -> bool:
        import urllib.request  # a fifth of a cold start, and a run without LanguageTool never needs it

        url = (self._server.url() if self._server else self._url).rstrip("/") + "/v2/languages"
        opener = urllib.request.build_opener(*([urllib.request.ProxyHandler({})] if self._server else []))
        try:
            with opener.open(url, timeout=_ALIVE_LIMIT) as answer:
                return bool(answer.status == 200)
        except OSError:  # a URLError is one
            return False


def start_server() -> Served:
    """A new server; it is started, and not waited for."""
    from mtaudit.engines._server import Server

    return Server()


def _patient(limit: float) -> type[Client]:
    """The client with our time limit (its own is five minutes, twice) and one look at the server's languages."""
    from language_tool_python import LanguageTool as Client

    class Patient(Client):
        _TIMEOUT = limit  # type: ignore[assignment]

        def _get_languages(self) -> set[str]:
            if not hasattr(self, "_languages"):
                self._languages = super()._get_languages()
            return self._languages

    return Patient


def _in_plane(text: str) -> str:
    """The text without characters that UTF-16 counts twice, so that the server's offsets are code points."""
    return _ASTRAL.sub("\u25a1", text)


def _hit(match: Any) -> Hit:
    start = match.offset
    end = start + match.error_length
    return Hit(match.rule_id, match.category, start, end, match.message, tuple(match.replacements[:5]))


def _short(error: object) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
