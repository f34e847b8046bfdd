"""Write a sample of every report format, for the seed article: ``make samples``.

Nothing in a sample depends on the machine or on the rules that found nothing: the signature, which counts and hashes
all rules, is a fixed one, and no grammar checker runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mtaudit import registry
from mtaudit.audit import audit, read_text
from mtaudit.model import Run
from mtaudit.settings import Settings

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "reports" / "samples"
SEED = "seeds/taliban-border/article.txt"
SIGNATURE = "mtaudit|version:0.1.0|rules:00000000|enabled:0|preview:no"

#: The suffixes that differ from the format's name.
_SUFFIXES = {
    "checkstyle": "checkstyle.xml",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "markdown": "md",
    "marot": "marot.tsv",
    "rdjson": "rdjson.json",
    "text": "txt",
}


def run() -> Run:
    """The run that the samples show."""
    document = read_text((ROOT / SEED).read_text(encoding="utf-8"), SEED)
    return Run((replace(audit(document, Settings(grammar="off")), signature=SIGNATURE),))


def samples() -> Iterator[tuple[Path, str | bytes]]:
    """The file and the content of each sample."""
    shown = run()
    for name in registry.names("reporters"):
        yield FOLDER / f"taliban-border.{_SUFFIXES.get(name, name)}", registry.plugin("reporters", name).render(shown)


def main() -> None:
    """Write them all anew."""
    os.environ["MTAUDIT_GRAMMAR"] = "off"
    FOLDER.mkdir(exist_ok=True)
    for path, content in samples():
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    main()
