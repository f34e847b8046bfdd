"""The few sentences that every report says alike, each on one line and fit for a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mtaudit.model import SEVERITIES, Finding, Skipped, Suggestion, Unread
from mtaudit.printable import printable

_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def one_line(text: str) -> str:
    """A text without line ends and controls."""
    return printable(_LINE_END.sub(" ", text))


def advice(finding: Finding) -> str:
    """The message and what to write instead, for formats that have no place for suggestions."""
    cures = ", or: ".join(map(_cure, finding.suggestions))
    return one_line(f"{finding.message} => {cures}" if cures else finding.message)


def not_run(skipped: Skipped) -> str:
    """That a detector did not run, and why."""
    return one_line(f"{skipped.detector} did not run: {skipped.reason}")


def not_checked(unread: Unread) -> str:
    """That a file was not checked, and why."""
    return one_line(f"{unread.path} {unread.reason}; it was not checked")


def counts(findings: Iterable[Finding]) -> str:
    """How many findings of each severity, the worst first."""
    by = Counter(finding.rule.severity for finding in findings)
    if not by:
        return "no findings"
    parts = ", ".join(f"{by[severity]} {severity}" for severity in reversed(SEVERITIES) if by[severity])
    return f"{by.total()} finding{'s' * (by.total() > 1)} ({parts})"


def _cure(suggestion: Suggestion) -> str:
    return f"write: {suggestion.text}" if suggestion.text else "remove it"
