"""Comments to mtaudit that are wrong: they hide nothing, or more than anybody meant.

What it finds
    A comment whose verb is none of off, on, ignore-next and ignore-file, one that names a rule there is not, one that
    hides no finding ("unused"), and, where the settings ask for ``strict-suppressions``, one that does not say why it
    is there.

Why it matters
    A comment with a slip in it looks as if it worked. One that outlived its fault hides the next fault in its place.

Example
    Before: "<!-- mtaudit: of numbers -->". After: "<!-- mtaudit: off numbers -- quoted from the contract -->".

Limits
    Plain text has no comments; there, use the settings or a baseline. Whether a comment is needed is not judged while a
    detector that it speaks of did not run. The faults of comments are hidden by the settings only, not by comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings, suggest
from mtaudit.suppression import UNUSED, VERBS, Directive, directives, lacks_reason

_MARKUP = "design-and-markup/markup-tag"

UNKNOWN = Rule("suppressions/unknown", _MARKUP, "minor", "A comment to mtaudit that it does not understand")
NO_REASON = Rule("suppressions/no-reason", _MARKUP, "minor", "A comment that does not say why it is there")

RULES = (UNUSED, UNKNOWN, NO_REASON)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield the comments that are wrong in themselves; the audit adds those that hid nothing."""
    for directive in directives(document):
        fault = _fault(directive, settings)
        if fault:
            yield Finding(UNKNOWN, directive.comment.span, fault)
        elif lacks_reason(directive, settings):
            message = "A reason is required here, after “ -- ”; until it stands there, the comment hides nothing."
            yield Finding(NO_REASON, directive.comment.span, message)


def _fault(directive: Directive, settings: Settings) -> str:
    """What is wrong with a comment, "" for nothing."""
    if directive.verb not in VERBS:
        known = ", ".join(VERBS)
        return f"mtaudit knows {known}, and not “{directive.verb}”{suggest(directive.verb, list(VERBS))}."
    from mtaudit.audit import catalogue
    from mtaudit.selection import unknown_prefix

    rules = [rule for each in catalogue(settings).values() for rule in each]
    for prefix in directive.rules:
        if hint := unknown_prefix(prefix, rules):
            return f"{hint[0].upper()}{hint[1:]}."
    return ""
