"""Which lines of which files changed since a revision, as git tells it."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mtaudit.errors import SettingsError
from mtaudit.model import Finding, Report

Ranges = tuple[tuple[int, int], ...]

# Whatever the user's configuration says, the output has one form.
_DIFF = ("-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative")
_FORM = ("--find-renames", "--diff-filter=d", "--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_WHOLE: Ranges = ((1, 1 << 60),)


@dataclass(frozen=True)
class Changes:
    """The changed lines of each changed file, by its real path, as ranges with both ends.

    Where lines only went away the range is turned round: what reaches over the gap overlaps it.
    """

    lines: Mapping[Path, Ranges]

    def __contains__(self, path: Path) -> bool:
        return path.resolve() in self.lines

    def only(self, report: Report) -> Report:
        """The report without the findings on lines that did not change."""
        ranges = self.lines.get(Path(report.document.name).resolve(), ())
        line_ends = [match.start() for match in re.finditer("\n", report.document.raw)]  # git knows no other line end

        def is_new(finding: Finding) -> bool:
            start, end = report.document.raw_span(finding.span)
            begins, ends = bisect_left(line_ends, start) + 1, bisect_left(line_ends, end - 1) + 1
            return any(begins <= last and first <= ends for first, last in ranges)

        new = tuple(filter(is_new, report.findings))
        gone = len(report.findings) - len(new)
        return replace(report, findings=new, hidden=replace(report.hidden, unchanged=gone)) if gone else report


def changes_since(revision: str, paths: Iterable[Path]) -> Changes:
    """What changed since the current branch left a revision, committed or not, in the repositories of some paths.

    A file that git does not know yet, and does not ignore, is all new. Raises SettingsError.
    """
    lines: dict[Path, Ranges] = {}
    for root in dict.fromkeys(map(_root, paths)):
        base = _base(root, revision)
        changed = _hunks(_git(root, *_DIFF, "--unified=0", *_FORM, base, "--"))
        binary = dict.fromkeys(_binary(_git(root, *_DIFF, "--numstat", "-z", *_FORM, base, "--")), _WHOLE)
        new = dict.fromkeys(_names(_git(root, "ls-files", "--others", "--exclude-standard", "-z")), _WHOLE)
        lines |= {(root / os.fsdecode(name)).resolve(): ranges for name, ranges in (changed | binary | new).items()}
    return Changes(lines)


def _root(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    return Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))


def _base(root: Path, revision: str) -> str:
    """The commit to compare with: where the branch left the revision, or, where nothing is in common, the revision."""
    commit = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.returncode:
        raise SettingsError(f"git knows no revision '{revision}' in {root}")
    common = _run(root, "merge-base", commit.stdout.decode().strip(), "HEAD")
    return (commit if common.returncode else common).stdout.decode().strip()


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().splitlines() or [f"exit status {done.returncode}"]
        raise SettingsError(f"git cannot tell what changed in {folder}: {reason[0].removeprefix('fatal: ')}")
    return done.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise SettingsError("what changed is known to git only, and git is not installed") from error


def _environment() -> dict[str, str]:
    """Ours, in English; and without what git tells its hooks, for that holds in the top folder only."""
    ours = {**os.environ, "LC_ALL": "C"}
    if "GIT_WORK_TREE" not in ours:
        ours.pop("GIT_DIR", None)
    return ours


def _hunks(diff: bytes) -> dict[bytes, Ranges]:
    """The changed ranges of each file of a diff without context."""
    found: dict[bytes, list[tuple[int, int]]] = {}
    name = b""
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            name = _unquoted(line[4:].rstrip(b"\t")).removeprefix(b"b/")
        elif hunk := _HUNK.match(line):
            old, first, new = (int(number or 1) for number in hunk.groups())
            found.setdefault(name, []).append((first, first + new - 1) if new else (first + 1, first))
            left = old + new
            while left:  # what was added may look like anything
                left -= not next(lines).startswith(b"\\")
    return {name: tuple(ranges) for name, ranges in found.items()}


def _unquoted(name: bytes) -> bytes:
    return codecs.escape_decode(name[1:-1])[0] if name.startswith(b'"') else name


def _binary(numstat: bytes) -> Iterator[bytes]:
    """The files of which git counts no lines."""
    fields = iter(_names(numstat))
    for field in fields:
        added, _, name = field.split(b"\t", 2)
        if not name:  # renamed: the old and the new name follow
            next(fields)
            name = next(fields)
        if added == b"-":
            yield name


def _names(output: bytes) -> list[bytes]:
    return output.split(b"\0")[:-1]
