"""Where things stand: the shipped folders (rules, report templates), and the user's folders for data and caches."""

from __future__ import annotations

import os
import sys
from functools import cache as _cache
from pathlib import Path

_CHECKOUT = {"rules": "rules", "templates": "reports/templates"}


@_cache
def folder(name: str) -> Path:
    """The folder ``rules`` or ``templates`` of this installation."""
    package = Path(__file__).parent
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / _CHECKOUT[name]


def data() -> Path:
    """The user's folder for what mtaudit installs."""
    return _user_folder("LOCALAPPDATA", "Library/Application Support", "XDG_DATA_HOME", ".local/share")


def cache() -> Path:
    """The user's folder for what mtaudit can make again; the environment variable MTAUDIT_CACHE_DIR wins."""
    chosen = os.environ.get("MTAUDIT_CACHE_DIR")
    return Path(chosen) if chosen else _user_folder("LOCALAPPDATA", "Library/Caches", "XDG_CACHE_HOME", ".cache")


def _user_folder(windows: str, mac: str, variable: str, fallback: str) -> Path:
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get(windows, home / "AppData/Local")) / "mtaudit"
    if sys.platform == "darwin":
        return home / mac / "mtaudit"
    return Path(os.environ.get(variable) or home / fallback) / "mtaudit"
