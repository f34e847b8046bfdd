"""Pronouns that the page contradicts.

What it finds
    "he said" where the only person in sight is a woman by her title or given name, and the reverse; "its" of two
    people, and "it" of one who speaks; "he" that is the surname He; first person in the middle of reported speech ("he
    was forced to leave and some of our soldiers fled") or of a report told in the third person; forms that cannot stand
    where they stand ("suffered wounds to himself arm", "because him was late", "you own").

Why it matters
    Many languages have no "he" and "she", or leave the pronoun out, and the system guesses. A woman called "he" and a
    reporter who suddenly says "our soldiers" are what readers quote when they laugh at a translation.

Example
    Before: "Deborah Lyons has called on the council to act. Insecurity is growing, he said." After: "..., she said."

Limits
    Silent as soon as somebody else might be meant: another person, a name of unknown sex, a role such as "an official"
    within three paragraphs. The sex of a given name is that of 98 in 100 bearers by public counts; a name that is a
    man's in one country and a woman's in another is left alone. Nothing is said of a person but what the page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mtaudit.detectors._antecedents import Mention, contradicted
from mtaudit.detectors._pronoun_forms import FORMS, misplaced
from mtaudit.detectors._quoted import Quoted
from mtaudit.detectors._speaking import THING, speaking
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_GRAMMAR = "linguistic-conventions/grammar"

GENDER = Rule(
    "pronouns/gender",
    "accuracy/mistranslation",
    "major",
    "A pronoun of the other sex than the only person in sight",
    why="Many languages do not tell he from she; the system guesses, and often guesses a man.",
)
NUMBER = Rule("pronouns/number", _GRAMMAR, "minor", "“its” of two people")
SURNAME = Rule(
    "pronouns/surname",
    "accuracy/entity",
    "major",
    "A surname read as a pronoun",
    why="The Chinese surname He was taken for the pronoun and written small.",
)
PERSON = Rule(
    "pronouns/person",
    "accuracy/mistranslation",
    "major",
    "A sentence that changes from the third person to the first",
    why="A speaker's words lost their quotation marks, or the system filled in a subject that the source left out.",
)
FIRST = Rule(
    "pronouns/first-person",
    "accuracy/addition",
    "major",
    "First person in a report told in the third",
    why="Japanese, Korean and Chinese leave the subject out; the system fills in I or we.",
    status="preview",
)
RULES = (GENDER, NUMBER, SURNAME, PERSON, FIRST, FORMS, THING)

_OTHER = {
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
    "she": "he",
    "herself": "himself",
    "hers": "his",
}
_NEUTRAL = {
    "he": "they",
    "she": "they",
    "him": "them",
    "his": "their",
    "himself": "themselves",
    "herself": "themselves",
}

_BEARING = expression(
    r"\b(?P<her>wife|mother|woman|girlfriend|daughter|sister|who|she)\b[^.!?]{0,60}? "
    r"(?P<fault>his) (?:pregnancy|maternity leave|miscarriage)\b"
)
_TWO_PEOPLE = expression(
    r"\b(?:called on|called upon|urged|asked|invited|ordered|told|begged|pressed) the (?P<one>[^,.;:]{3,60}?) and the "
    r"(?P<other>[^,.;:]{3,60}?) to [“\"‘]?[a-z]+ (?P<fault>its)\b"
)
_SURNAME = expression(
    r"(?<=[,;] )(?P<fault>he) (?P<given>[A-Z][a-z]{2,})(?=,| (?:said|told|added|explained|announced)\b)"
)
_THIRD = expression(
    r"\b(?:[Ss]aid|[Tt]old|[Aa]dded|[Cc]laimed|[Ee]xplained|[Aa]nnounced)\b[^.!?;:]{0,60}?\b(?:that )?"
    r"(?P<he>he|she|they) (?:was|were|had|has|have|is|are|would|will|could)\b(?P<rest>[^!?;:]*)"
)
_OURS = expression(r"\b(?:our|ours|we)\b")
_FIRST = expression(r"\b(?:I|we|We|my|My|our|Our|us|me)\b(?!\.)")
_COUNTRY = expression(r"\b(?:[Mm]y|[Oo]ur) country\b")
_STARTS_FIRST = expression(r"(?:[A-Z][\w ]{2,40}, )?(?P<fault>I|[Ww]e) (?:also )?(?:have |had )?[a-z]+ed\b")
_THEIRS = {"our": ("their", "his"), "we": ("they", "he"), "ours": ("theirs", "his")}
#: How much of a report may stand in the first person before it is the reporter's own voice.
_FEW, _SHARE = 2, 0.15


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every pronoun that the page contradicts."""
    quoted = Quoted(document)
    yield from map(_gender, contradicted(document, quoted))
    yield from _bearing(document)
    yield from misplaced(document)
    yield from speaking(document)
    yield from _two_people(document)
    yield from _surnames(document)
    yield from _changes(document, quoted)


def _gender(case: tuple[Mention, Mention, bool]) -> Finding:
    pronoun, person, before_noun = case
    word = pronoun.text.lower()
    other = _OTHER.get(word) or ("his" if before_noun else "him")
    neutral = _NEUTRAL.get(word) or ("their" if before_noun else "them")
    cure = tuple(Suggestion(each.capitalize() if pronoun.text[0].isupper() else each) for each in (other, neutral))
    shown = "a woman" if person.sex == "woman" else "a man"
    message = f"The only person in sight, {person.text}, is {shown} by name or title: “{other}”, or “{neutral}”."
    return Finding(GENDER, pronoun.span, message, cure, (person.span,))


def _bearing(document: Document) -> Iterator[Finding]:
    for match in _BEARING.finditer(document.flat):
        message = "Who bears a child is called “his”."
        yield Finding(GENDER, Span(*match.span("fault")), message, (Suggestion("her"),), (Span(*match.span("her")),))


def _two_people(document: Document) -> Iterator[Finding]:
    for match in _TWO_PEOPLE.finditer(document.flat):
        related = (Span(*match.span("one")), Span(*match.span("other")))
        message = "Two are asked: “their”."
        yield Finding(NUMBER, Span(*match.span("fault")), message, (Suggestion("their"),), related)


def _surnames(document: Document) -> Iterator[Finding]:
    for match in _SURNAME.finditer(document.flat):
        message = f"“he” stands before a given name: the surname He ({match['given']})."
        yield Finding(SURNAME, Span(*match.span("fault")), message, (Suggestion("He"),))


def _changes(document: Document, quoted: Quoted) -> Iterator[Finding]:
    """First person where the page reports: inside a sentence, and at the start of one."""
    first = [each for each in document.sentences if _is_first(document, each, quoted)]
    if not first or len(first) > max(_FEW, _SHARE * len(document.sentences)):
        return
    yield from chain.from_iterable(_change(document, each, quoted) for each in first)
    if len(first) <= _FEW:
        yield from _intruders(document, first)
    yield from _countries(document, first, quoted)


def _is_first(document: Document, sentence: Segment, quoted: Quoted) -> bool:
    matches = _FIRST.finditer(document.flat, *sentence.span)
    return any(match.start() not in quoted for match in matches)


def _change(document: Document, sentence: Segment, quoted: Quoted) -> Iterator[Finding]:
    match = _THIRD.search(document.flat, *sentence.span)
    ours = match and _OURS.search(document.flat, match.start("rest"), match.end("rest"))
    if not match or not ours or quoted.touches(sentence.span):
        return
    before = document.flat[sentence.span.start : match.start("rest")]
    if _FIRST.search(before):
        return
    span = Span(match.start("he"), ours.end())
    message = f"First “{match['he']}”, then “{ours[0]}”: a quotation lost its marks, or the person is wrong."
    yield Finding(
        PERSON,
        Span(*ours.span()),
        message,
        tuple(map(Suggestion, _THEIRS[ours[0]])),
        (Span(*match.span("he")), span),
    )


def _countries(document: Document, first: list[Segment], quoted: Quoted) -> Iterator[Finding]:
    """What is called my country, where nobody on the page speaks of himself otherwise."""
    for sentence in first:
        said = [match for match in _FIRST.finditer(document.flat, *sentence.span) if match.start() not in quoted]
        if any(not _COUNTRY.match(document.flat, match.start()) for match in said):
            return
    for sentence in first:
        for match in _COUNTRY.finditer(document.flat, *sentence.span):
            message = "Whose country? The page does not speak for anybody; the country has a name."
            yield Finding(FIRST, Span(*match.span()), message)


def _intruders(document: Document, first: list[Segment]) -> Iterator[Finding]:
    people = [name for name in document.names if name.sort == "person"]
    for sentence in first:
        match = _STARTS_FIRST.match(document.flat, *sentence.span)
        block = next(each for each in document.blocks if each.span.start <= sentence.span.start < each.span.end)
        named = [each for each in people if block.span.start <= each.span.start < sentence.span.start]
        if match and named and block.kind == "paragraph":
            message = f"The page reports in the third person; “{match['fault']}” may be {named[-1].text}."
            yield Finding(FIRST, Span(*match.span("fault")), message, (), (named[-1].span,))
