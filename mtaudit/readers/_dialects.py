"""What the many dialects of Markdown add that is no prose; it is blanked or masked, so that no place moves."""

from __future__ import annotations

import re
from typing import NamedTuple

from mtaudit.readers._mask import mask_templates

_TEMPLATE_LINE = r"\{\{[^{}`]{0,1000}\}\}|\{%[^{}%`]{0,1000}%\}|<%[^<>%`]{0,1000}%>|\{/\*[^*{}]{0,1000}\*/\}"
# A line that is nothing but a shortcode, a directive, an attribute list, a table of contents or an import of MDX.
_LINE = re.compile(
    rf"""(?<![^\r\n]) (?P<lead>[ \t>]*+)
    (?: :::+[^\r\n]* | {_TEMPLATE_LINE} | \{{:[^{{}}\r\n]{{0,300}}\}} | \[\[?_?TOCM?_?\]\]?
      | import\ [^\r\n]{{0,300}}['"][^'"\r\n]{{0,300}}['"];? | export\ (?:const|let|default\ function)\ [^\r\n]* )
    [ \t]* (?![^\r\n])""",
    re.VERBOSE,
)
_ALERT = re.compile(r"(?<![^\r\n])(?P<lead>[ \t>]*>[ \t]*)\[![\w-]{1,40}\][+-]?")
# The indented text of an admonition would be code; as the content of a list item it is prose.
_ADMONITION = re.compile(r"(?<![^\r\n])(?P<lead>[ ]{0,12})(?:!!!|\?\?\?\+?|===)[ ](?=[\w\"])[^\r\n]*")
_HEADING_ID = re.compile(r"(?<![^\r\n])(?P<lead>[ \t>]*+\#{1,6}[ \t][^\r\n{]*+)\{\#[^{}\r\n]{0,200}\}[ \t]*(?![^\r\n])")
_TRIGGER = re.compile(r":::|\{\{|\{[%:#/]|<%|TOC|import |export |\[!")
_NO_LINE_END = re.compile(r"[^\r\n]")


class CommonMark(NamedTuple):
    """A Markdown file twice, as long as it was: as the parser shall see it, and as its prose is to be read."""

    shape: str
    prose: str


def common_mark(raw: str, front_matter: int) -> CommonMark:
    """A Markdown file, with a front matter of that length, without what is foreign to CommonMark."""
    text = raw[front_matter:]
    if _TRIGGER.search(text):
        for pattern in (_LINE, _ALERT, _HEADING_ID):
            text = pattern.sub(lambda match: _blank_line(match, ""), text)
    text = mask_templates(text)
    shape = _ADMONITION.sub(lambda match: _blank_line(match, "-"), text)
    prose = _ADMONITION.sub(lambda match: _blank_line(match, ""), text)
    return CommonMark(_blank(raw[:front_matter]) + shape, raw[:front_matter] + prose)


def _blank_line(match: re.Match[str], mark: str) -> str:
    lead = match["lead"] + mark
    return lead + _blank(match[0][len(lead) :])


def _blank(text: str) -> str:
    return _NO_LINE_END.sub(" ", text)
