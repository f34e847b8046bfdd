"""The MQM quality score of a text: 100 less the penalty points per hundred words; and the penalty as WMT counts it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mtaudit.model import Finding, Report, Segment, Severity

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
    return scaled(penalty, words)


def scaled(penalty: int, words: int) -> float:
    """The score of so many words with so many penalty points."""
    return max(0.0, round(100 * (1 - penalty / words), 2))


def wmt_penalty(report: Report) -> float | None:
    """The mean penalty of a sentence by the weights of WMT (Freitag et al. 2021): 0 is best; None as for ``score``."""
    sentences = report.document.sentence_count
    if not sentences or report.hidden.standing:
        return None
    return round(sum(map(_wmt_weight, report.findings)) / sentences, 3)


def segment_scores(report: Report) -> list[tuple[Segment, float]]:
    """Each sentence of the document with a score of its own, 0 to 100; a finding counts where it begins."""
    sentences = report.document.sentences
    starts = [sentence.span.start for sentence in sentences]
    penalties = [0] * len(sentences)
    for finding in report.findings if sentences else ():
        at = bisect_right(starts, finding.span.start) - 1
        penalties[max(0, at)] += WEIGHTS[finding.rule.severity]
    words = (len(report.document.slice(sentence.span).split()) for sentence in sentences)
    return [
        (sentence, scaled(penalty, count)) for sentence, penalty, count in zip(sentences, penalties, words, strict=True)
    ]


def _wmt_weight(finding: Finding) -> float:
    """5 for what is major or worse, 25 for what cannot be understood, 1 for what is minor, a tenth for marks."""
    rule = finding.rule
    if rule.severity != "minor":
        return 25 if rule.category.endswith("/unintelligible") and rule.severity == "critical" else 5
    return 0.1 if rule.category.endswith(("/punctuation", "/whitespace")) else 1
