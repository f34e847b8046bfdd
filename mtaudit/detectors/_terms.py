"""Terms that a list of terms forbids, in all their forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mtaudit.inflection import plural_phrase, verb_phrases
from mtaudit.lexicons.english import classes
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.term_lists import Term, read

TERM = Rule("consistency/term", "terminology/wrong-term", "major", "A term that the list of terms forbids")

_WORD = re.compile(r"[^\W_]+")

#: The forms that start with a word: what stands there, the form to write, and the term they belong to.
_Table = Mapping[str, list[tuple[str, str, Term]]]


def forbidden(document: Document, lists: tuple[Path, ...]) -> Iterator[Finding]:
    """Yield each forbidden form, with the same form of the right term."""
    if not lists:
        return
    table, text = _table(lists), document.flat
    low = text.lower()
    end = 0
    for match in _WORD.finditer(text):
        if match.start() < end:
            continue
        for form, right, term in table.get(match[0].lower(), ()):
            if _stands(text, low, match.start(), form) and not _inside_right(low, match.start(), form, right.lower()):
                end = match.start() + len(form)
                yield _finding(text, Span(match.start(), end), right, term)
                break


def _stands(text: str, low: str, at: int, form: str) -> bool:
    end = at + len(form)
    hay = low if form.islower() else text
    return hay.startswith(form, at) and not (end < len(text) and (text[end].isalnum() or text[end] == "_"))


def _inside_right(low: str, at: int, form: str, right: str) -> bool:
    """Whether the forbidden form is a part of the right one, which stands there."""
    before = right.find(form.lower())
    return before >= 0 and len(right) > len(form) and low.startswith(right, at - before)


def _finding(text: str, span: Span, right: str, term: Term) -> Finding:
    found = text[span.start : span.end]
    cure = right[0].upper() + right[1:] if found[0].isupper() and right.islower() else right
    note = f" ({term.note})" if term.note else ""
    return Finding(TERM, span, f"The list of terms has “{term.right}”{note}.", (Suggestion(cure),))


@cache
def _table(lists: tuple[Path, ...]) -> _Table:
    """The forms by their first word, the longest first."""
    table: dict[str, list[tuple[str, str, Term]]] = defaultdict(list)
    for path in lists:
        for term in read(path):
            for wrong in term.wrong:
                for form, right in _forms(wrong, term.right):
                    first = _WORD.search(form)
                    if first and form != right:
                        table[first[0].lower()].append((form, right, term))
    return {word: sorted(forms, key=lambda each: -len(each[0])) for word, forms in table.items()}


def _forms(wrong: str, right: str) -> Iterator[tuple[str, str]]:
    """The forms of a forbidden phrase and those of the right one: as it stands, plural, and as a verb."""
    yield wrong, right
    plural, right_plural = plural_phrase(wrong), plural_phrase(right)
    if plural:
        yield plural, right_plural or right
    if "v" in classes(wrong.split(" ")[0]) and "v" in classes(right.split(" ")[0]):
        yield from zip(verb_phrases(wrong)[1:], verb_phrases(right)[1:], strict=True)
