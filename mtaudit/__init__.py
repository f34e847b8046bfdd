"""mtaudit finds what machine translation broke in an English text.

>>> import mtaudit
>>> report = mtaudit.audit("They ate the the food.")
>>> report = mtaudit.audit_file("article.md")

``docs/python.md`` describes the whole of it.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtaudit.audit import audit, audit_file, read, read_text
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
    "audit",
    "audit_file",
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


class _Package(ModuleType):
    """``mtaudit.audit`` is the function, although a module of that name is imported: as ``datetime.datetime``."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
