"""Comma-separated values (RFC 4180) for spreadsheets: one row a finding."""

from __future__ import annotations

import csv
import io

from mtaudit.model import Run
from mtaudit.reporters._cells import rows


def render(run: Run) -> str:
    """The table; lines end in CRLF, as the standard asks."""
    out = io.StringIO()
    csv.writer(out).writerows(rows(run))
    return out.getvalue()
