"""Plain text: blank lines part the blocks; headlines, list items and hard line breaks are told by their shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from mtaudit.expressions import expression
from mtaudit.model import MASK, Document, Kind, Segment, Span
from mtaudit.readers._mask import mask

SUFFIXES = (".txt", ".text")

# A file is hard-wrapped if most of its line ends stand where the next word did not fit; narrower it is verse, wider
# each of its line ends is meant.
_WRAP_WIDTHS = range(40, 131)
_FEWEST_WRAPS = 3
_RAGGED = 8
_LONGEST_HEADLINE = 140
_MOST_HEADLINE_WORDS = 20
# Three short lines running are verse, an address or a table, and no headlines.
_MOST_HEADLINES = 2
_LONGEST_CAPITALS = 80

# Backticks mark code in plain text too; LaTeX's ``quotes'' are none.
_CODE = expression(r"```[^`]{1,4000}```|(?<!`)(`{1,2})(?=[^\s`])[^`\n]{1,160}(?<=\S)\1(?!`)")
_LINE = expression(r".+")
_BULLET = expression(r"(?:[-*•‣▪·–—]|\(?\d{1,3}[.)]|[a-z][.)]|\(?[a-zA-Z]\))[ \t\u00a0]+(?=\S)")
_SENTENCE_END = expression(r"""[.!?…:;,]["'”’»)\]]*$""")
_FULL_STOP = expression(r"""[.!?…:]["'”’»)\]]*$""")
_HEADLINE_START = expression(r"""["'“‘«(\[¿¡#$€£]*[A-Z\d\u00c0-\u00de\u0400-\u042f]""")
_BYLINE = expression(
    r"""(?:By|BY)(?:[ ][A-Z][\w.'’-]*|[ ]and|,){1,12}$
      | (?:Photo|Photograph|Image|Source|Published|Updated|Posted|Last[ ]updated)\b.{0,20}:
      | (?:[A-Z][a-z]{2,8}[,.]?[ ]){0,2}\d{1,2}(?:st|nd|rd|th)?[,.]?[ ](?:[A-Z][a-z]{2,8}[,.]?[ ])?\d{4}\b.{0,20}$""",
    re.VERBOSE,
)


def read(raw: str, name: str) -> Document:
    """Every line of the file is prose, less the code and the URLs in it."""
    text = mask(_CODE.sub(lambda code: MASK * len(code[0]), raw) if "`" in raw else raw)
    return Document(name, raw, text, range(len(raw)), tuple(_blocks(text, lines(text))), format="plain")


def lines(text: str) -> list[Span]:
    """The lines that hold anything, without the white space around it."""
    return [span for match in _LINE.finditer(text) if (span := _stripped(text, Span(*match.span())))]


def _blocks(text: str, lines: Sequence[Span]) -> Iterator[Segment]:
    first = True
    for stanza in _stanzas(text, lines, _wrap_width(text, lines)):
        blocks = [Span(group[0].start, group[-1].end) for group in stanza]
        kinds = [
            kind_of(text[span.start : span.end], len(group), first=first and not number)
            for number, (span, group) in enumerate(zip(blocks, stanza, strict=True))
        ]
        for span, kind in zip(blocks, _without_verse(text, blocks, kinds, first=first), strict=True):
            if any(map(str.isalnum, text[span.start : span.end])):
                yield Segment(span, kind)
        first = False


def _stanzas(text: str, lines: Sequence[Span], width: int) -> Iterator[list[list[Span]]]:
    """What blank lines part, as groups of lines that are one block each."""
    stanza: list[list[Span]] = []
    for line in lines:
        if stanza and not _adjacent(text, stanza[-1][-1], line):
            yield stanza
            stanza = []
        if stanza and _continues(text, stanza[-1], line, width):
            stanza[-1].append(line)
        else:
            stanza.append([line])
    if stanza:
        yield stanza


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The column at which a file is hard-wrapped, 0 if it is not."""
    inner = [(one, two) for one, two in zip(lines, lines[1:], strict=False) if _adjacent(text, one, two)]
    if len(inner) < _FEWEST_WRAPS:
        return 0
    lengths = sorted(one.end - one.start for one, _ in inner)
    width = lengths[len(lengths) * 19 // 20]
    full = sum(_is_full(text, one, two, width) for one, two in inner)
    ended = sum(bool(_FULL_STOP.search(text, max(one.start, one.end - 3), one.end)) for one, _ in inner)
    return width if width in _WRAP_WIDTHS and 5 * full >= 3 * len(inner) and 2 * ended <= len(inner) else 0


def _adjacent(text: str, line: Span, following: Span) -> bool:
    return text.count("\n", line.end, following.start) == 1


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the next line would not have fitted into this one, or hardly."""
    space = text.find(" ", following.start, following.end)
    word = (space if space >= 0 else following.end) - following.start
    return line.end - line.start + 1 + word > width - _RAGGED


def _continues(text: str, block: Sequence[Span], following: Span, width: int) -> bool:
    """Whether a line end inside a stanza is only a wrap."""
    line = block[-1]
    if text[line.start : line.end] == text[following.start : following.end] or _BULLET.match(text, following.start):
        return False
    indent = _indent(text, following) - _indent(text, line)
    if indent > 1 and len(block) == 1 and _BULLET.match(text, block[0].start):
        return True
    if text[following.start].islower() and not _FULL_STOP.search(text, max(line.start, line.end - 3), line.end):
        return True
    # A line that is set in begins a paragraph where no blank line does.
    return width > 0 and indent < 2 and _is_full(text, line, following, width)


def _indent(text: str, line: Span) -> int:
    return line.start - text.rfind("\n", 0, line.start)


def kind_of(block: str, lines: int = 1, *, first: bool) -> Kind:
    """What a block is by its shape; ``first`` in the file it may be a title that ends like a sentence."""
    if _BULLET.match(block):
        return "item"
    short = len(block) <= _LONGEST_HEADLINE and len(block.split()) <= _MOST_HEADLINE_WORDS
    if lines > 1 + first or not short or not _HEADLINE_START.match(block) or _BYLINE.match(block):
        return "paragraph"
    if block.isupper() and len(block) <= _LONGEST_CAPITALS:
        return "headline"
    if block.endswith(("?", "!")):
        return "headline" if first else "paragraph"
    return "paragraph" if _SENTENCE_END.search(block) else "headline"


def _without_verse(text: str, blocks: Sequence[Span], kinds: Sequence[Kind], *, first: bool) -> Iterator[Kind]:
    """The kinds of a stanza's blocks; the first line of a file is its title even so."""
    for kind, run in groupby(range(len(blocks)), kinds.__getitem__):
        numbers = list(run)
        distinct = {text[blocks[number].start : blocks[number].end] for number in numbers}
        verse = kind == "headline" and len(distinct) > _MOST_HEADLINES
        for number in numbers:
            yield "paragraph" if verse and (number or not first) else kind


def _stripped(text: str, span: Span) -> Span | None:
    line = text[span.start : span.end]
    stripped = line.strip()
    start = span.start + len(line) - len(line.lstrip())
    return Span(start, start + len(stripped)) if stripped else None
