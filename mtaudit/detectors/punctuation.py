"""Doubled marks, and marks where no mark belongs.

What it finds
    Doubled marks (",,", ". .", "information.."), a full stop or another mark in the middle of a sentence ("closed the
    case. against him"), symbols and hyphens stuck to a word ("also^ an", "a- sentence").

Why it matters
    The marks of the source are carried over at the wrong place, or set once by the source and once by the system.

Example
    Before: "the new Corona. .. The court closed the case. against him".
    After: "the new Corona. The court closed the case against him".

Limits
    Ellipses, abbreviations and texts that do without capitals are left alone, so faults that look like them are missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import MASK, Document, Finding, Rule
from mtaudit.settings import Settings

_PUNCTUATION = "linguistic-conventions/punctuation"

DOUBLED = Rule("punctuation/doubled", _PUNCTUATION, "minor", "A doubled mark")
MID_SENTENCE = Rule("punctuation/mid-sentence", _PUNCTUATION, "minor", "A mark in the middle of a sentence")
STRAY_SYMBOL = Rule("punctuation/stray-symbol", _PUNCTUATION, "minor", "A symbol stuck to a word")
STRAY_HYPHEN = Rule("punctuation/stray-hyphen", _PUNCTUATION, "minor", "A hyphen stuck to a word")

RULES = (DOUBLED, MID_SENTENCE, STRAY_SYMBOL, STRAY_HYPHEN)
LOCAL = (DOUBLED, STRAY_SYMBOL, STRAY_HYPHEN)

_SPACE = r"[ \u00a0\u202f\u2009]"
_CLOSE = r"""["'”’»)\]]"""
_HINT = expression(
    rf"[.,;:?!^_~|-](?:(?<=[.,;:])(?:[.,;:\"”’]|{_SPACE}[.,;])|(?<=[.;:?!-]){_SPACE}[a-z]|(?<=[\^_~|])\s)",
)
# Words that go on with a sentence and open none but a question or an informal one.
_BOUND = (
    "of|against|from|than|into|upon|between|among|during|towards?|through|throughout|within|without|by|for|with|at|on|"
    "in|to|and|or|as|that|which|who|whose|whom|because|while|although|whereas|the|an?|is|are|was|were|has|have|had|be|"
    "been|will|would|could|should|can|may|might|must|it|its|his|her|their|our|they|he|she|we|about|after|before|over|"
    "under|out|how|when|where|if|also|not"
)
# Of these, the words that rather open a sentence whose capital was lost.
_OPENERS = frozenset("they he she we it the a an his her their our its when if although while after before".split())
_ARTICLE = "[Tt]he|an?|very|their|our|its"
# After these a full stop only shortens the word.
_SHORTENED = frozenset(
    "etc vs approx est ext fig figs inc incl excl max min misc orig resp sec secs temp vol vols viz tel lbs hrs mins "
    "yrs ave blvd corp dept div eds esp usu assn bros govt gen gov sen rep prof seq ref refs abbr adj adv app apt "
    "assoc avg cap chap col cont def deg dir doc dist doz gal hist int intl jan feb mar apr jun jul aug sep sept oct "
    "nov dec lang lat lit mfg mgr mos mph nat neg norm obs par perf pers pkg plur pos poss pres prep pref prev prob "
    "prop pseud publ qty reg rel rev sing spec std subj suppl symb syn tech trans transl univ var wks ibid loc "
    "cit".split()
)
_EMOJI_NAME = expression(r":\w{1,40}:$")
_LOWER_START = expression(r"(?<=[a-z][.?!]) [a-z]")
_UPPER_START = expression(r"(?<=[a-z][.?!]) [A-Z]")


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every doubled or stray mark."""
    findings = list(run((*_CHECKS, _LOWER_CASE), document, around=_HINT))
    if any(finding.rule is MID_SENTENCE for finding in findings) and _is_informal(document.flat):
        findings = [finding for finding in findings if finding.rule is not MID_SENTENCE]
    yield from inside(document, findings)


def _is_informal(text: str) -> bool:
    """Whether a text starts its sentences in lower case as a habit."""
    lower = len(_LOWER_START.findall(text))
    return lower > 3 and lower * 5 > len(_UPPER_START.findall(text))


def _one_mark(match: Match) -> tuple[str, ...]:
    marks = "".join(match["fault"].split())
    quote = marks.strip(".,;:")
    if quote:
        return (marks[0] + quote,)
    if marks == ".,":
        return (",", ".")
    return (next(mark for mark in ".;:," if mark in marks),)


def _is_full_word(match: Match) -> bool:
    """Whether the full stop is none of an abbreviation."""
    return match["word"].lower() not in _SHORTENED


def _is_no_emoji(match: Match) -> bool:
    """Whether a colon does not end a name such as :evergreen_tree:."""
    start = match.start("fault") + 1
    return not _EMOJI_NAME.search(match.string[max(0, start - 42) : start])


def _without_mark(match: Match) -> tuple[str, ...]:
    return (match["fault"].rstrip("^_~|-.;:?!"),)


def _rejoined(match: Match) -> tuple[str, ...]:
    word, mark, follow = match["word"], match["mark"], match["follow"]
    joined, opened = f"{word} {follow}", f"{word}{mark} {follow[0].upper()}{follow[1:]}"
    return (opened, joined) if mark == "." and follow in _OPENERS else (joined, opened)


_CHECKS = (
    Check(
        DOUBLED,
        expression(
            rf"(?<![.,;:])(?P<fault>,{_SPACE}?,|;{_SPACE}?;|(?<=\w)[;:],|,;|(?<=\w),\.(?!\d)|(?<=\w)[;:]\.)"
            rf"(?=\s|{MASK}|{_CLOSE}|\w|$)"
        ),
        "Two marks stand where one does.",
        _one_mark,
        safe=True,
        holds=_is_no_emoji,
    ),
    Check(
        DOUBLED,
        expression(rf"(?<=[^\s.…/“\"{MASK}])(?P<fault>\.\.|\.{_SPACE}\.{{1,2}})(?![.\w/]|{_SPACE}\.)(?=\s|{_CLOSE}|$)"),
        "The full stop is doubled.",
        _one_mark,
        safe=True,
    ),
    Check(
        DOUBLED,
        expression(r"\b(?P<word>[a-z]{4,30})(?P<fault>\.,)(?=\s)"),
        "A full stop and a comma stand together.",
        _one_mark,
        holds=_is_full_word,
    ),
    Check(
        DOUBLED,
        expression(r"(?<=[a-z]{4})(?P<fault>(?P<first>[.,])[\"”’](?P=first))(?=\s|$)"),
        "The same mark stands inside and outside the quotation mark.",
        _one_mark,
        safe=True,
    ),
    Check(
        MID_SENTENCE,
        expression(rf"\b(?P<fault>(?:{_ARTICLE})[;:?!.]|(?:of|into|than|from)[;?!.]) (?=[a-z]+\b)"),
        "A mark breaks the sentence after “{cure}”.",
        _without_mark,
    ),
    Check(
        STRAY_SYMBOL,
        expression(r"(?<![\w~^|])(?P<fault>[A-Za-z]{2,30}[\^_~|])(?=\s)"),
        "A symbol is stuck to “{cure}”.",
        _without_mark,
    ),
    Check(
        STRAY_HYPHEN,
        expression(
            r"(?<![\w-])(?P<fault>(?:the|an?|of|is|are|was|were|that|which|with|from|their|his|its)-)"
            r" (?!(?:and|or|to|nor|but|as)\b)(?=[a-z]+\b)"
        ),
        "A hyphen is stuck to “{cure}”.",
        _without_mark,
        safe=True,
    ),
    Check(
        STRAY_HYPHEN,
        expression(
            r"(?<![\w-])(?P<fault>[A-Za-z]{3,30}-)"
            r" (?=(?:of|the|that|which|who|is|was|are|were|has|had|have|by|from|with|into)\b)"
        ),
        "A hyphen is stuck to “{cure}”.",
        _without_mark,
    ),
)

_LOWER_CASE = Check(
    MID_SENTENCE,
    expression(rf"(?<![\w.’'-])(?P<fault>(?P<word>[a-z]{{3,30}})(?P<mark>[.?!]) (?P<follow>{_BOUND}))(?=[ ,](?!\())"),
    "The sentence goes on after the mark behind “{word}”, or starts without a capital.",
    _rejoined,
    holds=_is_full_word,
)
