"""What makes a finding the same one in another version of its file: path, rule and text, and never the line."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from mtaudit.model import Report

#: A longer text is cut, and a hash of the whole stands for the rest.
_LONGEST = 120
_KEPT = 100


class Identity(NamedTuple):
    """What two findings have in common that are the same complaint about the same words of a file."""

    path: str
    rule: str
    text: str


class Fingerprint(NamedTuple):
    """One finding: its identity, and which of those with this identity it is, counted from 1 in order of place."""

    identity: Identity
    occurrence: int

    @property
    def digest(self) -> str:
        """The same as 32 hexadecimal digits."""
        parts = (*self.identity, str(self.occurrence))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def identity(path: str, rule: str, text: str) -> Identity:
    """The identity of a finding; ``text`` is what the file holds under it, and where its lines wrap counts for nothing.

    A path counts as it is given: make it relative to a folder that both versions have in common.
    """
    return Identity(PurePath(path).as_posix(), rule, _short(" ".join(text.split())))


def numbered(identities: Iterable[Identity]) -> Iterator[Fingerprint]:
    """The fingerprints of findings in order of place."""
    count: Counter[Identity] = Counter()
    for each in identities:
        count[each] += 1
        yield Fingerprint(each, count[each])


def fingerprints(report: Report, path: str = "") -> tuple[Fingerprint, ...]:
    """The fingerprint of each finding of a report, in order; ``path`` stands for the document's name."""
    document = report.document
    return tuple(
        numbered(
            identity(path or document.name, finding.rule.id, document.raw_slice(finding.span))
            for finding in report.findings
        )
    )


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_KEPT]}… {hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
