"""Text that was decoded with the wrong code page: where it stands, and what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.model import Span

# Bytes over 0x7f only ever stand in a row of two or more.
_RUN = expression(r"[^\x00-\x7f\ufffc\u1100-\u1dff\u2e80-\ud7ff\ue000-\ufffb\U00010000-\U0010ffff]{2,400}")
_TYPOGRAPHY = "“”‘’«»‹›„‚–—…·•\u202f\u200b-\u200f"
# What whole prose holds: marks with at most one letter between, a word of one alphabet, or letters of Latin-1 only:
# garbled, they would have symbols among them.
_WHOLE = expression(
    rf"[{_TYPOGRAPHY}]*[^{_TYPOGRAPHY}]?[{_TYPOGRAPHY}]*|[À-ÿ“”‘’…–—]*"
    rf"|[{_TYPOGRAPHY}]*(?:[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+|[ΆΈ-ώ]+|[ก-๛]+|[ء-ي]+|[א-ת]+)[{_TYPOGRAPHY}]*"
)
_PAGES = (
    *("cp1252", "latin-1", "cp1251", "cp874", "cp1256", "cp1250", "cp1253", "cp1254", "cp1255", "cp1257", "cp1258"),
    *("mac-roman", "cp437", "cp850", "koi8-r", "cp866", "mac-cyrillic", "iso8859-2", "iso8859-5"),
)
# What a single garbled character may have been, and what several in a row.
_MARK = (
    r"\u00a0-\u00bf\u00d7\u00f7\u2010-\u2044\u20a0-\u20bf\u2122\u2190-\u21ff\u2212\u2248\u2260-\u2265\u25a0-\u27bf"
    r"\ufeff\ufffd"
)
_ONE = expression(rf"[{_MARK}\u00c0-\u017f]+")
_SEVERAL = expression(
    rf"[{_MARK}\u0400-\u04ff]{{3,}}|[{_MARK}\u0370-\u03ff]{{3,}}|[{_MARK}\u0600-\u06ff]{{3,}}|[{_MARK}\u0590-\u05ff]{{3,}}"
    rf"|[{_MARK}\u0900-\u097f]{{3,}}|[{_MARK}\u0e00-\u0e7f]{{3,}}|[{_MARK}\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]{{2,}}"
    rf"|[{_MARK}\uac00-\ud7af]{{2,}}|[\U0001f300-\U0001faff\ufe0f\u200d]+"
)
# A closing mark after a capital looks like two bytes of a letter: É” is the end of a quotation.
_CAPITAL_AND_MARK = expression("[À-ÞĀ-Ž][“”‘’–—…]")
_ASCII = expression("[A-Za-z0-9]")
_LETTER = expression(r"[^\W\d_]")
# GBK keeps its punctuation and numerals in these rows; read as Latin-1 they show as ¡° ¡± ¡ª ¢ò £¬.
_GBK = expression(r"(?:¡[\u00a2-\u00be]|¢[\u00f1-\u00fc]|£[\u00a1-\u00bf])+")


class Mojibake(NamedTuple):
    """A stretch of garbled text, and what it was."""

    span: Span
    text: str


class _Page(NamedTuple):
    """A code page: the bytes of its characters, and an expression for UTF-8 read as it."""

    pattern: re.Pattern[str]
    bytes_of: dict[str, int]


def mojibake(text: str) -> Iterator[Mojibake]:
    """Every stretch that makes sense once its wrong code page is undone, in order."""
    if text.isascii():
        return
    for run in _RUN.finditer(text):
        touches = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
        if _ASCII.search(touches) or not _WHOLE.fullmatch(run[0]):
            yield from _within(run[0], run.start())


def _within(run: str, offset: int) -> Iterator[Mojibake]:
    """The stretches of a run of characters over ASCII, as ftfy mends them or by the code pages that it does not try."""
    mended = _mended(run)
    if mended:
        yield Mojibake(Span(offset, offset + len(run)), mended)
        return
    candidates = [
        Mojibake(Span(offset + match.start(), offset + match.end()), original)
        for page in map(_page, _PAGES)
        for match in page.pattern.finditer(run)
        if (original := _undone(match[0], page)) and _is_apart(run, match)
    ]
    found: list[Mojibake] = []  # of two that overlap, the longer
    taken = bytearray(len(run))
    for each in sorted(candidates, key=lambda each: each.span.start - each.span.end):
        place = slice(each.span.start - offset, each.span.end - offset)
        if not any(taken[place]):
            taken[place] = b"\1" * len(taken[place])
            found.append(each)
    yield from sorted(found) or _gbk(run, offset)


def _mended(run: str) -> str:
    """What ftfy makes of a whole run, or nothing where it leaves it alone or makes no sense of it."""
    from ftfy import fix_encoding

    fixed = fix_encoding(run)
    if fixed == run or not (_ONE.fullmatch(fixed) or _SEVERAL.fullmatch(fixed)) or _CAPITAL_AND_MARK.fullmatch(run):
        return ""
    # Of a run in a code page that it does not know, ftfy may undo a part.
    return "" if any(page.pattern.search(fixed) for page in map(_page, _PAGES)) else fixed


def _gbk(run: str, offset: int) -> Iterator[Mojibake]:
    for match in _GBK.finditer(run):
        original = match[0].encode("latin-1").decode("gbk", errors="ignore")
        yield Mojibake(Span(offset + match.start(), offset + match.end()), original)


@cache
def _page(name: str) -> _Page:
    bytes_of: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        decoded = bytes([byte]).decode(name, errors="ignore")
        # Browsers fill the gaps of a code page with control characters or those of Windows-1252.
        for char in [decoded] if decoded else [chr(byte), bytes([byte]).decode("cp1252", errors="ignore")]:
            bytes_of.setdefault(char, byte)
    bytes_of.pop("", None)

    def letters(first: int, last: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in bytes_of.items() if first <= byte <= last) + "]"

    after = letters(0x80, 0xBF)
    lost = f"{letters(0xE2, 0xE2)}{letters(0x80, 0x80)}(?![^\\x00-\\x7f])"
    sequences = f"{letters(0xC2, 0xDF)}{after}|{letters(0xE0, 0xEF)}{after}{{2}}|{letters(0xF0, 0xF4)}{after}{{3}}"
    return _Page(expression(f"(?:{sequences})+|{lost}"), bytes_of)


def _undone(garbled: str, page: _Page) -> str:
    """The original of a garbled stretch, or nothing if it makes no sense."""
    if len(garbled) == 2 and _CAPITAL_AND_MARK.fullmatch(garbled):
        return ""
    raw = bytes(page.bytes_of[char] for char in garbled)
    if raw == b"\xe2\x80":
        return "”"
    try:
        original = raw.decode()
    except UnicodeDecodeError:
        return ""
    twice = _undone(original, page) if page.pattern.fullmatch(original) else ""
    if twice:
        return twice
    return original if _ONE.fullmatch(original) or _SEVERAL.fullmatch(original) else ""


def _is_apart(run: str, match: re.Match[str]) -> bool:
    """Whether no letter of another alphabet than Latin touches a stretch, as it does inside a whole word."""
    around = run[max(0, match.start() - 1) : match.start()] + run[match.end() : match.end() + 1]
    return not any(_LETTER.match(char) and ord(char) > 0x24F for char in around)
