"""The samples of the report formats are what the program writes today; they show what a change does to the reports."""

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest

from mtaudit import registry

_SPEC = importlib.util.spec_from_file_location("samples", Path(__file__).parent.parent / "reports" / "samples.py")
make = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(make)

ADVICE = "the reports have changed: run 'make samples', look at the difference and commit it"


@pytest.fixture(scope="module")
def samples():
    return {path.name: content for path, content in make.samples()}


def test_there_is_one_of_each_format_and_no_other(samples):
    assert {path.name for path in make.FOLDER.iterdir()} == {*samples, "README.md"}, ADVICE
    assert len(samples) == len(registry.names("reporters"))


def encoded(content):
    return content if isinstance(content, bytes) else content.encode()


def told(name, data):
    """What a sample says; how a DOCX file is packed and what its template holds is not ours."""
    if not name.endswith(".docx"):
        return data.decode()
    archive = zipfile.ZipFile(io.BytesIO(data))
    return [archive.read(part).decode() for part in ("word/document.xml", "word/comments.xml")]


@pytest.mark.parametrize("name", sorted(path.name for path in make.FOLDER.glob("taliban-border.*")))
def test_it_is_what_is_written_today(samples, name):
    assert told(name, (make.FOLDER / name).read_bytes()) == told(name, encoded(samples[name])), ADVICE


def test_no_path_of_a_machine_stands_in_it(samples):
    for name, content in samples.items():
        text = content.decode("latin-1") if isinstance(content, bytes) else content
        assert str(make.ROOT) not in text, name
