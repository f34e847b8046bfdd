"""What keeps findings out of a report: comments in the file that speak to mtaudit, and allowed phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from mtaudit.model import Comment, Document, Finding, Rule, Span
from mtaudit.selection import covers
from mtaudit.settings import Settings

#: ``off`` and ``on`` enclose a stretch; the other two stand alone.
VERBS = ("off", "on", "ignore-next", "ignore-file")

#: The detector of faults in the comments themselves; no comment hides those, lest it hide that it is wrong.
DETECTOR = "suppressions"

UNUSED = Rule(
    f"{DETECTOR}/unused",
    "design-and-markup/markup-tag",
    "minor",
    "A comment that hides no finding",
    "The fault is gone, or the comment stands at the wrong place; left there, it hides the next one.",
)

_FORM = re.compile(r"mtaudit:\s*(?P<verb>[^\s,]*)(?P<rules>.*?)(?:(?:^|\s)--+\s*(?P<reason>.*))?", re.DOTALL)
_BETWEEN = re.compile(r"[\s,]+")


class Directive(NamedTuple):
    """A comment taken apart; no rules mean all of them."""

    comment: Comment
    verb: str
    rules: tuple[str, ...]
    reason: str

    def covers(self, rule: str) -> bool:
        """Whether it speaks of a rule."""
        return not self.rules or any(covers(prefix, rule) for prefix in self.rules)


class Outcome(NamedTuple):
    """The findings that stay, how many do not, and the directives that hid none."""

    kept: tuple[Finding, ...]
    hidden: int
    idle: tuple[Directive, ...]


def directives(document: Document) -> Iterator[Directive]:
    """The comments of a document, right or wrong, in order of place."""
    for comment in sorted(document.comments, key=lambda each: _place(each, document)):
        match = _FORM.fullmatch(comment.text)
        if match:
            rules = tuple(filter(None, _BETWEEN.split(match["rules"])))
            yield Directive(comment, match["verb"], rules, (match["reason"] or "").strip())


def lacks_reason(directive: Directive, settings: Settings) -> bool:
    """Whether a comment counts for nothing until it says why it is there."""
    return settings.strict_suppressions and directive.verb != "on" and not directive.reason


def suppress(
    findings: Iterable[Finding], document: Document, settings: Settings, phrases: Iterable[Span] | None = None
) -> Outcome:
    """Leave out what the comments of the document hide, and what stands inside an allowed phrase.

    ``phrases`` are the places of those, where they are known already.
    """
    acting = [
        _Acting(each, document)
        for each in directives(document)
        if each.verb in VERBS and not lacks_reason(each, settings)
    ]
    allowing = list(allowed(document, settings) if phrases is None else phrases)
    kept: list[Finding] = []
    hidden = 0
    for finding in findings:
        if _hidden(finding, document, acting) or any(
            start <= finding.span.start and finding.span.end <= end for start, end in allowing
        ):
            hidden += 1
        else:
            kept.append(finding)
    return Outcome(tuple(kept), hidden, tuple(_idle(acting)))


def unused(
    idle: Iterable[Directive], document: Document, on: Mapping[str, AbstractSet[str]], silent: AbstractSet[str]
) -> Iterator[Finding]:
    """A finding for each comment that hid nothing, unless a detector that it speaks of could not say anything.

    ``on`` holds the ids of the rules that are on, by detector; ``silent`` are the detectors that did not run.
    """
    if UNUSED.id not in on[DETECTOR]:
        return
    for directive in idle:
        spoken_of = {name for name, ids in on.items() if any(map(directive.covers, ids))}
        if directive.verb == "on":
            yield Finding(UNUSED, directive.comment.span, "Nothing is off here that this comment could turn on.")
        elif spoken_of and not spoken_of & silent:
            yield Finding(UNUSED, directive.comment.span, "This comment hides no finding: remove it.")


class _Acting:
    """A directive at its place, and whether it has hidden anything."""

    def __init__(self, directive: Directive, document: Document) -> None:
        self.directive = directive
        self.busy = False
        self.place = _place(directive.comment, document)
        self.reach = Span(0, 0)
        if directive.verb == "ignore-file":
            self.reach = Span(0, document.characters)
        elif directive.verb == "ignore-next":
            self.reach = Span(self.place, _next_end(document, self.place))

    def hides(self, finding: Finding, at: int) -> bool:
        return self.reach.start <= at < self.reach.end and self.directive.covers(finding.rule.id)


def _hidden(finding: Finding, document: Document, acting: list[_Acting]) -> bool:
    if not acting or covers(DETECTOR, finding.rule.id):
        return False
    at = document.raw_span(finding.span).start
    hiding = [each for each in acting if each.hides(finding, at)]
    switches = [
        each
        for each in acting
        if each.directive.verb in ("off", "on") and each.place <= at and each.directive.covers(finding.rule.id)
    ]
    if switches and switches[-1].directive.verb == "off":
        hiding.append(switches[-1])
    for each in hiding:
        each.busy = True
    return bool(hiding)


def _place(comment: Comment, document: Document) -> int:
    return document.raw_span(comment.span).end if comment.place is None else comment.place


def _next_end(document: Document, place: int) -> int:
    """Where the first block ends of which anything stands behind a place of the file."""
    comments = {comment.span for comment in document.comments}
    ends = (document.raw_span(block.span).end for block in document.blocks if block.span not in comments)
    return min((end for end in ends if end > place), default=place)


def _idle(acting: list[_Acting]) -> Iterator[Directive]:
    for number, each in enumerate(acting):
        if each.directive.verb == "on":
            before = (other.directive for other in acting[:number] if other.directive.verb == "off")
            each.busy = any(_overlap(each.directive, other) for other in before)
        if not each.busy:
            yield each.directive


def _overlap(one: Directive, other: Directive) -> bool:
    return not (one.rules and other.rules) or any(map(one.covers, other.rules)) or any(map(other.covers, one.rules))


def allowed(document: Document, settings: Settings) -> Iterator[Span]:
    """Where the allowed phrases of the settings stand, in capitals or not, wherever their lines wrap."""
    text = document.flat.lower() if settings.allow else ""
    for phrase in settings.allow:
        words = phrase.lower().split()
        if words and words[0] in text:
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
            yield from (Span(*match.span()) for match in re.finditer(pattern, text))
