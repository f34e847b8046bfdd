"""Data that ships says where it comes from."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTICE = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
DATA = sorted(
    path.relative_to(ROOT)
    for folder in ("mtaudit", "rules")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix not in (".py", ".pyc", ".md", ".yaml", ".properties", ".typed")
)


def test_there_are_data():
    assert DATA


@pytest.mark.parametrize("path", DATA, ids=str)
def test_a_shipped_data_file_is_named_in_the_notice(path):
    """By its path, by its folder, or by the glob of its kind in the folder."""
    names = (path.as_posix(), path.parent.as_posix(), f"{path.parent.as_posix()}/*{path.suffix}")
    assert any(f"`{name}`" in NOTICE for name in names)
