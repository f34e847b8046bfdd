"""What the many dialects of Markdown add that is no prose; it is blanked or masked, so that no place moves."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtaudit.expressions import expression
from mtaudit.model import MASK
from mtaudit.readers._mask import mask_templates

_TEMPLATE_LINE = r"\{\{[^{}`]{0,1000}\}\}|\{%[^{}%`]{0,1000}%\}|<%[^<>%`]{0,1000}%>|\{/\*[^*{}]{0,1000}\*/\}"
# A line that is nothing but a shortcode, a directive, an attribute list, a table of contents or an import of MDX.
_LINE = expression(
    rf"""^(?P<lead>[ \t>]*+)
    (?: :::+.* | {_TEMPLATE_LINE} | \{{:[^{{}}\n]{{0,300}}\}} | \[\[?_?TOCM?_?\]\]?
      | import\ .{{0,300}}['"][^'"\n]{{0,300}}['"];? | export\ (?:const|let|default\ function)\ .* )
    [ \t]* $""",
    re.VERBOSE | re.MULTILINE,
)
_ALERT = expression(r"^(?P<lead>[ \t>]*>[ \t]*)\[![\w-]{1,40}\][+-]?", re.MULTILINE)
# The indented text of an admonition would be code; as the content of a list item it is prose.
_ADMONITION = expression(r"^(?P<lead>[ ]{0,12})(?:!!!|\?\?\?\+?|===)[ ](?=[\w\"]).*", re.MULTILINE)
_HEADING_ID = expression(r"^(?P<lead>[ \t>]*+\#{1,6}[ \t][^\n{]*+)\{\#[^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_TRIGGER = expression(r":::|\{\{|\{[%:#/]|<%|TOC|import |export |\[!")
_NO_LINE_END = expression(r".")


class CommonMark(NamedTuple):
    """A Markdown file twice, as long as it was: as the parser shall see it, and as its prose is to be read."""

    shape: str
    prose: str


def common_mark(raw: str, front_matter: int) -> CommonMark:
    """A Markdown file, with a front matter of that length, without what is foreign to CommonMark."""
    head, text = raw[:front_matter], raw[front_matter:]
    shape = _ADMONITION.sub(lambda match: _covered(match, "-", " "), _without_dialects(text, " "))
    # Where the parser sees prose all the same, as in a block of HTML, it is masked.
    prose = _ADMONITION.sub(lambda match: _covered(match, "", MASK), _without_dialects(text, MASK))
    return CommonMark(_NO_LINE_END.sub(" ", head) + shape, head + prose)


def _without_dialects(text: str, cover: str) -> str:
    if _TRIGGER.search(text):
        for pattern in (_LINE, _ALERT, _HEADING_ID):
            text = pattern.sub(lambda match: _covered(match, "", cover), text)
    return mask_templates(text)


def _covered(match: re.Match[str], mark: str, cover: str) -> str:
    lead = match["lead"] + mark
    return lead + _NO_LINE_END.sub(cover, match[0][len(lead) :])
