"""Which of a product's many files of strings are the English ones, by the names of the files and folders."""

from __future__ import annotations

import re
from pathlib import Path

_ENGLISH = re.compile(r"(?:^|[._-])(?:en|english)(?:[._-](?:r?[a-z]{2}|[0-9]{3}))?(?:\.lproj)?$", re.IGNORECASE)


def is_english(path: Path) -> bool:
    """Whether a file, or a folder above it, is called by English: app_en.arb, values-en/, en-GB.json, en.lproj/."""
    return any(_ENGLISH.search(name) for name in (path.stem, *(parent.name for parent in list(path.parents)[:2])))
