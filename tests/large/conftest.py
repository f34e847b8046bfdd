import pytest

from mtaudit.large import file, windows


@pytest.fixture
def small(monkeypatch):
    """Whatever its size, a file counts as large, and its windows are small."""
    monkeypatch.setattr(file, "LARGE", 0)
    monkeypatch.setattr(windows, "SIZE", 400)
