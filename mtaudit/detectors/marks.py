"""Marks that English does not use.

What it finds
    Quotation marks of other languages (« », „ “, 「 」, 《 》), full-width forms of East Asian text (，：（ ）％ and
    full-width letters), the ideographic full stop and comma (。、), Arabic and Indic marks (، ؟ ।), the Spanish ¿ and ¡
    before English words, doubled Chinese dashes, and speech that a dash opens at the start of a paragraph.

Why it matters
    The words were translated and the marks were not; a search, a screen reader and a reader all stumble over them.

Example
    Before: He said « no », then left，and the 50％ stayed. After: He said “no”, then left, and the 50% stayed.

Limits
    Marks inside a passage of another script are left to that passage. A list that uses dashes may look like speech:
    only a paragraph that speaks of I, we or you, or names a speaker, is taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Segment, Span, Suggestion
from mtaudit.settings import Settings

_PUNCTUATION = "linguistic-conventions/punctuation"

QUOTE = Rule("marks/quote", _PUNCTUATION, "minor", "A quotation mark of another language")
FULL_WIDTH = Rule("marks/full-width", _PUNCTUATION, "minor", "A full-width form")
SCRIPT = Rule("marks/script", _PUNCTUATION, "minor", "A mark of another script")
INVERTED = Rule("marks/inverted", _PUNCTUATION, "minor", "A Spanish opening mark")
DASH_SPEECH = Rule("marks/dash-speech", _PUNCTUATION, "minor", "Speech that a dash opens")

RULES = (QUOTE, FULL_WIDTH, SCRIPT, INVERTED, DASH_SPEECH)

_QUOTED = expression(
    r"(?P<open>«|„|‹|《|〈|「|『)(?P<inner>[^«»„‹›《》〈〉「」『』\n]{1,600}?)(?P<close>»|›|》|〉|」|』|(?<=[^\s(])[“”\"](?!\w))"
)
_TURNED_QUOTED = expression(r"(?P<open>»)(?=\w)(?P<inner>[^«»\n]{1,300})(?P<close>«)(?!\w)")
_LONGEST_QUOTED = 60
_ANY = expression(r"[«„‹《〈「『»]")
_WIDE = expression(r"[\u3000！-～￠-￦]+")
_BRACKETS = str.maketrans("【】〔〕〖〗", "[][][]")
_MARKS = {"。": ".", "、": ",", "،": ",", "؛": ";", "؟": "?", "।": ".", "॥": ".", "·": "·", "……": "…", "——": "—"}
_FOREIGN_MARK = expression(r"[。、،؛؟।॥【】〔〕〖〗]|……|——(?:(?<=[a-z,] ——)|(?<=[a-z,]——))(?=[\w ])")
_NUMBERED = expression(r"(?:^|[\n.;；])\s{0,2}\d{1,2}(?:\.\d{1,2})?$")
_NO_SPACE_BEFORE = frozenset(",.;:!?)]%…")
_SPACE_AFTER = frozenset(",.;:!?)]…")
_EAST_ASIAN = expression(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OWN_SCRIPT = expression(r"[\u0600-\u06ff\u0900-\u0dff]")
_INVERTED = expression(
    r"[¿¡](?=\s?(?:What|Who|Why|How|Where|When|Which|Do|Does|Did|Is|Are|Was|Were|Can|Could|Will|Would|Should|And|But|"
    r"Have|Has|The|This|That|I|You|He|She|We|They|It|In|Of|To|If|Don|Isn|Let|Not|No way|Thanks?|Please)\b)"
)
_DASH = expression(r"[–—―] ?(?=[“\"]?[A-Z¿¡])")
_SAYS = (
    "said|says|asked|asks|replied|replies|answered|answers|explained|explains|added|adds|cried|whispered|told|writes|"
    "wrote|claims|claimed|believes|stated|continues|continued|notes|noted"
)
_TAG = expression(
    r"(?:,|(?<=[?!.”\"])) ?[–—―]? ?"
    rf"(?=(?:{_SAYS})\b|(?:he|she|they|[A-Z]\w{{1,20}}(?: [A-Z]\w{{1,20}})?) (?:{_SAYS})\b)"
)
_PERSON = expression(r"\b(?:I|we|We|you|You|my|My|our|Our|me|us|your|Your)\b")


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every mark that is none of English."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text = document.flat
    yield from _speeches(text, document.blocks)
    if text.isascii():
        return
    yield from _quotes(text)
    yield from _wide(text)
    yield from _scripts(text)
    for match in _INVERTED.finditer(text):
        yield _finding(
            INVERTED, match.start(), match.end(), "English sets no mark at the start of a question or cry.", ""
        )


def _quotes(text: str) -> Iterator[Finding]:
    if not _ANY.search(text):
        return
    left, right = _house_quotes(text)
    for pattern in (_QUOTED, _TURNED_QUOTED):
        for match in pattern.finditer(text):
            inner = match["inner"].strip()
            if not inner or _is_east_asian(inner):
                continue
            message = f"The quotation marks {match['open']} {match['close']} are not those of English."
            if len(match[0]) <= _LONGEST_QUOTED:
                before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
                cure = f"{' ' * before.isalnum()}{left}{inner}{right}{' ' * after.isalnum()}"
                yield _finding(QUOTE, *match.span(), message, cure)
                continue
            first = len(match["inner"]) - len(match["inner"].lstrip())
            last = len(match["inner"]) - len(match["inner"].rstrip())
            yield _finding(QUOTE, match.start(), match.end("open") + first, message, left)
            yield _finding(QUOTE, match.start("close") - last, match.end(), message, right)


def _house_quotes(text: str) -> tuple[str, str]:
    """The double quotation marks of the page: straight only if it has no others."""
    return ('"', '"') if '"' in text and "“" not in text and "”" not in text else ("“", "”")


def _is_east_asian(text: str) -> bool:
    """Whether most letters are Han, kana or Hangul."""
    return len(_EAST_ASIAN.findall(text)) * 2 > sum(map(str.isalpha, text))


def _wide(text: str) -> Iterator[Finding]:
    for match in _WIDE.finditer(text):
        if not _is_among(text, match, _EAST_ASIAN):
            yield _narrowed(
                FULL_WIDTH, text, match, unicodedata.normalize("NFKC", match[0]), "This is a full-width form."
            )


def _scripts(text: str) -> Iterator[Finding]:
    for match in _FOREIGN_MARK.finditer(text):
        neighbours = _OWN_SCRIPT if match[0] in "،؛؟।॥" else _EAST_ASIAN
        if not _is_among(text, match, neighbours):
            cure = _MARKS.get(match[0]) or match[0].translate(_BRACKETS)
            if match[0] == "、" and _NUMBERED.search(text, max(0, match.start() - 9), match.start()):
                cure = "."
            yield _narrowed(SCRIPT, text, match, cure, f"The mark {match[0]} is none of English.")


def _is_among(text: str, match: re.Match[str], script: re.Pattern[str]) -> bool:
    """Whether a mark stands in a passage of its own script: a letter of it is the nearest on either side."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return bool(script.search(before) or script.search(after))


def _narrowed(rule: Rule, text: str, match: re.Match[str], cure: str, message: str) -> Finding:
    """Replace a mark, with the spaces that English sets around it."""
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if cure[:1] in _NO_SPACE_BEFORE and before == " ":
        start -= 1
    if cure[-1:] in _SPACE_AFTER and after.isalnum():
        cure += " "
    if cure[:1] in ("(", "[") and before.isalnum():
        cure = f" {cure}"
    return _finding(rule, start, end, message, cure)


def _speeches(text: str, blocks: tuple[Segment, ...]) -> Iterator[Finding]:
    dashes = [_DASH.match(text, *block.span) for block in blocks]
    for number, (block, dash) in enumerate(zip(blocks, dashes, strict=True)):
        if dash:
            listed = any(dashes[number - 1 : number]) or any(dashes[number + 1 : number + 2])
            yield from _speech(text, block, dash.end(), listed=listed)


def _speech(text: str, block: Segment, start: int, *, listed: bool) -> Iterator[Finding]:
    """A paragraph that opens with a dash and speaks: the speech in quotation marks instead."""
    tag = _TAG.search(text, start, block.span.end)
    last = text[block.span.end - 1]
    if last not in ".!?…," or not (tag or _PERSON.search(text, start, block.span.end)):
        return
    if listed and not tag and last not in "!?":
        return
    end = tag.start() + (tag[0][:1] == ",") if tag else block.span.end
    speech = text[start:end].rstrip()
    yield Finding(
        DASH_SPEECH,
        Span(block.span.start, end),
        "A dash opens this speech where English sets quotation marks.",
        (Suggestion(f"“{speech}”"),),
    )


def _finding(rule: Rule, start: int, end: int, message: str, cure: str) -> Finding:
    return Finding(rule, Span(start, end), message, (Suggestion(cure, safe=True),))
