"""Where the shipped folders (rules, report templates) stand: in the installed package, or in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

_CHECKOUT = {"rules": "rules", "templates": "reports/templates"}


def folder(name: str) -> Path:
    """The folder ``rules`` or ``templates`` of this installation."""
    package = Path(__file__).parent
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / _CHECKOUT[name]
