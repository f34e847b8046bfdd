"""Tab-separated values for scripts: one line a finding, and no tab or line end inside a cell."""

from __future__ import annotations

from mtaudit.model import Run
from mtaudit.reporters._cells import rows
from mtaudit.reporters._sentences import one_line


def render(run: Run) -> str:
    """The table of the format csv, each cell on one line."""
    return "".join("\t".join(map(one_line, row)) + "\n" for row in rows(run))
