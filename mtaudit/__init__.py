"""mtaudit finds what machine translation broke in an English text.

>>> from mtaudit import Settings, read
>>> from mtaudit.audit import audit
>>> report = audit(read("article.txt"), Settings())
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtaudit.audit import read, read_text
    from mtaudit.errors import MtauditError
    from mtaudit.model import Document, Finding, Report, Rule, Segment, Span, Suggestion
    from mtaudit.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Document",
    "Finding",
    "MtauditError",
    "Report",
    "Rule",
    "Segment",
    "Settings",
    "Span",
    "Suggestion",
    "read",
    "read_text",
]

_HOMES = ("model", "audit", "settings", "errors")


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that ``import mtaudit`` costs nothing."""
    if name in __all__:
        for home in _HOMES:
            module = importlib.import_module(f"mtaudit.{home}")
            if name in vars(module):
                globals()[name] = value = vars(module)[name]
                return value
    raise AttributeError(f"module 'mtaudit' has no attribute {name!r}")
