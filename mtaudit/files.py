"""From the arguments of a run to the files to read: folders are walked, globs expanded, .gitignore respected."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mtaudit import registry
from mtaudit.errors import ReadError, SettingsError
from mtaudit.model import Unread

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: Folders never walked into; naming one as an argument still works.
_NEVER = frozenset({".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".idea"})


class Found(NamedTuple):
    """A file to audit, and whether the user named it (a walk only came across the others)."""

    path: Path
    named: bool


def discover(arguments: Iterable[str], exclude: Callable[[Path], tuple[str, ...]]) -> Iterator[Found | Unread]:
    """The files that the arguments name, each once, in order.

    ``exclude`` gives the glob patterns that the settings of a folder leave out. Raises ReadError for an argument that
    is no file, no folder and no glob that matches.
    """
    seen: set[Path] = set()
    for argument in arguments:
        for found in _expand(argument, exclude):
            if isinstance(found, Unread):
                yield found
            elif (real := found.path.resolve()) not in seen:
                seen.add(real)
                yield found


class Stamp(NamedTuple):
    """A file, and what is another when its content is."""

    path: Path
    changed: int
    size: int


def stamp(path: Path) -> Stamp:
    """The stamp of a file, a blank one of a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return Stamp(path, 0, 0)
    return Stamp(path, status.st_mtime_ns, status.st_size)


def is_excluded(path: Path, patterns: tuple[str, ...], root: Path) -> bool:
    """Whether patterns that start from a folder leave a file out."""
    return bool(patterns) and _spec(patterns).match_file(os.path.relpath(path.resolve(), root.resolve()))


def is_ours(path: Path) -> bool:
    """Whether a walk through its folder takes a file: for its name, and, where many others share it, its content."""
    known = suffixes()
    return path.suffix.lower() in known and _is_walked(path, known)


@cache
def suffixes() -> Mapping[str, str]:
    """The reader of each file suffix."""
    return {suffix: name for name, module in registry.plugins("readers").items() for suffix in module.SUFFIXES}


def _expand(argument: str, exclude: Callable[[Path], tuple[str, ...]]) -> Iterator[Found | Unread]:
    path = Path(argument)
    if _exists(path):
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises in a folder that may not be searched
            yield from _walk(path, exclude(path), [*_specs_above(path)])
        else:
            yield Found(path, named=True)
    elif glob.has_magic(argument):
        matches = sorted(glob.glob(argument, recursive=True))
        if not matches:
            raise ReadError(f"{argument}: no file matches")
        known = suffixes()
        for match in matches:
            if Path(match).is_file() and Path(match).suffix.lower() in known:
                yield Found(Path(match), named=False)
    else:
        raise ReadError(f"{argument}: there is no such file or folder")


def _exists(path: Path) -> bool:
    """Whether there is such a path, or it cannot be told: reading it then says why."""
    try:
        path.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):  # not there, a loop of links, a name too long
        return False
    return True


def _walk(folder: Path, exclude: tuple[str, ...], specs: list[tuple[Path, GitIgnoreSpec]]) -> Iterator[Found | Unread]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unread(str(folder), f"cannot be read: {error.strerror}")
        return
    specs = [*specs, *_specs(folder, exclude)]
    for entry in entries:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if (is_folder and entry.name in _NEVER) or _ignored(path, is_folder, specs):
            continue
        if is_folder:
            yield from _walk(path, (), specs)
        elif is_ours(path) and _is_file(entry):
            yield Found(path, named=False)


def _is_walked(path: Path, known: Mapping[str, str]) -> bool:
    reader = registry.plugin("readers", known[path.suffix.lower()])
    return bool(reader.is_walked(path)) if hasattr(reader, "is_walked") else True


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or a link to one; where that cannot be told, reading it says why."""
    try:
        return entry.is_file()
    except PermissionError:
        return True
    except OSError:  # a loop of links
        return False


def _specs(folder: Path, exclude: tuple[str, ...]) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    for line in exclude:
        if not _is_pattern(line):
            raise SettingsError(f"'{line}' is no pattern for files to exclude")
    try:
        ignored = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        ignored = []
    for lines in (exclude, list(filter(_is_pattern, ignored))):
        if lines:
            yield folder, _spec(lines)


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _is_pattern(line: str) -> bool:
    """Whether a line holds; git leaves out those that don't."""
    try:
        _spec([line])
    except (ValueError, re.error):
        return False
    return True


def _specs_above(folder: Path) -> Iterator[tuple[Path, GitIgnoreSpec]]:
    """The .gitignore files from the root of the repository down to, but not in, a folder."""
    above = []
    for parent in folder.resolve().parents:
        above.append(parent)
        if os.path.exists(parent / ".git"):  # noqa: PTH110 - Path.exists raises where it may not look
            for each in reversed(above):
                yield from _specs(each, ())
            return


def _ignored(path: Path, is_folder: bool, specs: list[tuple[Path, GitIgnoreSpec]]) -> bool:
    """The last file that has something to say about a path decides, as in git."""
    for root, spec in reversed(specs):
        base, target = (root, path) if not root.is_absolute() or path.is_absolute() else (root, path.resolve())
        relative = target.relative_to(base).as_posix() + "/" * is_folder
        verdict = spec.check_file(relative).include
        if verdict is not None:
            return verdict
    return False
