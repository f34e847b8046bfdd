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
import re
from collections import Counter
from collections.abc import Iterator

from mtaudit.detectors._amounts import WORDS, number
from mtaudit.detectors._headings import Heading, Word, headings, stem
from mtaudit.inflection import plural
from mtaudit.lexicons.english import classes, commonness, may_be_finite
from mtaudit.lexicons.given_names import given_name
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
NUMBER = Rule(
    "headlines/number", "accuracy/number", "critical", "A figure of the headline that the text gives otherwise"
)
NAME = Rule("headlines/name", "accuracy/entity", "major", "A name of the headline that the text gives otherwise")
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
_HEDGE = re.compile(
    r"\b(?:at least|more than|over|nearly|almost|about|around|some|up to|another|other|former|first)\s*$"
)
_FIGURE = re.compile(rf"\d+(?:[.,]\d+)*|{'|'.join(WORDS)}")
_NO_COUNT = frozenset("percent years year days day hours minutes months weeks am pm january june july".split())
#: How common a given name must be (the tenfold of a logarithm).
_BEARERS = 40
#: What is more common than this is no surname here (Zipf frequency).
_COMMON = 4.5
#: Words that a headline and a sentence must share to tell the same, and the share of a headline that must be told.
_SHARED, _TOLD = 2, 0.7


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield what each headline says and its text does not."""
    for heading in headings(document):
        objects = list(_objects(heading))
        yield from objects
        yield from _numbers(heading)
        yield from _names(heading)
        if _is_sentence(heading):
            yield from _polarity(heading)
            if not objects:
                yield from _unheard(heading)


def _is_sentence(heading: Heading) -> bool:
    return any({"z", "d"} & set(classes(word.low)) or word.low in _MODALS for word in heading.words)


def _objects(heading: Heading) -> Iterator[Finding]:
    """The object of a verb that the text does not know, where the same verb has another one in a matching sentence."""
    for verb, noun in _verb_objects(heading.words):
        if heading.supports(noun) or noun.low in _NO_COUNT:
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
    """Words of the text that share a translation with the noun, by the pivot table, where there is one."""
    if importlib.util.find_spec("mtaudit.senses") is None:
        return
    senses = importlib.import_module("mtaudit.senses")
    counts = Counter(word.low for sentence in heading.sentences for word in sentence)
    lemma = noun.low if classes(noun.low)[:1] == "n" else noun.low.removesuffix("s")
    for candidate in senses.candidates(lemma, pos="NOUN"):
        for form in (candidate.lemma, plural(candidate.lemma)):
            if counts[form] and form != known:
                yield Suggestion(form)


def _unheard(heading: Heading) -> Iterator[Finding]:
    content = [word for word in heading.words if word.is_content and not word.low.isdigit()]
    unheard = [word for word in content if not heading.supports(word)]
    nouns = [word for word in unheard if word.is_noun and not may_be_finite(word.low)]
    told = 1 - len(unheard) / max(1, len(content))
    if len(nouns) == 1 and len(content) > _SHARED + 1 and told >= _TOLD and len(heading.sentences) > _SHARED:
        cure = tuple(dict.fromkeys(_translations(heading, nouns[0], "")))[:3]
        message = f"The text tells the rest of this headline, and never speaks of “{nouns[0].text}”."
        yield Finding(WORD, nouns[0].span, message, cure)


def _numbers(heading: Heading) -> Iterator[Finding]:
    """A counted noun whose figure the text gives otherwise, and never so."""
    counted = dict(_counted(heading.words))
    if not counted:
        return
    told = [pair for sentence in heading.sentences for pair in _counted(sentence)]
    figures = {_value(word) for sentence in heading.sentences for word in sentence if _FIGURE.fullmatch(word.low)}
    for figure, noun in counted.items():
        others = [other for other, each in told if stem(each.low) == stem(noun.low)]
        if (
            len({_value(other) for other in others}) == 1
            and _value(figure) not in figures
            and not _hedged(heading, others[0])
        ):
            message = f"The text says {others[0].text} {noun.text}."
            yield Finding(NUMBER, figure.span, message, (Suggestion(others[0].text),), (others[0].span,))


def _counted(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    for figure, noun in zip(words, words[1:], strict=False):
        if (
            _FIGURE.fullmatch(figure.low)
            and noun.text.islower()
            and classes(noun.low)[:1] == "s"
            and noun.low not in _NO_COUNT
        ):
            yield figure, noun


def _hedged(heading: Heading, figure: Word) -> bool:
    text = heading.document.flat
    return bool(_HEDGE.search(text, max(0, figure.span.start - 20), figure.span.start))


def _value(word: Word) -> float:
    return number(re.sub(r",(?!\d{3})", ".", word.low))


def _names(heading: Heading) -> Iterator[Finding]:
    """A full name of the headline, where the text has the given name with one other surname and never this one."""
    vocabulary = {word.low for sentence in heading.sentences for word in sentence}
    for given, surname in _full_names(heading.words):
        if surname.low in vocabulary:
            continue
        others = {
            each.low: each
            for sentence in heading.sentences
            for name, each in _full_names(sentence)
            if name.low == given.low
        }
        if len(others) == 1:
            other = next(iter(others.values()))
            yield Finding(
                NAME,
                surname.span,
                f"The text says {given.text} {other.text}.",
                (Suggestion(other.text),),
                (other.span,),
            )


def _full_names(words: tuple[Word, ...]) -> Iterator[tuple[Word, Word]]:
    for given, surname in zip(words, words[1:], strict=False):
        known = given_name(given.low) if given.text[0].isupper() and surname.text[0].isupper() else None
        if known and known.size >= _BEARERS and not classes(given.low) and commonness(surname.low) < _COMMON:
            yield given, surname


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
