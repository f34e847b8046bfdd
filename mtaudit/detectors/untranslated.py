"""Words left in another language.

What it finds
    Words that other languages use and English does not ("rewarded for apalizar the people"), runs of foreign words, a
    foreign function word between English ones ("“appease” et “listen”"), words with accents that English does not know,
    and case endings on names ("Bilek'den", "EU:n"). A text that is mostly in another language is reported once.

Why it matters
    The system skipped what it did not know, or one language of the page stayed in the other.

Example
    Before: the playbooks und the inventory. After: the playbooks and the inventory.

Limits
    A foreign word in quotation marks or brackets, after the name of its language, or in a name or title is taken for
    meant. Words that English shares with the other language are not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtaudit.detectors._foreign import LANGUAGES, Foreign, foreign_runs, is_meant, vocabulary
from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

_UNTRANSLATED = "accuracy/untranslated"

WORD = Rule("untranslated/word", _UNTRANSLATED, "major", "A word of another language")
RUN = Rule("untranslated/run", _UNTRANSLATED, "major", "Several words of another language")
FUNCTION = Rule("untranslated/function-word", _UNTRANSLATED, "major", "A short word of another language")
CASE_ENDING = Rule("untranslated/case-ending", _UNTRANSLATED, "major", "A case ending of another language")
MOSTLY = Rule("untranslated/mostly", _UNTRANSLATED, "critical", "A text mostly in another language")

RULES = (WORD, RUN, FUNCTION, CASE_ENDING, MOSTLY)

_BACK, _FRONT = "aıou", "eiöü"
# Turkish sets an apostrophe between a name and its case; the ending agrees with the last vowel of the name.
_TURKISH = expression(
    r"['’](?P<ending>[dt][ea]n?|n?[ıiuü]n|[ny]?[aeıiuü]|[dt][ae]ki|l[ae]r(?:[ıi]n?)?|yl[ae]|l[ae])(?![\w'’])"
)
_NAME_BEFORE = expression(r"(?<!\w)[A-ZÇĞİÖŞÜ][A-Za-zÇĞİÖŞÜçğıöşüâî]{3,30}$")
_SURE_ENDING = expression(r"[dt][ea]n|n[ıiuü]n|[dt][ae]ki|l[ae]r(?:[ıi]n?)?|yl[ae]|[ny][aeıiuü]")
_VOWELS = expression(r"[aeıioöuüAEIİOÖUÜ]")
# Finnish and Estonian set a colon after an acronym, Hungarian a hyphen.
_ACRONYM = expression(
    r"(?P<name>[A-ZÄÖ](?<!\w.)[A-ZÄÖ]{1,5})(?:(?P<colon>:)(?:n|ssa|ssä|sta|stä|lla|llä|lle|lta|ltä|ksi|ta|tä|hun|een|iin|na|"
    r"nä|ga|le|st|l|ks)|-(?:ban|ben|nak|nek|val|vel|hoz|hez|höz|ból|ből|tól|től|nál|nél|ról|ről))(?!\w)"
)
#: Share of foreign words over which a text is not English.
_MOSTLY = 0.4


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every word left in another language."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text = document.flat
    yield from _case_endings(text)
    known = vocabulary(document.vocabulary)
    if not known:
        return
    runs = list(foreign_runs(document, known))
    total = document.words
    if total > 15 and sum(len(run) for run in runs) > _MOSTLY * total:
        yield _mostly(runs)
        return
    for run in runs:
        yield from _finding(text, run)


def _mostly(runs: list[list[Foreign]]) -> Finding:
    longest = max(runs, key=len)
    message = f"Most of this text is in another language ({_language(longest)})."
    return Finding(MOSTLY, Span(longest[0].start, longest[-1].end), message)


def _finding(text: str, run: list[Foreign]) -> Iterator[Finding]:
    rule = _rule(text, run)
    if rule is None or is_meant(text, run):
        return
    language = _language(run)
    what = "This word is" if len(run) == 1 else "These words are"
    message = f"{what} {language}." if language else f"{what} not English."
    cures = (Suggestion(run[0].english),) if len(run) == 1 and run[0].english else ()
    yield Finding(rule, Span(run[0].start, run[-1].end), message, cures)


def _rule(text: str, run: list[Foreign]) -> Rule | None:
    """What a run of foreign words breaks, if it is no chance likeness."""
    if any(word.tier == "strong" for word in run):
        return WORD if len(run) == 1 else RUN
    if len(run) == 1:
        return FUNCTION if run[0].tier in ("alone", "bound") else None
    shared = Counter(language for word in run for language in word.languages)
    in_one_language = shared and max(shared.values()) == len(run)
    telling = len(run) > 2 or any(word.tier == "alone" for word in run)
    return RUN if in_one_language and telling else None


def _language(run: list[Foreign]) -> str:
    """The language that most words of a run belong to, "" if none is known."""
    votes: dict[str, float] = {}
    for word in run:
        for place, language in enumerate(word.languages):
            votes[language] = votes.get(language, 0) + 1 / (place + 1)
    return LANGUAGES[max(votes, key=lambda language: votes[language])] if votes else ""


def _case_endings(text: str) -> Iterator[Finding]:
    for match in _TURKISH.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, match.start() - 32), match.start())
        if name and _fits(name[0], match["ending"]):
            yield _case(text, Span(name.start(), match.end()), name[0], "Turkish")
    for match in _ACRONYM.finditer(text):
        yield _case(text, Span(*match.span()), match["name"], "Finnish" if match["colon"] else "Hungarian")


def _fits(name: str, ending: str) -> bool:
    """Whether a Turkish ending fits a name: Qur'an, Hawai'i and Shi'a do not have one."""
    if _SURE_ENDING.fullmatch(ending):
        return True
    vowels = _VOWELS.findall(name)
    if not vowels or name[-1] in "aeıioöuü":
        return False
    agreeing = _BACK if vowels[-1].lower() in _BACK else _FRONT
    return all(vowel in agreeing for vowel in _VOWELS.findall(ending))


def _case(text: str, span: Span, name: str, language: str) -> Finding:
    word = text[span.start : span.end]
    message = f"“{word}” has a {language} case ending; English says it with a word such as from, to or of."
    return Finding(CASE_ENDING, span, message, (Suggestion(name),))
