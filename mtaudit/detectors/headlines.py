"""Headlines that their own text does not bear out.

What it finds
    A headline whose verb has another object than the same verb in the text ("US can reduce emissions" over "could
    reduce their withdrawal"), a noun of a headline that the text never mentions while all else of it is told there, a
    figure that the text gives otherwise, the name of somebody whom the text calls by another surname, and a headline
    that denies what the text says.

Why it matters
    A headline is short, so the system has no context for it and takes the wrong sense of a word more often than in the
    story. It is also the line that most people read.

Example
    Before: "US can reduce emissions: Pentagon". After: "US can reduce withdrawal: Pentagon".

Limits
    Writers paraphrase. What is not shown by the same verb, the same noun or the same name is a preview. Headings that
    are no sentence are compared by their figures and names only.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

from mtaudit.detectors._headings import Heading, Word, headings, stem
from mtaudit.detectors._headline_facts import NAME, NO_COUNT, NUMBER, names, numbers
from mtaudit.inflection import plural
from mtaudit.lexicons.english import classes, may_be_finite
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

OBJECT = Rule(
    "headlines/object",
    "accuracy/mistranslation",
    "critical",
    "A headline whose verb has another object in the text",
    why="Headlines are translated without context; a word of several senses is taken in the wrong one.",
)
WORD = Rule(
    "headlines/word",
    "accuracy/mistranslation",
    "major",
    "A noun of the headline that the text never mentions",
    status="preview",
)
POLARITY = Rule(
    "headlines/polarity",
    "accuracy/mistranslation",
    "critical",
    "A headline that denies what the text says",
    status="preview",
)
RULES = (OBJECT, WORD, NUMBER, NAME, POLARITY)

_MODALS = frozenset("can could may might will would must should to".split())
_BETWEEN = frozenset("the a an its their his her our this that these those some any no more all".split())
_NEGATION = frozenset(
    "not no never cannot without denies deny denied rejects rejected refuses refused none nobody".split()
)
#: Words that a headline and a sentence must share to tell the same, and the share of a headline that must be told.
_SHARED, _TOLD = 2, 0.7


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what each headline says and its text does not."""
    for heading in headings(document):
        objects = list(_objects(heading))
        yield from objects
        yield from numbers(heading)
        yield from names(heading)
        if _is_sentence(heading):
            yield from _polarity(heading)
            if not objects:
                yield from _unheard(heading)


def _is_sentence(heading: Heading) -> bool:
    return any({"z", "d"} & set(classes(word.low)) or word.low in _MODALS for word in heading.words)


def _objects(heading: Heading) -> Iterator[Finding]:
    """The object of a verb that the text does not know, where the same verb has another one in a matching sentence."""
    for verb, noun in _verb_objects(heading.words):
        if heading.supports(noun) or noun.low in NO_COUNT:
            continue
        for sentence in heading.sentences:
            other = next((each for head, each in _verb_objects(sentence) if stem(head.low) == stem(verb.low)), None)
            if other and _shared(heading, sentence, verb) >= _SHARED - 1:
                cure = (Suggestion(other.low), *_translations(heading, noun, other.low))
                message = f"The text never speaks of {noun.text}; there, “{other.text}” is the object of “{verb.text}”."
                yield Finding(OBJECT, noun.span, message, tuple(dict.fromkeys(cure)), (other.span,))
                break


def _verb_objects(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    """Verbs in their base or third form and the nouns right after them."""
    for at, word in enumerate(words):
        if not {"v", "z"} & set(classes(word.low)) or not word.text.islower():
            continue
        after = words[at + 1 : at + 5]
        rest = [each for each in after if each.low not in _BETWEEN]
        while len(rest) > 1 and classes(rest[0].low)[:1] == "a" and rest[0].text.islower():
            rest = rest[1:]
        if rest and rest[0].is_noun and _is_verb(words, at):
            yield word, rest[0]


def _is_verb(words: tuple[Word, ...], at: int) -> bool:
    """Whether a word is used as a verb: after a modal, "to", a name or a plural; not after an article or adjective."""
    before = words[at - 1].low if at else ""
    return before in _MODALS or (
        bool(before) and (words[at - 1].text[0].isupper() or classes(before)[:1] == "s") and before not in ("the", "a")
    )


def _shared(heading: Heading, sentence: tuple[Word, ...], but: Word | None = None) -> int:
    """How many content words of the headline a sentence has, one not counted."""
    there = {stem(word.low) for word in sentence}
    wanted = {stem(word.low) for word in heading.words if word.is_content and word is not but}
    return len(wanted & there)


def _translations(heading: Heading, noun: Word, known: str) -> Iterator[Suggestion]:
    """Words of the text that share a translation with the noun."""
    for form, _synonym in _kin(heading, noun):
        if form != known:
            yield Suggestion(form)


def _kin(heading: Heading, noun: Word) -> Iterator[tuple[str, bool]]:
    """Words of the text that the pivot table, where there is one, joins with a noun; and whether they mean the same."""
    if importlib.util.find_spec("mtaudit.senses") is None:
        return
    senses = importlib.import_module("mtaudit.senses")
    there = {word.low for sentence in heading.sentences for word in sentence}
    lemma = noun.low if classes(noun.low)[:1] == "n" else noun.low.removesuffix("s")
    for candidate in senses.candidates(lemma, pos="NOUN"):
        for form in (candidate.lemma, plural(candidate.lemma)):
            if form in there:
                yield form, candidate.synonym


def _unheard(heading: Heading) -> Iterator[Finding]:
    content = [word for word in heading.words if word.is_content and not word.low.isdigit()]
    unheard = [word for word in content if not heading.supports(word)]
    nouns = [word for word in unheard if word.is_noun and not may_be_finite(word.low)]
    told = 1 - len(unheard) / max(1, len(content))
    if len(nouns) != 1 or len(content) <= _SHARED + 1 or told < _TOLD or len(heading.sentences) <= _SHARED:
        return
    if not any(synonym for _, synonym in _kin(heading, nouns[0])):
        cure = tuple(dict.fromkeys(_translations(heading, nouns[0], "")))[:3]
        message = f"The text tells the rest of this headline, and never speaks of “{nouns[0].text}”."
        yield Finding(WORD, nouns[0].span, message, cure)


def _polarity(heading: Heading) -> Iterator[Finding]:
    """A headline with a negation that the sentence it sums up has not, or the reverse."""
    content = [word for word in heading.words if word.is_content]
    denied = [word for word in heading.words if _denies(word)]
    for sentence in heading.sentences:
        told = _shared(heading, sentence)
        if told >= max(2 * _SHARED, _TOLD * len(content)):
            there = [word for word in sentence if _denies(word)]
            if bool(denied) != bool(there):
                word = denied[0] if denied else content[0]
                message = "The headline denies what the text says, or the reverse."
                yield Finding(POLARITY, word.span, message, (), (Span(sentence[0].span.start, sentence[-1].span.end),))
            return


def _denies(word: Word) -> bool:
    return word.low in _NEGATION or word.low.endswith(("n’t", "n't"))
