"""All packs of a run together: the shipped ones and the user's, found, loaded or taken from the cache, and joined."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.errors import PackError
from mtaudit.packs import store
from mtaudit.packs.compiled import Conditions, Entry, Pack, Regex, Words, entry, from_json, to_json
from mtaudit.paths import folder

if TYPE_CHECKING:
    from mtaudit.model import Rule
    from mtaudit.packs.rule import PackRule

_ID = re.compile(r"[a-z]{2,3}/[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, eq=False)
class Library:
    """The rules of a run and the automaton that finds where each may match."""

    packs: tuple[Pack, ...]
    fingerprint: str

    @cached_property
    def rules(self) -> tuple[Conditions, ...]:
        """All rules; those of each pack in a row."""
        return tuple(rule for pack in self.packs for rule in pack.rules)

    @cached_property
    def local(self) -> tuple[Rule, ...]:
        """The rules that look at one block alone."""
        wide = {
            entry("", fields, first).rule
            for pack, first in self._numbered
            for found in pack.entries.values()
            for fields in found
            if len(fields) > 4  # with words to be near to
        }
        return tuple(
            each.rule
            for number, each in enumerate(self.rules)
            if number not in wide and not each.variants and _in_block(each.near) and _in_block(each.not_near)
        )

    @cached_property
    def literals(self) -> tuple[str, ...]:
        """What the automaton looks for; a phrase that only adds "s" to another is tried where that one is found."""
        found: dict[str, None] = dict.fromkeys(self._announced)
        for pack in self.packs:
            known = pack.entries
            found |= dict.fromkeys([text for text in known if not (text[-1] == "s" and text[:-1] in known)])
        return tuple(found)

    @cached_property
    def always(self) -> tuple[Regex, ...]:
        """The expressions that no literal announces."""
        return tuple(regex for regex in self._regexes if not regex.triggers)

    @cached_property
    def automaton(self) -> Any:
        """Finds all literals in one pass."""
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(self.literals or ("\0",))

    def entries(self, text: str) -> Iterator[Entry]:
        """The phrases that a folded text is."""
        for pack, first in self._numbered:
            for fields in pack.entries.get(text, ()):
                yield entry(text, fields, first)

    def announced(self, literal: str) -> Sequence[Regex]:
        """The expressions that a literal announces."""
        return self._announced.get(literal, ())

    @cached_property
    def _regexes(self) -> tuple[Regex, ...]:
        return tuple(
            regex._replace(rule=regex.rule + first) for pack, first in self._numbered for regex in pack.regexes
        )

    @cached_property
    def _announced(self) -> dict[str, list[Regex]]:
        found: dict[str, list[Regex]] = {}
        for regex in self._regexes:
            for literal in regex.triggers:
                found.setdefault(literal, []).append(regex)
        return found

    @cached_property
    def _numbered(self) -> tuple[tuple[Pack, int], ...]:
        """Each pack with the number of its first rule."""
        firsts = accumulate((len(pack.rules) for pack in self.packs), initial=0)
        return tuple(zip(self.packs, firsts, strict=False))


def library(roots: tuple[Path, ...]) -> Library:
    """The shipped packs and those of the user's folders; raises PackError."""
    return _library((folder("rules"), *(root.absolute() for root in roots)))


@cache
def _library(roots: tuple[Path, ...]) -> Library:
    packs: list[Pack] = []
    known: list[Mapping[str, Path]] = []
    seed = ""
    for root in roots:
        known.append(rule_files(root))
        seed = store.fingerprint([*known[-1].items(), *_tables(root)], seed)
        packs.append(store.cached(seed, _Build(tuple(known)), from_json, to_json))
    return Library(tuple(_unshadowed(packs)), seed)


@dataclass(frozen=True)
class _Build:
    """Loads and compiles the rules of the last of some folders."""

    known: tuple[Mapping[str, Path], ...]

    def __call__(self) -> Pack:
        from mtaudit.packs.compile import compile_pack

        return compile_pack(load_rule(id_, self.known) for id_ in self.known[-1])


def load_rule(id_: str, known: Sequence[Mapping[str, Path]]) -> PackRule:
    """Read and check a rule of the last of some folders; it may extend those of any."""
    from mtaudit.packs import schema

    file = known[-1][id_]

    def find(base: str) -> Path | None:
        found = [files[base] for files in known if base in files and files[base] != file]
        return found[-1] if found else None

    rule = schema.load(file, id_, find)
    if find(id_) and rule.extends != id_:
        raise PackError(f"{file}:1: the rule {id_} is there already; change it with 'extends: {id_}'")
    return rule


def find_rule(id_: str, roots: Iterable[Path]) -> PackRule | None:
    """The rule of this id as its author wrote it, from the last folder that has it."""
    load = dict(all_rules(roots)).get(id_)
    return load() if load else None


def all_rules(roots: Iterable[Path]) -> Iterator[tuple[str, Callable[[], PackRule]]]:
    """The ids of all rules in order, each with what loads the rule as its author wrote it."""
    known = [rule_files(root) for root in (folder("rules"), *roots)]
    last = {id_: known[: number + 1] for number, files in enumerate(known) for id_ in files}
    for id_, files in sorted(last.items()):
        yield id_, partial(load_rule, id_, files)


def rule_files(root: Path) -> dict[str, Path]:
    """The rule files of a folder by id: ``en/military/bases`` is ``en/military/bases.yaml``."""
    if not root.is_dir():
        raise PackError(f"{root}: is no folder of rules")
    files = {}
    for name in _walk(root):
        id_, _, suffix = name.rpartition(".")
        if suffix in ("yaml", "yml"):
            if suffix == "yml" or not is_id(id_):
                raise PackError(f"{root / name}: a rule is <language>/<pack>/<rule>.yaml, in lower case with hyphens")
            files[id_] = root / name
    return dict(sorted(files.items()))


def _tables(root: Path) -> list[tuple[str, Path]]:
    return sorted((name, root / name) for name in _walk(root) if name.endswith(".tsv"))


def _walk(root: Path) -> Iterator[str]:
    """Every file below a folder, by its path from there; hidden ones and links to folders are left out."""
    for directory, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = directory[len(str(root)) :].replace(os.sep, "/").strip("/")
        yield from (f"{below}/{name}".lstrip("/") for name in names if not name.startswith("."))


def _unshadowed(packs: list[Pack]) -> list[Pack]:
    """The packs without the rules that a later one has under the same id."""
    later: set[str] = set()
    kept: list[Pack] = []
    for pack in reversed(packs):
        kept.append(_without(pack, later))
        later |= {conditions.rule.id for conditions in pack.rules}
    return kept[::-1]


def _without(pack: Pack, ids: set[str]) -> Pack:
    gone = {number for number, conditions in enumerate(pack.rules) if conditions.rule.id in ids}
    if not gone:
        return pack
    number = {old: new for new, old in enumerate(i for i in range(len(pack.rules)) if i not in gone)}
    entries = {
        literal: [(number[rule], *fields) for rule, *fields in entries if rule in number]
        for literal, entries in pack.entries.items()
    }
    return Pack(
        tuple(conditions for i, conditions in enumerate(pack.rules) if i in number),
        {literal: each for literal, each in entries.items() if each},
        tuple(each._replace(rule=number[each.rule]) for each in pack.regexes if each.rule in number),
    )


def each_rule(root: Path) -> Iterator[tuple[PackRule | None, PackError | None]]:
    """Each rule of a folder, or why it does not load, so that a report can name every fault at once."""
    known = [rule_files(root)]
    if root.resolve() != folder("rules").resolve():
        known.insert(0, rule_files(folder("rules")))
    for id_ in known[-1]:
        try:
            yield load_rule(id_, known), None
        except PackError as error:
            yield None, error


def stray_tables(root: Path) -> Iterator[PackError]:
    """The tables that no rule beside them names."""
    for _, path in _tables(root):
        from mtaudit.packs.nodes import read_text

        rules = [file for file in path.parent.glob("*.yaml") if path.name in read_text(file)]
        if not rules:
            yield PackError(f"{path}: no rule beside this table names it")


def is_id(text: str) -> bool:
    """Whether a text has the form of a rule's id."""
    return bool(_ID.fullmatch(text))


def _in_block(words: Words | None) -> bool:
    return words is None or words.within != "document"
