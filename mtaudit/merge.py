"""Findings to ordered findings without repeats; pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from mtaudit.model import SEVERITIES, Finding, Span


def merge(findings: Iterable[Finding], stretch: Callable[[int, int], str]) -> tuple[Finding, ...]:
    """Keep the best of each complaint, in order of place; ``stretch`` gives the text from one place to another.

    Overlapping findings with the same top-level category are one complaint: the higher severity wins, then the one
    with a safe suggestion, then one with any, then the longer span, then the rule's id. Different complaints about the
    same words all stay, but for what a preview rule says of words that the correction of a stable one replaces.
    """
    by_dimension: dict[str, list[Finding]] = {}
    for finding in _unexplained(list(findings), stretch):
        by_dimension.setdefault(finding.rule.category.split("/")[0], []).append(finding)
    kept = [winner for group in by_dimension.values() for cluster in _clusters(group) for winner in _winners(cluster)]
    return tuple(sorted(kept, key=lambda finding: (finding.span, finding.rule.id)))


def _unexplained(findings: list[Finding], stretch: Callable[[int, int], str]) -> Iterator[Finding]:
    """All findings but those of preview rules about words that the correction of a stable one replaces."""
    certain = sorted(
        (each for each in findings if each.rule.status == "stable" and each.suggestions), key=lambda each: each.span
    )
    starts = [each.span.start for each in certain]
    ends = list(accumulate((each.span.end for each in certain), max, initial=0))
    for finding in findings:
        around = _around(finding.span, certain, starts, ends) if finding.rule.status == "preview" else ()
        if all(_keeps(each, stretch(*finding.span)) for each in around):
            yield finding


def _keeps(certain: Finding, words: str) -> bool:
    return any(words in suggestion.text for suggestion in certain.suggestions)


def _around(span: Span, certain: Sequence[Finding], starts: Sequence[int], ends: Sequence[int]) -> Iterator[Finding]:
    """Of findings in order those that a span lies within; ``ends`` has how far the first so many of them reach."""
    at = bisect_right(starts, span.start)
    while at and ends[at] >= span.end:
        at -= 1
        if certain[at].span.end >= span.end:
            yield certain[at]


def _clusters(findings: list[Finding]) -> Iterator[list[Finding]]:
    """Chains of findings that overlap, so that only neighbours are ever compared."""
    cluster: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda finding: finding.span):
        if cluster and finding.span.start >= end:
            yield cluster
            cluster = []
        cluster.append(finding)
        end = max(end, finding.span.end)
    if cluster:
        yield cluster


def _winners(cluster: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(cluster, key=_rank):
        at = bisect_left(kept, finding.span, key=_span)  # what is kept is disjoint: only its neighbours can overlap
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if all(each.span.end <= finding.span.start for each in before) and all(
            finding.span.end <= each.span.start for each in after
        ):
            kept.insert(at, finding)
    return kept


def _span(finding: Finding) -> Span:
    return finding.span


def _rank(finding: Finding) -> tuple[int, bool, bool, int, str]:
    return (
        -SEVERITIES.index(finding.rule.severity),
        not any(suggestion.safe for suggestion in finding.suggestions),
        not finding.suggestions,
        finding.span.start - finding.span.end,
        finding.rule.id,
    )
