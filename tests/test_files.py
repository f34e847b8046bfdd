import os
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mtaudit.audit import load
from mtaudit.cli import group
from mtaudit.errors import ReadError, SettingsError
from mtaudit.files import discover
from mtaudit.model import Unread
from mtaudit.settings import Settings, find


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def build(**files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return build


def found(*arguments, exclude=()):
    return [str(each.path) for each in discover(arguments, lambda folder: exclude)]


def test_a_folder_gives_the_files_that_have_a_reader(tree):
    tree(**{"a.txt": "x", "b.md": "x", "c/d.html": "x", "e.py": "x", "f": "x"})
    assert found(".") == ["a.txt", "b.md", "c/d.html"]


def test_a_walk_takes_the_strings_that_are_called_by_english(tree):
    tree(**{"l10n/app_en.arb": "{}", "l10n/app_de.json": "{}", "package.json": "{}", "data.csv": "a", "a.po": "x"})
    assert found(".") == ["a.po", "l10n/app_en.arb"]
    assert found("package.json") == ["package.json"]


def test_a_walk_passes_over_translations_into_other_languages(tree):
    header = 'msgid ""\nmsgstr "Language: {}\\n"\n\nmsgid "a"\nmsgstr "They left left."\n'
    tree(**{"de.po": header.format("de"), "en.po": header.format("en")})
    run = CliRunner().invoke(group, ["check", "."], standalone_mode=False)
    assert (run.return_value, "en.po:5:14" in run.output, "de.po" in run.output) == (1, True, False)
    named = CliRunner().invoke(group, ["check", "de.po"], standalone_mode=False)
    assert named.return_value == 2
    assert CliRunner().invoke(group, ["fix", "."], standalone_mode=False).return_value == 0
    assert CliRunner().invoke(group, ["fix", "de.po"], standalone_mode=False).return_value == 2
    assert "translates into 'de', and mtaudit reads English" in named.output


def test_a_named_file_is_taken_whatever_its_suffix(tree):
    tree(**{"f": "x", "e.py": "x"})
    assert found("f", "e.py") == ["f", "e.py"]


def test_each_file_comes_once(tree):
    tree(**{"a.txt": "x"})
    Path("b.txt").symlink_to("a.txt")
    assert found("a.txt", ".", "*.txt", "b.txt") == ["a.txt"]


def test_gitignore_nested_and_negated(tree):
    tree(
        **{
            ".gitignore": "build/\n*.html\n!keep.html\n",
            "a.txt": "x",
            "x.html": "x",
            "keep.html": "x",
            "build/b.txt": "x",
            "docs/.gitignore": "draft-*\n!x.html\n",
            "docs/draft-1.md": "x",
            "docs/x.html": "x",
            "docs/y.md": "x",
        }
    )
    assert found(".") == ["a.txt", "docs/x.html", "docs/y.md", "keep.html"]


def test_gitignore_above_counts_inside_a_repository(tree):
    tree(**{".git/HEAD": "x", ".gitignore": "draft.md\n", "docs/draft.md": "x", "docs/a.md": "x"})
    assert found("docs") == ["docs/a.md"]


def test_excluded_and_tool_folders_are_left_out(tree):
    tree(**{"a.txt": "x", "old/b.txt": "x", "node_modules/c.txt": "x", ".venv/d.txt": "x"})
    assert found(".", exclude=("old/",)) == ["a.txt"]


def test_globs(tree):
    tree(**{"a.txt": "x", "b/c.txt": "x", "b/d.py": "x"})
    assert found("**/*.txt") == ["a.txt", "b/c.txt"]
    with pytest.raises(ReadError, match=r"\*\.md: no file matches"):
        found("*.md")


def test_what_is_not_there_is_an_error(tree):
    tree()
    with pytest.raises(ReadError, match="there is no such file or folder"):
        found("nope.txt")


def test_a_loop_of_links_ends(tree):
    tree(**{"a/b.txt": "x"})
    Path("a/up").symlink_to("..")
    assert found(".") == ["a/b.txt"]


@pytest.fixture
def nobody(tree):
    """``with nobody():`` runs as a user who may enter the folder of the test, but nothing that is closed to others."""
    tree().chmod(0o755)

    @contextmanager
    def switch():
        if os.getuid():
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    return switch


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions are another matter on Windows")
def test_what_may_not_be_read_is_named_and_the_rest_still_comes(tree, nobody):
    tree(**{"a.txt": "x", "secret/b.txt": "x", "closed.txt": "x", "shut/c.txt": "x"})
    for name, mode in {"secret": 0, "closed.txt": 0, "shut": 0o644, "a.txt": 0o644}.items():
        Path(name).chmod(mode)
    denied = "cannot be read: Permission denied"
    with nobody():
        folder = list(discover(["."], lambda folder: ()))
        named = list(discover(["closed.txt", "secret/b.txt", "secret"], lambda folder: ()))
        with pytest.raises(ReadError, match=denied):
            load(Path("closed.txt"), Settings())
        with pytest.raises(ReadError, match=denied):
            load(Path("secret/b.txt"), Settings())
        assert find(Path("secret")) is None
    assert [str(each.path) for each in folder] == ["a.txt", "closed.txt", "secret", "shut/c.txt"]
    assert [each for each in folder if isinstance(each, Unread)] == [Unread("secret", denied)]
    assert [str(each.path) for each in named] == ["closed.txt", "secret/b.txt", "secret"]


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="permissions are another matter on Windows")
def test_the_command_says_in_one_sentence_what_may_not_be_read(tree, nobody, capfdbinary):
    tree(**{"a.txt": "They ate the the food.", "b.txt": "x", "secret/c.txt": "x"})
    for name, mode in {"secret": 0, "b.txt": 0, "a.txt": 0o644}.items():
        Path(name).chmod(mode)
    run = ["check", "--no-cache", "--select", "repetition"]
    group.main([*run, "a.txt"], standalone_mode=False)
    capfdbinary.readouterr()
    with nobody():
        assert group.main([*run, "."], standalone_mode=False) == 2
        assert group.main([*run, "secret/c.txt"], standalone_mode=False) == 2
        with pytest.raises(click.ClickException, match=r"^a\.txt: cannot be written: Permission denied$"):
            group.main(["fix", "--select", "repetition", "a.txt"], standalone_mode=False)
    out, err = capfdbinary.readouterr()
    assert out.count(b"repetition/word") == 1
    assert err.decode().splitlines() == [
        f"Error: {name} cannot be read: Permission denied" for name in ("b.txt", "secret", "secret/c.txt")
    ]
    assert Path("a.txt").read_text() == "They ate the the food."


def test_links_that_lead_nowhere_are_passed_over(tree):
    tree(**{"a.txt": "x"})
    Path("b.txt").symlink_to("b.txt")
    Path("c.txt").symlink_to("nope")
    assert found(".") == ["a.txt"]
    with pytest.raises(ReadError, match="there is no such file"):
        found("b.txt")


def test_lines_of_a_gitignore_that_do_not_hold_are_passed_over(tree):
    tree(**{".gitignore": "!\n[z-a]\n\\\nb.txt\n", "a.txt": "x", "b.txt": "x"})
    assert found(".") == ["a.txt"]
    with pytest.raises(SettingsError, match=r"'\[z-a\]' is no pattern"):
        found(".", exclude=("[z-a]",))


def test_unread_folders_are_reported_not_raised(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "scandir", _refuse)
    assert list(discover([str(tmp_path)], lambda folder: ())) == [
        Unread(str(tmp_path), "cannot be read: Permission denied")
    ]


def _refuse(path):
    raise PermissionError(13, "Permission denied")
