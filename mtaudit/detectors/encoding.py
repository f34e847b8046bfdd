"""Characters that were decoded, escaped or lost on the way.

What it finds
    UTF-8 read with the code page of another language ("itâ€™s", "โ€œI recently", "вЂњ"), GBK read as Latin-1 ("¡°"),
    control characters that were quotation marks, the replacement character, HTML entities left as text ("&quot;",
    "& nbsp ;", "amp;"), and marks of a system's vocabulary ("▁", "@@", "##ing", "<unk>", "⁇").

Why it matters
    The page shows rubbish where an apostrophe stood, and each repair by hand misses some.

Example
    Before: โ€œI recently had contact with him&quot;. After: “I recently had contact with him".

Limits
    A character that is gone (�, ⁇) is restored only where nothing but an apostrophe fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtaudit.detectors._inside import inside
from mtaudit.expressions import expression
from mtaudit.model import Document, Finding, Rule, Span, Suggestion
from mtaudit.settings import Settings

_ENCODING = "linguistic-conventions/character-encoding"

MOJIBAKE = Rule("encoding/mojibake", _ENCODING, "major", "Text read with the wrong code page")
LOST = Rule("encoding/lost", _ENCODING, "major", "A lost character")
ENTITY = Rule("encoding/entity", "design-and-markup/markup-tag", "minor", "An HTML entity left as text")
PIECES = Rule("encoding/pieces", _ENCODING, "major", "Marks of a translation system's vocabulary")

RULES = (MOJIBAKE, LOST, ENTITY, PIECES)
LOCAL = RULES

_CONTROL = expression(r"[\x80-\x9f](?<![^\x00-\x7f].)(?![^\x00-\x7f])")
_LOST = expression(r" ?(?:⁇|(?:(?:<unk>|\[UNK\]|<UNK>) ?){1,200}|\ufffd{1,4}) ?")
_LOST_SIGNS = ("⁇", "<unk>", "[UNK]", "<UNK>", "\ufffd")
_APOSTROPHE_BEFORE = expression(r"(?:s|t|re|ve|ll|d|m)\b")
_BARE = "amp quot nbsp apos rsquo lsquo ldquo rdquo ndash mdash hellip #39".split()
_ENTITY = expression(r"& ?(?:amp ?; ?)?(?:[A-Za-z]{2,8}\d{0,2} ?;|# ?(?:\d{1,6}|[xX][\da-fA-F]{1,5}) ?;)")
_BARE_ENTITY = expression(rf"(?<![\w&#;])(?:{'|'.join(_BARE)});")
# The no-break space that ends "à" in UTF-8 is often a plain space by now.
_SPACE_LOST = expression(r"Ã(?<![A-ZÀ-Þ]Ã) (?=[ a-z]|$)|Â(?<=[\d.,;!?)]Â) (?=\w)")
_JOINED = expression(r"(?P<left>\w)@@ (?P<right>\w)|(?P<piece>\w) ##(?P<tail>[a-z]{1,15})\b| ?@-@ ?")
_WORD_MARK = expression(r" ?▁ ?")
_BOUNDARY = expression(
    r"[<\[_](?:(?<=<)(?:/?s|pad)>|(?<=\[)(?:CLS|SEP|PAD)\]|(?<=_)(?<!\w_)_[a-z]{2}(?:_[A-Z]{2})?__(?!\w))"
)


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield every garbled, lost or escaped character."""
    yield from inside(document, _all(document))


def _all(document: Document) -> Iterator[Finding]:
    text = document.text
    if not text.isascii():
        yield from _mojibake(text)
    if any(sign in text for sign in _LOST_SIGNS):
        yield from _lost(text)
    yield from _entities(text, _ENTITY)
    if any(f"{name};" in text for name in _BARE):
        yield from _entities(text, _BARE_ENTITY)
    yield from _pieces(text)


def _mojibake(text: str) -> Iterator[Finding]:
    from mtaudit.detectors._mojibake import mojibake  # large tables that plain ASCII never needs

    for each in mojibake(text):
        if "\ufffd" not in each.text:
            yield _garbled(each.span, each.text)
    for match in _CONTROL.finditer(text):
        original = match[0].encode("latin-1").decode("cp1252", errors="ignore")
        if original:
            yield _garbled(Span(*match.span()), original)
    for match in _SPACE_LOST.finditer(text):
        is_word_end = text[match.end() : match.end() + 1] in ("", " ")
        yield _garbled(Span(*match.span()), " " if match[0][0] == "Â" else "à" if is_word_end else "à ")


def _garbled(span: Span, original: str) -> Finding:
    message = "This text was read with the wrong code page."
    if original.strip():
        message = f"This was “{original.strip()}”, read with the wrong code page."
    return Finding(MOJIBAKE, span, message, (Suggestion(original, safe=True),))


def _lost(text: str) -> Iterator[Finding]:
    for match in _LOST.finditer(text):
        start, end = match.span()
        fits = text[start - 1 : start].isalpha() and _APOSTROPHE_BEFORE.match(text, end)
        cures = (Suggestion("’"),) if fits and start else ()
        yield Finding(LOST, Span(start, end), "A character was lost here.", cures)


def _entities(text: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    from html import unescape

    for match in pattern.finditer(text):
        entity = match[0].replace(" ", "")
        plain = unescape(unescape(entity if entity[0] == "&" else f"&{entity}"))
        if len(plain) < 3 and ";" not in plain:
            message = f"The HTML entity {match[0]} was left as text."
            cure = Suggestion(plain.replace("\u00a0", " "), safe=plain not in "<>")
            yield Finding(ENTITY, Span(*match.span()), message, (cure,))


def _pieces(text: str) -> Iterator[Finding]:
    if "@@" in text or "##" in text or "@-@" in text:
        for match in _JOINED.finditer(text):
            cure = (match["left"] or match["piece"] or "-") + (match["right"] or match["tail"] or "")
            yield _piece(match, cure)
    if "▁" in text:
        for match in _WORD_MARK.finditer(text):
            yield _piece(match, " " if match.start() else "")
    for match in _BOUNDARY.finditer(text):
        yield _piece(match, "")


def _piece(match: re.Match[str], cure: str) -> Finding:
    message = "This mark belongs to the vocabulary of a translation system."
    return Finding(PIECES, Span(*match.span()), message, (Suggestion(cure, safe=True),))
