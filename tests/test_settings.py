from pathlib import Path

import pytest

from mtaudit.errors import SettingsError
from mtaudit.settings import Settings, find, load


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_closest_file_wins(tmp_path):
    outer = write(tmp_path, "pyproject.toml", "[tool.mtaudit]\npreview = true\n")
    inner = write(tmp_path / "a", "mtaudit.toml", "")
    write(tmp_path / "a" / "b", "pyproject.toml", "[tool.other]\n")
    (tmp_path / "c").mkdir()
    assert find(tmp_path / "a" / "b") == inner
    assert find(tmp_path / "c") == outer


def test_every_key_is_read(tmp_path):
    text = """
select = ["numbers"]
ignore = ["numbers/lakh"]
preview = true
fail-on = "major"
exclude = ["drafts/"]
rules = ["house"]
require = ["grammar"]
encoding = "cp1252"
from = "pt-BR"
max-file-size = 5
[per-file-ignores]
"*.md" = ["residue"]
"""
    path = write(tmp_path, "mtaudit.toml", text)
    assert load(path) == Settings(
        select=("numbers",),
        ignore=("numbers/lakh",),
        preview=True,
        fail_on="major",
        exclude=("drafts/",),
        rules=(tmp_path / "house",),
        require=("grammar",),
        encoding="cp1252",
        from_="pt",
        max_file_size=5,
        per_file_ignores=(("*.md", ("residue",)),),
        origin=str(path),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("preview = true\nselct = []\n", ":2: unknown key 'selct', did you mean 'select'?\n    selct = []"),
        ("\n\nfail-on = 'big'\n", ":3: expected one of minor, major, critical\n    fail-on = 'big'"),
        ("preview = 1\n", ":1: expected true or false\n    preview = 1"),
        ("max-file-size = true\n", ":1: expected a whole number of megabytes\n    max-file-size = true"),
        ("select = 'numbers'\n", ":1: expected a list of strings\n    select = 'numbers'"),
        ("[per-file-ignores]\na = 1\n", ":1: expected a list of strings\n    [per-file-ignores]"),
        ("from = 'german'\n", ":1: a language is a code such as de; 'german' is 'de'\n    from = 'german'"),
        ("from = '??'\n", ":1: a language is a code such as de; '??' is none\n    from = '??'"),
        ("origin = 'x'\n", ":1: unknown key 'origin'\n    origin = 'x'"),
    ],
)
def test_what_is_not_understood_shows_file_line_and_the_line(tmp_path, text, message):
    path = write(tmp_path, "mtaudit.toml", text)
    with pytest.raises(SettingsError) as error:
        load(path)
    assert str(error.value) == f"{path}{message}"


def test_broken_toml_shows_the_line(tmp_path):
    path = write(tmp_path, "mtaudit.toml", "preview = true\nselect = [\n")
    with pytest.raises(SettingsError, match=r"mtaudit\.toml: "):
        load(path)


def test_the_table_of_a_pyproject_shows_its_own_line(tmp_path):
    path = write(tmp_path, "pyproject.toml", "[project]\nname = 'x'\n\n[tool.mtaudit]\nselct = []\n")
    with pytest.raises(SettingsError, match=r"pyproject\.toml:5: unknown key 'selct'"):
        load(path)


def test_a_file_extends_another_and_wins(tmp_path):
    write(tmp_path, "base.toml", "preview = true\nignore = ['numbers']\nrules = ['house']\n")
    path = write(tmp_path / "a", "mtaudit.toml", "extends = '../base.toml'\nignore = []\n")
    settings = load(path)
    assert settings.preview
    assert settings.ignore == ()
    assert settings.rules == (tmp_path / "a" / ".." / "house",)
    assert settings.origin == str(path)


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("extends = 'mtaudit.toml'\n", "the files extend each other"),
        ("selct = []\n", "base.toml:1: unknown key 'selct', did you mean 'select'?"),
    ],
)
def test_an_extended_file_that_does_not_hold_is_named(tmp_path, base, message):
    write(tmp_path, "base.toml", base)
    path = write(tmp_path, "mtaudit.toml", "extends = 'base.toml'\n")
    with pytest.raises(SettingsError) as error:
        load(path)
    assert message in str(error.value)
    assert str(error.value).startswith(f"{path}:1: ")
