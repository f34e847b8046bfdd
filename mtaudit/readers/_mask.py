"""Tells prose from what only stands amid it: URLs, addresses, paths, template tags; lengths stay as they are."""

from __future__ import annotations

import re

from mtaudit.expressions import expression
from mtaudit.model import MASK

_FILE = (
    r"html?|php|py|js|css|json|ya?ml|toml|xml|csv|txt|md|pdf|docx?|xlsx?|png|jpe?g|gif|svg|zip|gz|exe|sh|ini|jar|java"
)
# A closing bracket ends a URL unless the URL opened it: a lost space must not cost the next sentence.
_URL = r"""(?:[^\s<>"“”()\[\]（），。；：、]|\([^\s<>"“”()]{0,200}\))"""
# Every repeat either is bounded or starts only where such a run starts, so that the search stays linear.
_NO_PROSE = expression(
    rf"""
      (?:\b[a-z][a-z0-9+.-]{{1,15}}://|\bwww\.) {_URL}+ (?<![.,;:!?'’*_`])
    | (?<![\w.@-]) (?:[a-z0-9-]{{1,63}}\.){{1,5}} (?:com|org|net|edu|gov|io|dev|info) / {_URL}* (?<![.,;:!?'’*_`])
    | (?<![\w.+-]) [\w.+-]{{1,64}} @ [\w-]{{1,63}} (?:\.[\w-]{{1,63}})+
    | (?<![\w/.]) (?:~?/|\.\.?/) [\w.-]+ (?:/[\w.-]+)+ /?
    | \b[a-z]:\\ [^\s<>"“”|()\[\]]+ (?<![.,;:!?'’])
    | (?<![\w.-]) [\w-]{{1,100}} (?:\.[\w-]{{1,100}}){{0,9}}? \. (?:{_FILE}) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TRIGGER = expression(r"[/@\\]|\w\.\w")

_TEMPLATE = expression(
    r"""\{\{[^{}`]{0,1000}\}\} | \{%[^{}%`]{0,1000}%\} | <%[^<>%`]{0,1000}%> | \{/\*[^*{}]{0,1000}\*/\}
      | \{:?[ ]?[.#][\w-]+[^{}\r\n]{0,100}\}""",
    re.VERBOSE,
)
_TEMPLATE_TRIGGER = expression(r"\{[{%/:.# ]|<%")
_FOOTNOTE = expression(r"\[\^[^\[\]\s]{1,80}\]|\[\[?_?TOCM?_?\]\]?", re.IGNORECASE)

_WORD = expression(r"[^\W\d_]{2,}")
_TAGS = expression(r"[\w-]+(?:\s*[,;|]\s*[\w-]+)+")
_DATE_WORDS = frozenset(
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may jun jul "
    "aug sep sept oct nov dec january february march april june july august september october november december "
    "utc gmt am pm st nd rd th est edt pst pdt cet cest".split()
)


def mask(text: str) -> str:
    """The text with every URL, address and path replaced, character by character, by the mask."""
    if not _TRIGGER.search(text):
        return text
    # Line by line, for most lines hold no trigger and the expression is dear.
    return "\n".join(_NO_PROSE.sub(_hidden, line) if _TRIGGER.search(line) else line for line in text.split("\n"))


def mask_templates(text: str) -> str:
    """The text with every tag of a template language or shortcode masked."""
    return _TEMPLATE.sub(_hidden, text) if _TEMPLATE_TRIGGER.search(text) else text


def mask_references(text: str) -> str:
    """The text with footnote marks and tables of contents masked, and whatever ``mask`` hides."""
    return mask(_FOOTNOTE.sub(_hidden, text) if "[" in text else text)


def is_prose(value: str) -> bool:
    """Whether a string that a file keeps as data (a title, a description) is prose: no id, date, path or tags."""
    value = value.strip()
    if value.startswith(("[", "{", "<")) or _TAGS.fullmatch(value):
        return False
    words = _WORD.findall(mask_references(value))
    return len(words) > 1 and len(value.split()) > 1 and not all(word.lower() in _DATE_WORDS for word in words)


def _hidden(match: re.Match[str]) -> str:
    return MASK * len(match[0])
