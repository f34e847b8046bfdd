"""Whose voice it is, and whether a sentence is one.

What it finds
    Reported speech that lost its quotation marks ("we want to keep the flexibility, he added"), the same tag five times
    running, "the latter" of one thing, a text that starts with "They", a sentence cut off after "the" or "that", one
    that lost its subject ("highlighted in turn."), a sentence that is only "It was decided.", one without a verb, and a
    paragraph that shares no word with the rest of the page.

Why it matters
    Without its marks a quotation becomes the reporter's own opinion. A sentence cut off is a sign that something of the
    source is gone.

Example
    Before: "If there is a need, we want to keep the flexibility, he added." After: the same words in quotation marks.

Limits
    Where a quotation began is a guess: the marks are proposals. Fragments on purpose, verse and dialogue without marks
    look alike, so what rests on the form of a sentence alone is a preview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._quoted import Quoted
from mtaudit.detectors._speech import Tagged, first_person, tagged
from mtaudit.detectors._topics import OFF_TOPIC, off_topic
from mtaudit.lexicons.english import classes, commonness, may_be_finite
from mtaudit.model import MASK, Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_GRAMMAR = "linguistic-conventions/grammar"

QUOTES = Rule(
    "voice/lost-quotes",
    "linguistic-conventions/punctuation",
    "major",
    "Somebody's own words without quotation marks",
    why="The marks were lost on the way; the first person shows that the words are the speaker's.",
)
SPEECH = Rule(
    "voice/reported-speech",
    "linguistic-conventions/punctuation",
    "minor",
    "Reported speech that may have been a quotation",
    status="preview",
)
TAGS = Rule("voice/tags", "style/awkward", "minor", "The same closing tag again and again")
LATTER = Rule("voice/latter", _GRAMMAR, "minor", "“The latter” where there are no two")
ANTECEDENT = Rule(
    "voice/antecedent", "accuracy/omission", "minor", "A pronoun that stands for nobody", status="preview"
)
CUT = Rule(
    "voice/cut-off",
    "accuracy/omission",
    "major",
    "A sentence that is cut off",
    why="What follows such a word was lost.",
)
SUBJECT = Rule("voice/lost-subject", "accuracy/omission", "major", "A sentence that lost its subject")
BARE = Rule("voice/bare-passive", "accuracy/omission", "minor", "A sentence that says only that it was decided")
NO_VERB = Rule("voice/no-verb", _GRAMMAR, "minor", "A sentence without a verb", status="preview")
RULES = (QUOTES, SPEECH, TAGS, LATTER, ANTECEDENT, CUT, SUBJECT, BARE, NO_VERB, OFF_TOPIC)

#: So many tags in a row, so many blocks apart at most.
_TAGS_IN_A_ROW, _APART = 5, 2
_FEWEST_TAGS = 3
#: The fewest words of a sentence that ought to have a verb.
_SHORTEST = 5
#: How much of a page may speak in the first person before that is its own voice.
_OWN_VOICE = 0.2
_LATTER = re.compile(r"\b(?P<fault>[Tt]he latter)\b")
_CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: (?:in |of )?[A-Z][a-z]+)*|^[A-Z][a-z]{3,}(?= [a-z]+ed )")
_SECOND = ("Other", "Another", "The other", "Second")
_TWO = re.compile(r"\b(?:and|or|nor|than|versus|vs|between|both|two|from|to|of|but|with|not)\b|[,;/]")
_CUT = re.compile(
    r"(?<=[\w,] )(?P<fault>(?:the|an|my|our|their|your|of the|and|because|"
    r"(?:idea|fact|opinion|view|hope|statement) that)\.)(?=\s+[A-Z“\"]|\s*$)"
)
_LOST_SUBJECT = re.compile(r"[a-z]{4,}\. (?P<fault>(?P<verb>[a-z]{4,}(?:ed|ing)) [^.!?\n]{3,90}[.!?])(?=\s|$)")
_BARE = re.compile(
    r"(?P<fault>It (?:was|is|has been) (?:decided|revealed|pointed out|confirmed|announced|agreed|requested|"
    r"stated|introduced|judged)(?: in turn| again)?\.)$"
)
_STARTS = re.compile(r"(?P<fault>They|He|She|Their|His|Her)\b")
_CONTRACTED = re.compile(r"[a-z][’'](?:s|re|ll|ve|d|m|t)\b")
_TERMS = re.compile(r"[^\W\d_]+")


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every lost voice and every broken sentence."""
    quoted = Quoted(document)
    speech = list(tagged(document, quoted))
    yield from _lost_quotes(document, speech, quoted)
    yield from _tags(speech)
    yield from _sentences(document, quoted)
    yield from _in_blocks(document, quoted)
    yield from _starts(document)
    yield from off_topic(document)


def _lost_quotes(document: Document, speech: list[Tagged], quoted: Quoted) -> Iterator[Finding]:
    """Words in the first person before a tag, and paragraphs in it beside such; on a page told in the third person."""
    bare = [each for each in speech if not each.quoted and each.who != "I"]
    if not bare or _is_own_voice(document, bare, quoted):
        return
    lost = [each for each in bare if each.first_person]
    for each in lost:
        yield _quotation(document, QUOTES, each.words, (each.tag,))
    yield from _untagged(document, bare, quoted)
    others = [each for each in bare if not each.first_person and each.by_pronoun]
    if lost or len(others) >= _FEWEST_TAGS:
        for each in others:
            yield _quotation(document, SPEECH, each.words, (each.tag,))


def _is_own_voice(document: Document, bare: list[Tagged], quoted: Quoted) -> bool:
    """Whether the page itself speaks in the first person, in sentences without quotation marks or a tag."""
    starts = {each.words.start for each in bare}
    spans = [each.span for each in document.sentences if each.span.start not in starts]
    others = [document.slice(span) for span in spans if not quoted.touches(span)]
    return sum(map(first_person, others)) > max(1, _OWN_VOICE * len(others))


def _quotation(document: Document, rule: Rule, words: Span, related: tuple[Span, ...]) -> Finding:
    told = document.flat[words.start : words.end]
    message = "These are somebody's words, and no quotation marks show it."
    return Finding(rule, words, message, (Suggestion(f"“{told}”"),), related)


def _untagged(document: Document, bare: list[Tagged], quoted: Quoted) -> Iterator[Finding]:
    """Paragraphs in the first person between two tagged ones."""
    numbers = {each.block: each for each in bare if each.by_pronoun}
    for number, block in enumerate(document.blocks):
        beside = numbers.get(number - 1), numbers.get(number + 1)
        told = document.slice(block.span)
        if number not in numbers and all(beside) and first_person(told) and not quoted.touches(block.span):
            yield _quotation(document, QUOTES, block.span, tuple(each.tag for each in beside if each))


def _tags(speech: list[Tagged]) -> Iterator[Finding]:
    run: list[Tagged] = []
    for each in speech:
        same = run and (run[-1].who, run[-1].verb) == (each.who, each.verb) and each.block - run[-1].block <= _APART
        run = [*run, each] if same else [each]
        if len(run) == _TAGS_IN_A_ROW and not each.quoted:
            message = f"“{each.who} {each.verb}” closes {_TAGS_IN_A_ROW} sentences running."
            yield Finding(TAGS, each.tag, message, (), tuple(one.tag for one in run[:-1]))


def _sentences(document: Document, quoted: Quoted) -> Iterator[Finding]:
    before: Segment | None = None
    for sentence in document.sentences:
        text = document.flat[sentence.span.start : sentence.span.end]
        if not quoted.touches(sentence.span) and MASK not in text:
            yield from _bare(text, sentence, before)
            yield from _latter(document, text, sentence, before)
            yield from _no_verb(text, sentence)
        before = sentence


def _bare(text: str, sentence: Segment, before: Segment | None) -> Iterator[Finding]:
    if before and _BARE.match(text):
        yield Finding(BARE, sentence.span, "What was decided stands in the sentence before; the two belong together.")


def _latter(document: Document, text: str, sentence: Segment, before: Segment | None) -> Iterator[Finding]:
    match = _LATTER.search(text)
    if (
        match
        and before
        and not _has_two(text[: match.start()])
        and not _has_two(_last_clause(document.slice(before.span)))
    ):
        span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        message = "“The latter” wants two things before it; name the one that is meant."
        yield Finding(LATTER, span, message, (), (before.span,))


def _has_two(text: str) -> bool:
    """Whether a text may name two things: by a joining word, by two names, or as the second of a pair itself."""
    return bool(_TWO.search(text)) or len(_CAPITAL.findall(text)) > 1 or text.startswith(_SECOND)


def _last_clause(text: str) -> str:
    return text.rpartition(":")[2]


def _no_verb(text: str, sentence: Segment) -> Iterator[Finding]:
    words = [word.lower() for word in _TERMS.findall(text)]
    if len(words) < _SHORTEST or not text.endswith(".") or not text[0].isupper() or _CONTRACTED.search(text):
        return
    if not any(map(may_be_finite, words)) and all(classes(word) or commonness(word) > 5 for word in words):
        yield Finding(NO_VERB, sentence.span, "This sentence has no verb.")


def _in_blocks(document: Document, quoted: Quoted) -> Iterator[Finding]:
    for block in document.blocks:
        if block.kind != "paragraph":
            continue
        for match in _CUT.finditer(document.flat, *block.span):
            if match.start() not in quoted:
                yield Finding(CUT, Span(*match.span()), f"Nothing follows “{match['fault'][:-1]}”; the rest is lost.")
        for match in _LOST_SUBJECT.finditer(document.flat, *block.span):
            if match.start() not in quoted and {"d", "e"} & set(classes(match["verb"])):
                yield Finding(SUBJECT, Span(*match.span("fault")), "Nobody is said to do this: the subject is lost.")


def _starts(document: Document) -> Iterator[Finding]:
    paragraphs = [block for block in document.blocks if block.kind == "paragraph"]
    first = paragraphs[0] if len(paragraphs) > 1 else None
    match = first and _STARTS.match(document.flat, *first.span)
    if first and match and not any(name.span.start < first.span.start for name in document.names):
        yield Finding(ANTECEDENT, Span(*match.span()), f"Nobody is named before “{match['fault']}”.")
