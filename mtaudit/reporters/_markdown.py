"""Foreign text inside Markdown."""

from __future__ import annotations

import re

from mtaudit.reporters._sentences import one_line

_MARKS = re.compile(r"([!#$&()*+.:<=>@\[\\\]^_`{|}~-])")


def escaped(text: str) -> str:
    """A text that Markdown shows as it is: a backslash before each mark that could mean something."""
    return _MARKS.sub(r"\\\1", one_line(text))
