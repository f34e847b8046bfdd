"""What the source of a rule rests on: a translation that was met, a list, or the knowledge of its author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mtaudit.packs.rule import PackRule

#: From the firmest ground to none; docs/rules.md says what each means.
KINDS = ("real case", "public list", "known construction", "no source")

_UNMET = ("known ", "not met in a corpus")


def kind(source: str) -> str:
    """The kind of a source, by the words in which docs/rules.md asks authors to state it."""
    if not source:
        return "no source"
    if source.rstrip(".").endswith("real case"):
        return "real case"
    if source.startswith(_UNMET[0]) or _UNMET[1] in source:
        return "known construction"
    return "public list"


def table(rules: Iterable[PackRule]) -> Iterator[str]:
    """The lines of a Markdown table: for each pack, how many rules rest on what."""
    counts: dict[str, Counter[str]] = {}
    for rule in rules:
        counts.setdefault(rule.rule.id.rpartition("/")[0], Counter())[kind(rule.source)] += 1
    yield f"| pack | rules | {' | '.join(KINDS)} |"
    yield f"| --- | {' | '.join(['---:'] * (len(KINDS) + 1))} |"
    for pack, count in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        yield f"| {pack} | {count.total()} | {' | '.join(str(count[each]) for each in KINDS)} |"
