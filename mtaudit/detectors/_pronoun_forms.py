"""Forms of pronouns that cannot stand where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from mtaudit.detectors._inside import inside
from mtaudit.lexicons.english import classes, commonness
from mtaudit.model import Document, Finding, Rule, Span, Suggestion

FORMS = Rule(
    "pronouns/form",
    "linguistic-conventions/grammar",
    "major",
    "A form of a pronoun that cannot stand there",
)

#: Subject, object, possessive, and the forms that stand alone.
_PARADIGMS = (
    ("I", "me", "my", "mine myself"),
    ("you", "you", "your", "yours yourself"),
    ("he", "him", "his", "himself"),
    ("she", "her", "her", "hers herself"),
    ("it", "it", "its", "itself"),
    ("we", "us", "our", "ours ourselves ourself"),
    ("they", "them", "their", "theirs themselves"),
)
_ROWS = {form: row for row in _PARADIGMS for cell in row for form in cell.split()}
_SUBJECT, _OBJECT, _POSSESSIVE = 0, 1, 2

_REFLEXIVE = "himself|herself|itself|themselves|ourselves|ourself|myself|yourself"
_PREPOSITION = "of|to|with|for|from|into|at|about|over|under|against|between|towards|through|on|by"
_AUXILIARY = frozenset(
    "is are was were has have had will would can could must should may might does did do cannot couldn't didn't".split()
)
_NO_NOUN = _AUXILIARY | frozenset(
    "while then well back there here past over out off round like home why face several many few".split()
)
_FUNCTION_WORD = 6.0
# Not "in": "these are in themselves reasons".
_BEFORE_NOUN = re.compile(
    rf"\b(?P<before>[a-z]+) (?P<fault>{_REFLEXIVE}|theirs|yours) (?P<next>[a-z]+)\b(?: (?P<third>[a-z]+))?"
)
_PERSONAL_BEFORE_NOUN = re.compile(
    rf"\b(?:{_PREPOSITION}|in|near|[a-z]+ing) (?P<fault>(?<!ing )he|(?<!ing )she|(?<!ing )we|they|"
    r"(?:(?<=against )|(?<=under ))(?:him|them)) "
    r"(?P<next>[a-z]+)\b(?: (?P<third>[a-z]+))?"
)
_OWN = re.compile(rf"\b(?:{_PREPOSITION}|in|as|than|start|have) (?P<fault>you|they|he|she|we|them) own\b")
#: Verbs that take a person and then a noun.
_TWO_OBJECTS = re.compile(
    r"(?:giv|gave|buy|bought|teach|taught|call|nam|declar|proclaim|consider|mak|made|find|found|think|thought|deem|prov|"
    r"show|allow|ask|tell|told|set|sav|earn|cost|crown|styl|dub|lend|lent|order|pour|fix|get|got|promis|offer|award|pa[iy]|"
    r"becom|became|be|is|was|were|are|keep|kept|believ|feel|felt|label|brand|elect|appoint|render|count|spar|assur|"
    r"grant|cut|buil[dt]|writ|wrot|sen[dt]|serv|read|cook|do|did|win|won|leav|left|let|bring|brought|help|constitut|saw|see|fanc|imagin)"
    r"(?:e|s|es|ed|d|ing|ding|ting|ning|ten|den)?"
)
_AS_SUBJECT = re.compile(
    rf"\b(?P<before>because|that|if|while|although|unless|whether|when|until|once|where) "
    rf"(?P<fault>him|them|us|me|{_REFLEXIVE}) (?:still |also |generally )?(?P<next>[a-z']+)\b"
)
_SAID = re.compile(r"[”\",] (?P<fault>him|her|them|us|me|himself|herself) (?:said|told|added|explained|concluded)\b")
_POSSESSIVE_SUBJECT = re.compile(
    r"(?<![\w’'] of )(?<![\w-])(?P<fault>[Mm]y|[Oo]ur|[Tt]heir|[Yy]our|[Ii]ts) "
    r"(?:are|is|have|has|had|were|was|would|could|should|do|does|did|may|might|must)\b(?!-)"
)
#: Words that open a clause at the start of a sentence, before a form that is no subject.
_OPENED = re.compile(
    rf"(?:^|(?<=[.!?] ))(?:Yet|However,|As|While|Here|If|Once|When|But|And|So) "
    rf"(?P<fault>him|them|me|us|{_REFLEXIVE}) (?P<next>[a-z']+)\b",
    re.MULTILINE,
)
_CLAUSE_NOUN = re.compile(
    rf"\b(?:because|that|if|while|although|whether|since) (?P<fault>him|them|{_REFLEXIVE}) (?P<next>[a-z]+) "
    rf"(?P<third>[a-z]+)\b"
)
_AFTER_INTRODUCTION = re.compile(
    rf"^[A-Z][^,.;]{{3,60}}, (?P<fault>{_REFLEXIVE}) (?:will|is|was|are|were|has|would|can|must)\b"
)
_STARTS = re.compile(rf"[“\"‘]?(?P<fault>Him|Them|Us|Me|(?i:{_REFLEXIVE})) (?P<next>[a-z]+)\b(?: (?P<third>[a-z]+))?")
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|with|by|against|from|between) (?P<fault>he|she|they|we|I)(?=[.,;!?](?!\w)| (?:and|in|on|at|for|to)\b)"
)
_PARTICIPLE_AFTER = frozenset(("included", "excepted", "aside"))

_Judge = Callable[[re.Match[str]], bool]


def misplaced(document: Document) -> Iterator[Finding]:
    """Yield the forms that stand in the place of another."""
    yield from inside(document, _everywhere(document.flat))
    for sentence in document.sentences:
        start = sentence.span.start
        for match in filter(None, (_STARTS.match(document.flat, *sentence.span),)):
            cell = _at_start(match, document.flat[match.end() : sentence.span.end])
            if cell is not None:
                yield _finding(match, cell)
        after = _AFTER_INTRODUCTION.match(document.flat[start : min(sentence.span.end, start + 100)])
        if after:
            yield _finding(after, _SUBJECT, start)


def _everywhere(text: str) -> Iterator[Finding]:
    for pattern, judge, cell in _PATTERNS:
        for match in pattern.finditer(text):
            if judge(match):
                yield _finding(match, cell)


def _finding(match: re.Match[str], cell: int, offset: int = 0) -> Finding:
    fault = match["fault"]
    cure = _ROWS[fault if fault == "I" else fault.lower()][cell]
    cure = cure[0].upper() + cure[1:] if fault[0].isupper() else cure
    span = Span(offset + match.start("fault"), offset + match.end("fault"))
    return Finding(FORMS, span, f"“{fault}” cannot stand here; the form is “{cure}”.", (Suggestion(cure),))


def _is_possessive(match: re.Match[str]) -> bool:
    """Whether a noun follows, after a preposition or a verb that takes one object."""
    before = match["before"]
    third = match["third"] or ""
    if not _starts_noun(match["next"], third) or third in _AUXILIARY or _TWO_OBJECTS.fullmatch(before):
        return False
    if before in ("of", "by") and "v" in classes(match["next"]):  # "it will of itself reform"
        return False
    return bool(re.fullmatch(_PREPOSITION, before)) or (before != "in" and classes(before)[:1] in ("v", "z", "d"))


def _starts_noun(word: str, third: str) -> bool:
    if commonness(word) > _FUNCTION_WORD or len(word) < 3 or word in _NO_NOUN:
        return False
    kinds = classes(word)
    if kinds == "a":
        return classes(third)[:1] in ("n", "s") and commonness(third) < _FUNCTION_WORD
    return kinds[:1] in ("n", "s") and not {"a", "r"} & set(kinds)


def _is_before_noun(match: re.Match[str]) -> bool:
    """Whether a noun follows that is no verb ("the book of he writes")."""
    starts = _starts_noun(match["next"], match["third"] or "")
    return starts and not {"v", "z", "d", "g"} & set(classes(match["next"]))


def _is_subject(match: re.Match[str]) -> bool:
    word, fault = match["next"], match["fault"]
    kinds = classes(word)
    finite = word in _AUXILIARY or (kinds[:1] == "d" and "n" not in kinds and word.endswith("ed"))
    base = kinds[:1] == "v" and fault in ("them", "us", "ourselves", "themselves", "yourself")
    third_person = kinds[:1] == "z" and fault == "itself"
    return finite or ((base or third_person) and commonness(word) < _FUNCTION_WORD)


def _is_finite(match: re.Match[str]) -> bool:
    """Whether a verb follows that is no noun: "As him stated"."""
    word = match["next"]
    return word in _AUXILIARY or (classes(word)[:1] in ("z", "d") and "n" not in classes(word))


def _is_clause_noun(match: re.Match[str]) -> bool:
    """Whether a noun and its verb follow: "because herself image has"."""
    return _starts_noun(match["next"], "") and match["third"] in _AUXILIARY


def _at_start(match: re.Match[str], rest: str) -> int | None:
    """The cell of the paradigm that belongs at the start of a sentence, or none."""
    fault, word, third = match["fault"].lower(), match["next"], match["third"] or ""
    kinds = classes(word)
    if not match["fault"][0].isupper() or word in _PARTICIPLE_AFTER:
        return None
    plural = fault in ("ourselves", "ourself", "themselves")
    if word in _AUXILIARY or (plural and kinds[:1] == "v"):
        return _SUBJECT
    if kinds[:1] == "d" and "n" not in kinds and not re.search(r", (?:he|she|it|they|we|I)\b", rest):
        return _SUBJECT
    if kinds[:1] == "n" and fault != "them" and commonness(word) < _FUNCTION_WORD:
        return _POSSESSIVE if third in _AUXILIARY or classes(third)[:1] in ("z", "d") else None
    return None


def _always(match: re.Match[str]) -> bool:
    return True


_PATTERNS: tuple[tuple[re.Pattern[str], _Judge, int], ...] = (
    (_BEFORE_NOUN, _is_possessive, _POSSESSIVE),
    (_PERSONAL_BEFORE_NOUN, _is_before_noun, _POSSESSIVE),
    (_OWN, _always, _POSSESSIVE),
    (_AS_SUBJECT, _is_subject, _SUBJECT),
    (_SAID, _always, _SUBJECT),
    (_OPENED, _is_finite, _SUBJECT),
    (_CLAUSE_NOUN, _is_clause_noun, _POSSESSIVE),
    (_POSSESSIVE_SUBJECT, _always, _SUBJECT),
    (_AFTER_PREPOSITION, _always, _OBJECT),
)
