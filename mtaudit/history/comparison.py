"""What is new, fixed and unchanged from one saved report to another; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mtaudit.fingerprint import Fingerprint, identity, numbered
from mtaudit.history.saved import SavedFile, SavedFinding, SavedRun


@dataclass(frozen=True)
class Comparison:
    """The findings of two runs by what became of them.

    ``uncompared`` are those that only one run had a chance to make: in a file, or by a detector, that the other run
    lacks. ``remarks`` say so, and what else makes two runs unlike.
    """

    old: SavedRun
    new: SavedRun
    appeared: tuple[SavedFinding, ...]
    fixed: tuple[SavedFinding, ...]
    unchanged: tuple[SavedFinding, ...]
    uncompared: tuple[SavedFinding, ...]
    remarks: tuple[str, ...]


class Tally(NamedTuple):
    """How many findings of a rule or in a file appeared, were fixed and stayed."""

    name: str
    appeared: int
    fixed: int
    unchanged: int


def compare(old: SavedRun, new: SavedRun) -> Comparison:
    """Match the findings of two runs by path, rule, text and occurrence, wherever the lines moved."""
    before, after = _numbered(old), _numbered(new)
    old_files, new_files = _by_path(old), _by_path(new)
    groups: dict[str, list[SavedFinding]] = {"appeared": [], "fixed": [], "unchanged": [], "uncompared": []}
    for key, finding in after.items():
        groups["unchanged" if key in before else _group(finding, old_files, "appeared")].append(finding)
    for key, finding in before.items():
        if key not in after:
            gone = _path(finding) not in new_files
            groups["uncompared" if gone else _group(finding, new_files, "fixed")].append(finding)
    found = {name: tuple(findings) for name, findings in groups.items()}
    return Comparison(old=old, new=new, remarks=tuple(_remarks(old, new)), **found)


def by_rule(comparison: Comparison) -> list[Tally]:
    """The counts for each rule, the most new ones first."""
    return _tallies(comparison, lambda finding: finding.rule)


def by_file(comparison: Comparison) -> list[Tally]:
    """The counts for each file, the most new ones first."""
    return _tallies(comparison, _path)


def _tallies(comparison: Comparison, name: Callable[[SavedFinding], str]) -> list[Tally]:
    appeared, fixed, unchanged = (
        Counter(map(name, group)) for group in (comparison.appeared, comparison.fixed, comparison.unchanged)
    )
    rows = [Tally(each, appeared[each], fixed[each], unchanged[each]) for each in appeared | fixed | unchanged]
    return sorted(rows, key=lambda row: (-row.appeared, -row.fixed, row.name))


def _numbered(run: SavedRun) -> dict[Fingerprint, SavedFinding]:
    findings = list(run.findings)
    return dict(zip(numbered(each.identity for each in findings), findings, strict=True))


def _by_path(run: SavedRun) -> dict[str, SavedFile]:
    return {identity(file.path, "", "").path: file for file in run.files}


def _path(finding: SavedFinding) -> str:
    return finding.identity.path


def _group(finding: SavedFinding, others: dict[str, SavedFile], group: str) -> str:
    """The group of a finding that the other run lacks, unless its detector did not run there."""
    file = others.get(_path(finding))
    return "uncompared" if file and finding.rule.split("/")[0] in file.skipped else group


def _remarks(old: SavedRun, new: SavedRun) -> Iterator[str]:
    if old.signature != new.signature:
        yield f"the runs are not alike: {old.signature} and {new.signature}"
    for path in sorted(set(_by_path(old)) - set(_by_path(new))):
        yield f"{path} is not in the new run; its findings are not compared"
    for run in (old, new):
        for detector in sorted({name for file in run.files for name in file.skipped}):
            yield f"{detector} did not run on every file of {run.name}; its findings there are not compared"
        hidden = sum(file.hidden for file in run.files)
        if hidden:
            yield f"{run.name} keeps {hidden} finding{'s' * (hidden > 1)} to itself: suppressed or in a baseline"
