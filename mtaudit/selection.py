"""Which rules are on: id prefixes cut at slashes; the longest match wins, on a tie ignore wins."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PurePath

from mtaudit.errors import SettingsError
from mtaudit.model import Rule
from mtaudit.settings import Settings, suggest


def enabled(rules: Iterable[Rule], settings: Settings, name: str = "") -> frozenset[str]:
    """The ids of the rules that run on a file of this name."""
    return selected(rules, settings, ignored(settings, name))


def selected(rules: Iterable[Rule], settings: Settings, left_out: tuple[str, ...]) -> frozenset[str]:
    """The ids of the rules that run where, besides, those of some prefixes are left out."""
    ignore = settings.ignore + left_out
    return frozenset(rule.id for rule in rules if _on(rule, settings, ignore))


def ignored(settings: Settings, name: str) -> tuple[str, ...]:
    """The prefixes of the rules that the settings leave out in a file of this name."""
    return tuple(
        prefix
        for glob, prefixes in settings.per_file_ignores
        if fnmatch(name, glob) or PurePath(name).match(glob)
        for prefix in prefixes
    )


def check_prefixes(rules: Iterable[Rule], settings: Settings) -> None:
    """Raise SettingsError for a prefix in the settings that no rule has."""
    rules = list(rules)
    wanted = (*settings.select, *settings.ignore, *(p for _, ps in settings.per_file_ignores for p in ps))
    for prefix in wanted:
        if fault := unknown_prefix(prefix, rules):
            raise SettingsError(fault)


def unknown_prefix(prefix: str, rules: Iterable[Rule]) -> str:
    """What to say of a prefix that no rule has, "" of one that some rule has."""
    ids = [rule.id for rule in rules]
    if any(covers(prefix, id_) for id_ in ids):
        return ""
    heads = {"/".join(id_.split("/")[:n]) for id_ in ids for n in range(1, id_.count("/") + 2)}
    return f"no rule is called '{prefix}'{suggest(prefix, sorted(heads))}"


def covers(prefix: str, id_: str) -> bool:
    """Whether a prefix, cut at a slash, is one of an id."""
    return _length(prefix, id_) > 0


def _on(rule: Rule, settings: Settings, ignore: tuple[str, ...]) -> bool:
    if not (_is_ripe(rule, settings) or rule.id in settings.select):
        return False
    selected = max((_length(prefix, rule.id) for prefix in settings.select), default=0)
    left_out = max((_length(prefix, rule.id) for prefix in ignore), default=0)
    return left_out < selected or (left_out == 0 and not settings.select)


def _is_ripe(rule: Rule, settings: Settings) -> bool:
    """Whether a rule runs unless it is deselected: a fault that the source language makes likely needs no request."""
    match rule.status:
        case "stable":
            return True
        case "preview" if settings.preview:
            return True
    return settings.from_ in rule.pivot


def _length(prefix: str, id_: str) -> int:
    """How much of an id a prefix covers, 0 for none."""
    prefix = prefix.rstrip("/")
    return len(prefix) if id_ == prefix or id_.startswith(f"{prefix}/") else 0
