"""Which rows of an audited corpus stay: by score, rule, severity, and each text but once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mtaudit.corpus import tables
from mtaudit.corpus.store import Store
from mtaudit.model import SEVERITIES, Severity
from mtaudit.selection import covers

#: How rows are told to be alike: word for word, or in all letters and digits, in capitals or not.
ALIKE = ("exact", "normalised")
_SCORES = ("row", "score", *SEVERITIES, "error", *ALIKE)


class Verdict(NamedTuple):
    """Why a row goes: the kind of reason, and what it is in this row."""

    reason: str
    detail: str


@dataclass(frozen=True)
class Sieve:
    """What a row must be to stay."""

    min_score: float | None = None
    max_score: float | None = None
    drop: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    drop_severity: Severity | None = None
    deduplicate: str | None = None

    def __bool__(self) -> bool:
        """Whether it holds anything back."""
        return self != Sieve()

    def verdict(self, row: Mapping[str, Any], rules: Iterable[str]) -> Verdict | None:
        """Why a row goes, None for one that stays; which rows are alike is not asked here."""
        if row["error"] is not None:
            return Verdict("error", row["error"])
        found = sorted(set(rules))
        if dropped := [rule for rule in found if _under(rule, self.drop)]:
            return Verdict("rule", ", ".join(dropped))
        if self.only and not any(_under(rule, self.only) for rule in found):
            return Verdict("without", "none of the rules wanted")
        return self._severe(row) or self._scored(row["score"])

    def _severe(self, row: Mapping[str, Any]) -> Verdict | None:
        at_least = SEVERITIES[SEVERITIES.index(self.drop_severity) :] if self.drop_severity else ()
        worst = next((each for each in reversed(at_least) if row[each]), "")
        return Verdict("severity", worst) if worst else None

    def _scored(self, score: float | None) -> Verdict | None:
        if self.min_score is None and self.max_score is None:
            return None
        if score is None:
            return Verdict("score", "no words to judge")
        low = self.min_score is not None and score < self.min_score
        high = self.max_score is not None and score > self.max_score
        return Verdict("score", f"{score:g}") if low or high else None


def _under(rule: str, prefixes: Iterable[str]) -> bool:
    return any(covers(prefix, rule) for prefix in prefixes)


class Judged(NamedTuple):
    """A row by its number, what it is known by where rows alike are asked for, and why it goes."""

    row: int
    key: int
    verdict: Verdict | None


def judged(store: Store, sieve: Sieve) -> Iterator[Judged]:
    """Every row in order, a shard in memory at a time."""
    for scores, findings in zip(store.shards("scores"), store.shards("findings"), strict=True):
        rules: dict[int, list[str]] = {}
        for each in tables.read(findings, ["row", "rule"]).to_pylist():
            rules.setdefault(each["row"], []).append(each["rule"])
        for row in tables.read(scores, _SCORES).to_pylist():
            key = row[sieve.deduplicate] if sieve.deduplicate else 0
            yield Judged(row["row"], key or 0, sieve.verdict(row, rules.get(row["row"], ())))
