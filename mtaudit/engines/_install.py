"""Fetches LanguageTool's jars: with Maven where there is one, for it knows the user's mirrors, else by HTTPS."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from mtaudit.engines._installation import Jar, damaged, digest, folder, jars
from mtaudit.errors import EngineError

#: Where jars come from without Maven; the environment variable MTAUDIT_MAVEN_URL names a mirror.
CENTRAL = "https://repo.maven.apache.org/maven2"

_AT_A_TIME = 4
_TRIES = 3
_TIME_LIMIT = 60
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>mtaudit</groupId><artifactId>languagetool-bundle</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>
"""
_DEPENDENCY = """<dependency><groupId>{0.group}</groupId><artifactId>{0.artifact}</artifactId>
<version>{0.version}</version><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>
"""


def install(say: Callable[[str], None]) -> bool:
    """Fetch what is missing or spoilt, check every checksum, put the folder in its place at once; false if all is well.

    Raises EngineError.
    """
    target = folder()
    if target.is_dir() and not any(damaged(target)):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as temporary:
            staging = Path(temporary) / "jars"
            staging.mkdir()
            _fetch(staging, say)
            _put(staging, target)
    except OSError as error:
        raise EngineError(f"LanguageTool cannot be installed in {target}: {error.strerror}") from error
    return True


def _fetch(staging: Path, say: Callable[[str], None]) -> None:
    mirror = os.environ.get("MTAUDIT_MAVEN_URL", "")
    maven = shutil.which("mvn")
    if maven and not mirror:
        say(f"fetching {len(jars())} jars with Maven")
        trouble = _with_maven(maven, staging)
        if not trouble:
            return
        say(f"Maven failed ({trouble})")
    source = (mirror or CENTRAL).rstrip("/")
    say(f"fetching {len(jars())} jars, {sum(jar.size for jar in jars()) / 1e6:.0f} MB, from {source}")
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        list(pool.map(partial(_download, source, staging), jars()))


def _with_maven(maven: str, staging: Path) -> str:
    """Let Maven copy exactly the locked jars; says what went wrong."""
    pom = staging.parent / "pom.xml"
    pom.write_text(_POM.format("".join(_DEPENDENCY.format(jar) for jar in jars())), encoding="utf-8")
    command = [maven, "-q", "-B", "-f", str(pom), _PLUGIN, f"-DoutputDirectory={staging}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if run.returncode:
        return next((line for line in run.stdout.splitlines() if "ERROR" in line), f"exit status {run.returncode}")
    wrong = [file.name for file in damaged(staging)]
    return f"{len(wrong)} jars are not what they should be, such as {wrong[0]}" if wrong else ""


def _download(source: str, staging: Path, jar: Jar) -> None:
    url = f"{source}/{jar.path}"
    file = staging / jar.file
    for attempt in range(1, _TRIES + 1):
        try:
            with urllib.request.urlopen(url, timeout=_TIME_LIMIT) as answer, file.open("wb") as out:
                shutil.copyfileobj(answer, out)
        except (urllib.error.URLError, OSError, ValueError) as error:
            reason = f"{url} cannot be fetched: {error}"
        else:
            if digest(file) == jar.sha256:
                return
            reason = f"{url} is not the jar it should be: its SHA-256 differs"
        if attempt == _TRIES:
            raise EngineError(reason)


def _put(staging: Path, target: Path) -> None:
    """Replace the target; one that another process put there meanwhile is as good."""
    if target.is_dir():
        target.rename(staging.parent / "old")
    try:
        staging.rename(target)
    except OSError:
        if any(damaged(target)):
            raise
