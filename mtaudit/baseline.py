"""The findings that a repository lives with for now; the file that lists them is described in ``docs/gate.md``."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtaudit import atomic
from mtaudit.audit import catalogue, ran
from mtaudit.errors import SettingsError
from mtaudit.fingerprint import Identity, fingerprints
from mtaudit.model import Report
from mtaudit.settings import Settings

VERSION = 1


@dataclass(frozen=True)
class Baseline:
    """How many findings of each identity are known; their paths start from ``root``."""

    root: Path
    known: Mapping[Identity, int] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """The path of a file as the baseline writes it."""
        try:
            return Path(os.path.relpath(Path(name).absolute(), self.root.absolute())).as_posix()
        except ValueError:  # another drive
            return Path(name).absolute().as_posix()

    def without_known(self, report: Report) -> Report:
        """The report without the findings that are known; of more equal ones than that, the last ones stay."""
        prints = fingerprints(report, self.path(report.document.name))
        new = tuple(
            finding
            for finding, print_ in zip(report.findings, prints, strict=True)
            if print_.occurrence > self.known.get(print_.identity, 0)
        )
        gone = len(report.findings) - len(new)
        return replace(report, findings=new, hidden=replace(report.hidden, baseline=gone)) if gone else report

    def counted(self, reports: Iterable[Report]) -> Counter[Identity]:
        """How many findings of each identity there are."""
        return Counter(
            each.identity for report in reports for each in fingerprints(report, self.path(report.document.name))
        )

    def stale(self, audited: Iterable[tuple[Report, Settings]]) -> Counter[Identity]:
        """What is listed and no longer found, given whole reports; how many of each.

        Files that were not audited are judged only if they are gone, and rules that did not run are not judged.
        """
        by_path = {self.path(report.document.name): (report, settings) for report, settings in audited}
        found = self.counted(report for report, _ in by_path.values())
        left = Counter({each: count - found[each] for each, count in self.known.items() if count > found[each]})
        return Counter({each: count for each, count in left.items() if self._is_judged(each, by_path.get(each.path))})

    def pruned(self, stale: Mapping[Identity, int]) -> Baseline:
        """The same without what is stale."""
        return replace(self, known=Counter(self.known) - Counter(stale))

    def updated(self, audited: Iterable[tuple[Report, Settings]]) -> Baseline:
        """The same without what is stale and with all that is found."""
        audited = list(audited)
        kept = Counter(self.pruned(self.stale(audited)).known)
        return replace(self, known=kept | self.counted(report for report, _ in audited))

    def _is_judged(self, listed: Identity, audited: tuple[Report, Settings] | None) -> bool:
        if audited is None:
            return not (self.root / listed.path).exists()
        known = {rule.id for rules in catalogue(audited[1]).values() for rule in rules}
        return listed.rule not in known or listed.rule in ran(*audited)


def load(path: Path) -> Baseline:
    """Read a baseline; raises SettingsError for one that is not there or not understood."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"there is no baseline {path}; 'mtaudit baseline write' makes one") from error
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"the baseline {path} cannot be read: {error}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
        raise SettingsError(f"the baseline {path} is no baseline of version {VERSION}")
    known: Counter[Identity] = Counter()
    for number, each in enumerate(data["findings"], 1):
        listed, count = _entry(each, f"the baseline {path}: entry {number}")
        known[listed] += count
    return Baseline(path.parent, known)


def save(baseline: Baseline, path: Path) -> None:
    """Write a baseline: sorted, an entry a line; raises OSError."""
    lines = [
        json.dumps({**each._asdict(), "count": count}, ensure_ascii=False)
        for each, count in sorted(baseline.known.items())
    ]
    body = ",\n".join(f"    {line}" for line in lines)
    findings = f"[\n{body}\n  ]" if lines else "[]"
    text = f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'
    atomic.write(path, text.encode("utf-8", "backslashreplace"))


def _entry(value: Any, where: str) -> tuple[Identity, int]:
    if not isinstance(value, dict):
        raise SettingsError(f"{where} is no object")
    for key, kind in (("path", str), ("rule", str), ("text", str), ("count", int)):
        if not isinstance(value.get(key), kind):
            raise SettingsError(f"{where} lacks a '{key}', or it is not what it should be")
    return Identity(value["path"], value["rule"], value["text"]), value["count"]
