"""stub"""

from collections.abc import Iterator

from mtaudit.model import Document, Finding, Rule
from mtaudit.settings import Settings

RULES: tuple[Rule, ...] = ()


def detect(document: Document, settings: Settings) -> Iterator[Finding]:
    """Stub."""
    yield from ()
