import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtaudit.errors import ReadError
from mtaudit.files import discover
from mtaudit.model import Unread


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


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named_and_the_rest_still_checked(tree):
    root = tree(**{"a.txt": "They ate the the food.", "secret/b.txt": "x"})
    (root / "secret").chmod(0)
    done = subprocess.run([sys.executable, "-m", "mtaudit", "check", "."], capture_output=True, text=True)
    (root / "secret").chmod(0o755)
    assert "Error: secret cannot be read: Permission denied\n" in done.stderr
    assert "repetition/word" in done.stdout
    assert done.returncode == 2


def test_unread_folders_are_reported_not_raised(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "scandir", _refuse)
    assert list(discover([str(tmp_path)], lambda folder: ())) == [
        Unread(str(tmp_path), "cannot be read: Permission denied")
    ]


def _refuse(path):
    raise PermissionError(13, "Permission denied")
