"""Words and sentences run together.

What it finds
    A sentence glued to the full stop before it ("updated.The documentation"), words glued at a comma or a bracket
    ("outcomes,and", "[report]published"), and two words in one ("kazanWe are").

Why it matters
    Where the source had a link, a tag or no space at all, the translation has two words in one, which no search finds.

Example
    Before: The page was updated.The documentation follows. After: The page was updated. The documentation follows.

Limits
    Names such as iPhone and GitHub, and names of programs (os.path, config(x)), look much the same: two words in one
    are seen only if one of them is a common short word.
"""

from __future__ import annotations

from collections.abc import Iterator

from mtaudit.detectors._checks import Check, Match, run
from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

_WHITESPACE = "linguistic-conventions/whitespace"

SENTENCE = Rule("glue/sentence", _WHITESPACE, "minor", "A sentence glued to the one before")
MARK = Rule("glue/mark", _WHITESPACE, "minor", "A word glued to a comma or bracket")
WORDS = Rule("glue/words", _WHITESPACE, "minor", "Two words in one")
NAMES = Rule("glue/names", _WHITESPACE, "minor", "Two words in one that may be a name", status="preview")
COLON = Rule("glue/colon", _WHITESPACE, "minor", "A word glued to a colon", status="preview")

RULES = (SENTENCE, MARK, WORDS, NAMES, COLON)
LOCAL = RULES

_HINT = expression(
    r"[.?!,;:)\]\[(A-Z](?:(?<=[a-z\d)\]”\"][.?!])[“\"]?[A-Z]|(?<=[a-z][,;:])[A-Za-z]|(?<=[)\]])[a-zA-Z]"
    r"|(?<=[a-z][(\[A-Z])[\w ])"
)
_STARTER = (
    "The|This|That|These|Those|There|It|Its|He|She|They|We|You|His|Her|Their|Our|My|I|A|An|In|On|At|For|From|To|And|But|"
    "Or|If|When|While|As|After|Before|However|So|Then|Now|Yes|No|Not|What|Who|Why|How|Where|With|By|Also|All|Some|Most|"
    "Only|Even|Since|Because|Although|During|Under|According|Here|Each|Every|Many|Such|Please|One|Two|Let|Is|Are|Do"
)
_NO_START = "Net|Js|Ts|Py|Com|Org|Io|App|Ai|Md|Txt|Php|Html|Css|Json|Exe|Dll|Jpg|Png|Pdf|Csv|Xml|Java|Rb|Go|Rs|Sh|Zip"
_PRONOUN = "The|We|They|She|He|This|These|Those|There|Their|But|However|When|Because|You|My|Our|His|Her"
_COMMON = "because|although|the|including|which|their|these|than"
_IN_NAMES = "of|and|from|with|this|between|about|after|before"


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every place where a space is missing."""
    yield from inside(document, run(_CHECKS, document, around=_HINT))


def _parted(match: Match) -> tuple[str, ...]:
    return (f"{match['left']} {match['right']}",)


def _parted_or_sentence(match: Match) -> tuple[str, ...]:
    return (f"{match['left']} {match['right']}", f"{match['left']}. {match['right']}")


_CHECKS = (
    Check(
        SENTENCE,
        expression(
            rf"(?<![\w.@/-])(?:[A-Za-z]?[a-z]{{1,30}}|\d{{1,6}})[)\]”\"]?(?P<fault>(?P<left>[.?!])(?P<right>[“\"]?(?:{_STARTER})))"
            r"(?=[ ’']|, )"
        ),
        "A space is missing between two sentences.",
        _parted,
        safe=True,
    ),
    Check(
        SENTENCE,
        expression(
            rf"(?<![\w.@/-])[a-z]{{3,30}}[)\]”\"]?(?P<fault>(?P<left>[.?!])(?P<right>[“\"]?(?!(?:{_STARTER}|{_NO_START})\b)[A-Z][a-z]{{2,20}}))"
            r"(?=[”\"]? [a-z]{2})"
        ),
        "A space is missing between two sentences.",
        _parted,
    ),
    Check(
        MARK,
        expression(
            r"(?<![^\s(“\"])[A-Za-z]?[a-z]{2,30}(?P<fault>(?P<left>,|(?<!\btl)(?<!\bamp)(?<!\bnbsp)(?<!\bquot)(?<!\b[lg]t);)(?P<right>[A-Za-z]?[a-z]{2,30}))(?=[\s.,;:)”\"]|$)(?![.,;]\w)"
        ),
        "A space is missing after the mark.",
        _parted,
        safe=True,
    ),
    Check(
        MARK,
        expression(
            r"(?<!\w)(?:\([^()\[\]\n]{10,200}|\[[^()\[\]\n]{4,200})(?P<fault>(?P<left>[)\]])(?P<right>[a-zA-Z][a-z]{2,30}))\b"
        ),
        "A space is missing after the bracket.",
        _parted,
    ),
    Check(
        MARK,
        expression(r"(?<![\w.])[a-z]{0,29}(?P<fault>(?P<left>[a-z])(?P<right>\([a-z]{2,20} [A-Za-z, ]{2,80}\)))"),
        "A space is missing before the bracket.",
        _parted,
    ),
    Check(
        WORDS,
        expression(rf"(?<![\w.@/-])(?P<fault>(?P<left>[a-z]{{2,30}})(?P<right>{_PRONOUN}))(?= [a-z])"),
        "“{fault}” is two words in one.",
        _parted_or_sentence,
    ),
    Check(
        WORDS,
        expression(rf"(?<![\w.@/-])(?P<fault>(?P<left>{_COMMON})(?P<right>[A-Z][a-z]{{2,30}}))(?![\w(.])"),
        "“{fault}” is two words in one.",
        _parted,
    ),
    Check(
        NAMES,
        expression(rf"(?<![\w.@/-])(?P<fault>(?P<left>{_IN_NAMES})(?P<right>[A-Z][a-z]{{2,30}}))(?![\w(.])"),
        "“{fault}” is two words in one.",
        _parted,
    ),
    Check(
        COLON,
        expression(
            r"(?<![\w/@.:-])[A-Za-z]?[a-z]{2,30}(?P<fault>(?P<left>:)(?P<right>[A-Za-z]?[a-z]{2,30}))(?=[ ,.]|$)"
        ),
        "A space is missing after the colon.",
        _parted,
    ),
)
