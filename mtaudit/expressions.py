"""Regular expressions that are compiled when they are first used: most texts never come to most of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, later: a fault in the pattern shows at its first use."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))


class _Expression:
    """Stands for a compiled expression."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    def __getattr__(self, name: str) -> Any:
        """What the compiled expression has; kept, so that only the first use comes here."""
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
