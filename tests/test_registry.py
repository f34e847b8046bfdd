from pathlib import Path

import pytest

import mtaudit
from mtaudit import registry


@pytest.mark.parametrize("package", ["cli", "detectors", "readers", "reporters"])
def test_every_file_is_a_plugin_but_private_ones(package):
    folder = Path(mtaudit.__file__).parent / package
    files = {path.stem for path in folder.glob("*.py") if not path.name.startswith("_")}
    assert files
    assert set(registry.names(package)) >= files
    assert list(registry.names(package)) == sorted(registry.names(package))
    assert all(not name.startswith("_") for name in registry.names(package))
