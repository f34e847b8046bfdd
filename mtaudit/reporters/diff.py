"""The safe corrections as a unified diff, for ``patch`` and for people; one round of what ``mtaudit fix`` does."""

from __future__ import annotations

from mtaudit.diff import changed
from mtaudit.edit import applied
from mtaudit.fix import edits
from mtaudit.model import Run


def render(run: Run) -> str:
    """The change to each file; nothing for what was not checked, so that the output stays a diff."""
    documents = [(report.document, applied(report.document.raw, edits(report))) for report in run.reports]
    return "".join(changed(document, after) for document, after in documents)
