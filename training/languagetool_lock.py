"""Writes mtaudit/engines/languagetool.lock: the exact jars of LanguageTool's server with English, and their checksums.

    python training/languagetool_lock.py 6.8

Needs Maven, which resolves the versions; run it when LanguageTool moves, then ``training/grammar_selection.py`` again.
Spanish, Catalan and Portuguese come along because the server's language identifier looks them up and dies without them.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parent.parent / "mtaudit/engines/languagetool.lock"
ARTIFACTS = ("languagetool-server", "language-en", "language-es", "language-ca", "language-pt")
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>mtaudit</groupId><artifactId>lock</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{}</dependencies></project>
"""
DEPENDENCY = """<dependency><groupId>org.languagetool</groupId><artifactId>{}</artifactId><version>{}</version>
<exclusions><exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId></exclusion></exclusions></dependency>
"""


def main() -> None:
    """Resolve the bundle in a temporary repository layout and write the lock file."""
    version = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.joinpath("pom.xml").write_text(POM.format("".join(DEPENDENCY.format(a, version) for a in ARTIFACTS)))
        options = ("-Dmdep.useRepositoryLayout=true", "-DincludeScope=runtime", f"-DoutputDirectory={folder / 'jars'}")
        subprocess.run(["mvn", "-q", "-B", "dependency:copy-dependencies", *options], cwd=folder, check=True)
        lines = sorted((_line(jar, folder) for jar in folder.rglob("*.jar")), key=lambda line: line.split()[2])
    head = f"# The jars of LanguageTool {version}: SHA-256, size, coordinates. By training/languagetool_lock.py."
    LOCK.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    print(f"{len(lines)} jars, {sum(int(line.split()[1]) for line in lines) / 1e6:.0f} MB")


def _line(jar: Path, root: Path) -> str:
    *group, artifact, version, file = jar.relative_to(root / "jars").parts
    if file != f"{artifact}-{version}.jar":
        raise SystemExit(f"{file} has a classifier, which the lock file cannot say")
    data = jar.read_bytes()
    return f"{hashlib.sha256(data).hexdigest()} {len(data)} {'.'.join(group)}:{artifact}:{version}"


if __name__ == "__main__":
    main()
