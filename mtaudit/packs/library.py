"""All packs of a run together: the shipped ones and the user's, found, loaded or taken from the cache, and joined."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from mtaudit.errors import MtauditError, PackError
from mtaudit.packs import store
from mtaudit.packs.compiled import Conditions, Entry, Pack, Regex, compile_pack, from_json, to_json
from mtaudit.packs.rule import PackRule
from mtaudit.paths import folder

_ID = re.compile(r"[a-z]{2,3}/[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Library:
    """The rules of a run and the automaton that finds where each may match."""

    packs: tuple[Pack, ...]
    fingerprint: str

    @cached_property
    def rules(self) -> tuple[Conditions, ...]:
        """All rules; ``Entry.rule`` and ``Regex.rule`` count within one pack, these in a row."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """What the automaton looks for."""
        return tuple(self._by_literal)

    @cached_property
    def always(self) -> tuple[Regex, ...]:
        """The expressions that no literal announces."""
        return tuple(regex for regex in self._regexes if not regex.triggers)

    @cached_property
    def automaton(self) -> Any:
        """Finds all literals in one pass."""
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(self.literals or ("\0",))

    def at(self, literal: int) -> tuple[tuple[Entry, ...], tuple[Regex, ...]]:
        """The phrases that a literal is, and the expressions that it announces."""
        return self._by_literal[self.literals[literal]]

    @cached_property
    def _regexes(self) -> tuple[Regex, ...]:
        return tuple(
            regex._replace(rule=regex.rule + first) for pack, first in self._numbered() for regex in pack.regexes
        )

    @cached_property
    def _by_literal(self) -> dict[str, tuple[tuple[Entry, ...], tuple[Regex, ...]]]:
        found: dict[str, tuple[tuple[Entry, ...], tuple[Regex, ...]]] = {}
        for pack, first in self._numbered():
            for literal, entries in pack.entries.items():
                known, regexes = found.get(literal, ((), ()))
                shifted = entries if not first else tuple(each._replace(rule=each.rule + first) for each in entries)
                found[literal] = (known + shifted, regexes)
        for regex in self._regexes:
            for literal in regex.triggers:
                entries, known_regexes = found.get(literal, ((), ()))
                found[literal] = (entries, (*known_regexes, regex))
        return found

    def _numbered(self) -> Iterator[tuple[Pack, int]]:
        first = 0
        for pack in self.packs:
            yield pack, first
            first += len(pack.rules)


def library(roots: tuple[Path, ...]) -> Library:
    """The shipped packs and those of the user's folders; raises PackError."""
    return _library((folder("rules"), *(root.absolute() for root in roots)))


@cache
def _library(roots: tuple[Path, ...]) -> Library:
    packs = []
    seed = ""
    for number, root in enumerate(roots):
        files = sorted(rule_files(root).items())
        seed = store.fingerprint([*files, *_tables(root)], seed)
        build = _Build(roots[: number + 1], tuple(files))
        packs.append(store.cached(seed, build, from_json, to_json))
    return Library(tuple(_unshadowed(packs)), seed)


@dataclass(frozen=True)
class _Build:
    """Loads and compiles the rules of the last of some folders."""

    roots: tuple[Path, ...]
    files: tuple[tuple[str, Path], ...]

    def __call__(self) -> Pack:
        return compile_pack(load_rule(id_, path, self.roots) for id_, path in self.files)


def load_rule(id_: str, file: Path, roots: Iterable[Path]) -> PackRule:
    """Read and check one rule file; a rule may extend those of any of the folders."""
    from mtaudit.packs import schema

    roots = tuple(roots)

    def find(base: str) -> Path | None:
        found = [each[base] for each in map(rule_files, roots) if base in each and each[base] != file]
        return found[-1] if found else None

    rule = schema.load(file, id_, find)
    if find(id_) and rule.extends != id_:
        raise PackError(f"{file}:1: the rule {id_} is there already; change it with 'extends: {id_}'")
    return rule


def find_rule(id_: str, roots: Iterable[Path]) -> PackRule | None:
    """The rule of this id as its author wrote it, from the last folder that has it."""
    known = (folder("rules"), *roots)
    for number in range(len(known), 0, -1):
        file = rule_files(known[number - 1]).get(id_)
        if file:
            return load_rule(id_, file, known[:number])
    return None


def rule_files(root: Path) -> dict[str, Path]:
    """The rule files of a folder by id: ``en/military/bases`` is ``en/military/bases.yaml``."""
    if not root.is_dir():
        raise PackError(f"{root}: is no folder of rules")
    files = {}
    for path in _walk(root):
        if path.suffix in (".yaml", ".yml"):
            id_ = path.relative_to(root).with_suffix("").as_posix()
            if path.suffix == ".yml" or not _ID.fullmatch(id_):
                raise PackError(f"{path}: a rule is <language>/<pack>/<rule>.yaml, in lower case with hyphens")
            files[id_] = path
    return files


def _tables(root: Path) -> list[tuple[str, Path]]:
    return sorted((path.relative_to(root).as_posix(), path) for path in _walk(root) if path.suffix == ".tsv")


def _walk(root: Path) -> Iterator[Path]:
    """Every file below a folder, hidden ones left out; links to folders are not followed."""
    for directory, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(directory, name) for name in names if not name.startswith("."))


def _unshadowed(packs: list[Pack]) -> Iterator[Pack]:
    """The packs without the rules that a later one has under the same id."""
    later: set[str] = set()
    kept: list[Pack] = []
    for pack in reversed(packs):
        kept.append(_without(pack, later))
        later |= {conditions.rule.id for conditions in pack.rules}
    return reversed(kept)


def _without(pack: Pack, ids: set[str]) -> Pack:
    gone = {number for number, conditions in enumerate(pack.rules) if conditions.rule.id in ids}
    if not gone:
        return pack
    number = {old: new for new, old in enumerate(i for i in range(len(pack.rules)) if i not in gone)}
    entries = {
        literal: tuple(each._replace(rule=number[each.rule]) for each in entries if each.rule in number)
        for literal, entries in pack.entries.items()
    }
    return Pack(
        tuple(conditions for i, conditions in enumerate(pack.rules) if i in number),
        {literal: each for literal, each in entries.items() if each},
        tuple(each._replace(rule=number[each.rule]) for each in pack.regexes if each.rule in number),
    )


def all_errors(root: Path) -> Iterator[tuple[PackRule | None, MtauditError | None]]:
    """Each rule of a folder, or why it does not load; for reports that name every fault at once."""
    for id_, file in sorted(rule_files(root).items()):
        try:
            yield load_rule(id_, file, (folder("rules"), root)), None
        except MtauditError as error:
            yield None, error
