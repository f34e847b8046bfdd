"""One text translated in two ways, and two texts translated in one.

What it finds
    With the source at hand: units with the same source and different translations, and units whose different sources
    became the same translation.

Why it matters
    A button that is called "Save" here and "Store" there confuses; two commands of one name more so.

Example
    Source: Speichern, twice. Before: Save; Store. After: Save; Save.

Limits
    What stands in different places may rightly be translated in different ways: all of it is reported only on request.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from mtaudit.model import Document, Finding, Rule, Segment, Suggestion
from mtaudit.settings import Settings

_CATEGORY = "terminology/inconsistent-use"

TRANSLATIONS = Rule(
    "variants/translations", _CATEGORY, "minor", "One source, several translations", status="preview", evidence="source"
)
SOURCES = Rule(
    "variants/sources", _CATEGORY, "minor", "Several sources, one translation", status="preview", evidence="source"
)

RULES = (TRANSLATIONS, SOURCES)
COMPARES = True


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the rarer translations of a source, and the later ones of a shared translation."""
    pairs = [pair for pair in document.pairs if pair.source and pair.target.strip()]
    for group in _groups(pairs, lambda pair: sides(pair)[0]):
        yield from _translations(group, document)
    for group in _groups(pairs, lambda pair: sides(pair)[1]):
        yield from _sources(group)


def sides(pair: Segment) -> tuple[str, str]:
    """What makes two units the same in source or translation; by this alone a large file is searched (``large/``)."""
    return _plain(pair.source), _plain(pair.target)


def _groups(pairs: list[Segment], key: Callable[[Segment], str]) -> Iterator[list[Segment]]:
    groups = defaultdict(list)
    for pair in pairs:
        groups[key(pair)].append(pair)
    return (group for group in groups.values() if len(group) > 1)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _translations(group: list[Segment], document: Document) -> Iterator[Finding]:
    counts = Counter(_plain(pair.target) for pair in group)
    most = max(counts, key=lambda each: counts[each])
    model = next(pair for pair in group if _plain(pair.target) == most)
    for pair in group:
        if _plain(pair.target) != most:
            better = document.slice(model.span)
            message = f"“{pair.source}” is “{model.target}” elsewhere."
            yield Finding(TRANSLATIONS, pair.span, message, (Suggestion(better),), (model.span,))


def _sources(group: list[Segment]) -> Iterator[Finding]:
    first = group[0]
    for pair in group[1:]:
        if _plain(pair.source) != _plain(first.source):
            message = f"“{pair.source}” and “{first.source}” are the same here."
            yield Finding(SOURCES, pair.span, message, (), (first.span,))
