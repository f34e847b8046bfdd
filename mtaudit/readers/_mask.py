"""Hides what is no prose inside prose: URLs, e-mail addresses, file names; lengths stay as they are."""

from __future__ import annotations

import re

from mtaudit.model import MASK

_NO_PROSE = re.compile(
    r"""
      (?:\b[a-z][a-z0-9+.-]{1,15}://|\bwww\.) [^\s<>"“”]* [^\s<>"“”.,;:!?'’)\]}]
    | \b[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![\w/.]) (?:~?/|\.\.?/) [\w.-]+ (?:/[\w.-]+)+ /?
    | \b[\w-]+\.(?:html?|php|py|js|json|ya?ml|toml|xml|csv|txt|md|pdf|docx?|xlsx?|png|jpe?g|gif|svg|zip|gz|exe|sh|ini)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TRIGGER = re.compile(r"[/@]|\w\.\w")


def mask(text: str) -> str:
    """The text with every URL, address and path replaced, character by character, by the mask."""
    if not _TRIGGER.search(text):
        return text
    return _NO_PROSE.sub(lambda match: MASK * len(match[0]), text)
