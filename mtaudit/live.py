"""The report on a text that is being written: the blocks that changed are audited at once, the others keep theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from mtaudit import registry
from mtaudit.audit import catalogue
from mtaudit.merge import merge
from mtaudit.model import Document, Finding, Report, Span
from mtaudit.selection import enabled
from mtaudit.settings import Settings
from mtaudit.suppression import suppress

#: So many changed characters are no typing; the next audit of the whole is to tell.
_MOST = 20_000


class _Change(NamedTuple):
    """What one text has in common with a later one: so many characters at both ends."""

    before: str
    after: str
    head: int
    tail: int

    def moved(self, span: Span) -> Span | None:
        """Where a span of the text before stands now; None if it is touched by the change."""
        if span.end <= self.head:
            return span
        if span.start >= len(self.before) - self.tail:
            shift = len(self.after) - len(self.before)
            return Span(span.start + shift, span.end + shift)
        return None


def updated(before: Report, document: Document, settings: Settings) -> Report | None:
    """The report on a later version of a text, or None if too much of it is new.

    What rules find that look at one block alone is as ``audit`` would have it, but for findings of other rules that win
    over it. Those stay where their words do: an audit of the whole tells whether they still hold, and which are new.
    """
    change = _compared(before.document.text, document.text)
    blocks = tuple(_touched(document, change))
    if blocks and blocks[-1].end - blocks[0].start > _MOST:
        return None
    settings = replace(settings, from_=before.origin.language)
    wanted = _wanted(settings, document.name)
    kept = (_moved(finding, change) for finding in before.findings)
    stay = [each for each in kept if each and not (each.rule.id in wanted and _in_any(each.span, blocks))]
    new = suppress(_found(document, blocks, wanted, settings), document, settings).kept if blocks else ()
    return replace(before, document=document, findings=merge((*stay, *new), document.stretch))


def part(document: Document, span: Span) -> Document:
    """The blocks within a span of a document, as a document of their own, whose spans count from there."""
    start, end = span
    blocks = tuple(
        replace(each, span=Span(each.span.start - start, each.span.end - start))
        for each in document.blocks
        if start <= each.span.start and each.span.end <= end
    )
    widths = {at - start: width for at, width in document.widths.items() if start <= at < end}
    origin = document.origin[start:end]
    return replace(
        document, text=document.text[start:end], origin=origin, blocks=blocks, widths=widths, comments=(), aligned=()
    )


def _compared(before: str, after: str) -> _Change:
    head = _common(before, after)
    return _Change(before, after, head, _common(before[head:][::-1], after[head:][::-1]))


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (char, same) in pairs if char != same), min(len(one), len(other)))


def _touched(document: Document, change: _Change) -> Iterator[Span]:
    """The blocks that hold or border on what changed."""
    end = len(change.after) - change.tail
    for block in document.blocks:
        if block.span.start <= end and change.head <= block.span.end:
            yield block.span


def _moved(finding: Finding, change: _Change) -> Finding | None:
    span = change.moved(finding.span)
    if span is None:
        return None
    related = tuple(moved for each in finding.related if (moved := change.moved(each)))
    return replace(finding, span=span, related=related)


def _in_any(span: Span, blocks: Iterable[Span]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in blocks)


def _wanted(settings: Settings, name: str) -> frozenset[str]:
    """The rules that are on and look at one block alone."""
    rules = catalogue(settings)
    return enabled((rule for each in rules for rule in rules[each] if rule.id in local(each, settings)), settings, name)


@cache
def local(detector: str, settings: Settings) -> frozenset[str]:
    """The rules of a detector that look at one block alone."""
    module = registry.plugin("detectors", detector)
    rules = module.local(settings) if hasattr(module, "local") else getattr(module, "LOCAL", ())
    return frozenset(rule.id for rule in rules)


def _found(
    document: Document, blocks: tuple[Span, ...], wanted: frozenset[str], settings: Settings
) -> Iterator[Finding]:
    start = blocks[0].start
    changed = part(document, Span(start, blocks[-1].end))
    for name in registry.names("detectors"):
        if wanted & local(name, settings):
            for finding in registry.plugin("detectors", name).detect(changed, settings):
                if finding.rule.id in wanted:
                    yield _shifted(finding, start)


def _shifted(finding: Finding, by: int) -> Finding:
    related = tuple(Span(start + by, end + by) for start, end in finding.related)
    return replace(finding, span=Span(finding.span.start + by, finding.span.end + by), related=related)
