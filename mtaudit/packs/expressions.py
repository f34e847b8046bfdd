"""The expressions of rules: RE2 runs them in time linear in the text, whatever they say."""

from __future__ import annotations

from typing import Any


def compiled(pattern: str, *, case: bool) -> Any:
    """An expression; raises ``re2.error`` for what RE2 does not take."""
    import re2

    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False
    return re2.compile(pattern, options)
