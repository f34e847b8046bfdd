"""Plugins are the modules of a package, found by file name; no list names them."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The plugin names of ``mtaudit.<package>``, sorted, without importing them."""
    path = importlib.import_module(f"mtaudit.{package}").__path__
    return tuple(sorted(info.name for info in pkgutil.iter_modules(path) if not info.name.startswith("_")))


@cache
def plugin(package: str, name: str) -> ModuleType:
    """The module ``mtaudit.<package>.<name>``."""
    return importlib.import_module(f"mtaudit.{package}.{name}")


def plugins(package: str) -> dict[str, ModuleType]:
    """All plugins of a package by name."""
    return {name: plugin(package, name) for name in names(package)}
