"""Remembers what an engine said about a text, across runs: the key is a hash of the text and of all it depends on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from mtaudit import paths
from mtaudit.engines import Hit

if TYPE_CHECKING:
    import sqlite3

#: About 100 bytes each without hits; the oldest half goes when there are more.
_MOST = 200_000
_BATCH = 500
_WAIT = 5.0


class Answers:
    """The answers of one engine in one configuration, which ``identity`` names; without one nothing is remembered.

    A cache that cannot be read or written is no cache: the engine is asked again.
    """

    def __init__(self, identity: str) -> None:
        self.identity = identity

    def known(self, texts: Iterable[str]) -> dict[str, tuple[Hit, ...]]:
        """The texts that were answered before, with the answers."""
        if not self.identity:
            return {}
        import sqlite3

        keys = {self._key(text): text for text in texts}
        found: dict[str, tuple[Hit, ...]] = {}
        with suppress(sqlite3.Error, OSError, ValueError, TypeError), closing(_open()) as database:
            wanted = list(keys)
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                for key, hits in database.execute(f"SELECT key, hits FROM answers WHERE key IN ({marks})", batch):
                    found[keys[key]] = _hits(hits)
        return found

    def keep(self, answers: Mapping[str, tuple[Hit, ...]]) -> None:
        """Remember answers, and forget the oldest ones when there are too many."""
        if not self.identity or not answers:
            return
        import sqlite3

        rows = [(self._key(text), _json(hits)) for text, hits in answers.items()]
        with suppress(sqlite3.Error, OSError), closing(_open()) as database, database:
            database.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
            (count,) = database.execute("SELECT count(*) FROM answers").fetchone()
            if count > _MOST:
                database.execute(
                    "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers ORDER BY rowid LIMIT ?)",
                    (count - _MOST // 2,),
                )

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.identity}\n{text}".encode("utf-8", "surrogatepass")).digest()


def _open() -> sqlite3.Connection:
    import sqlite3

    folder = paths.cache()
    folder.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(folder / "grammar.sqlite", timeout=_WAIT)
    database.execute("CREATE TABLE IF NOT EXISTS answers (key BLOB UNIQUE, hits TEXT)")
    return database


def _json(hits: tuple[Hit, ...]) -> str:
    return json.dumps([[h.rule, h.category, h.start, h.end, h.message, h.replacements] for h in hits])


def _hits(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(rule, category, start, end, message, tuple(replacements))
        for rule, category, start, end, message, replacements in json.loads(text)
    )
