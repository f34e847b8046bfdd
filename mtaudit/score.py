"""The MQM quality score of a text: 100 less the penalty points per hundred words."""

from __future__ import annotations

from collections.abc import Sequence

from mtaudit.model import Report, Severity

#: Penalty points of MQM 2.0 (themqm.org, scoring models).
WEIGHTS: dict[Severity, int] = {"minor": 1, "major": 5, "critical": 25}

#: Under this many words the score says little (same source).
FEWEST_WORDS = 300


def score(report: Report) -> float | None:
    """100 x (1 - penalty / words), never under 0; None for a text without words, or of which a part was judged."""
    return run_score([report])


def run_score(reports: Sequence[Report]) -> float | None:
    """The score of several texts as one."""
    words = sum(report.document.words for report in reports)
    if not words or any(report.hidden.standing for report in reports):
        return None
    penalty = sum(WEIGHTS[finding.rule.severity] for report in reports for finding in report.findings)
    return max(0.0, round(100 * (1 - penalty / words), 2))
