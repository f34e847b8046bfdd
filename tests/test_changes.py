import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.changes import changes_since
from mtaudit.errors import SettingsError
from mtaudit.settings import Settings

BAD = "They ate the the food."
SETTINGS = Settings(select=("repetition",))


class Repository:
    def __init__(self, folder):
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        who = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        command = ["git", *who, *arguments]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True).stdout

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, **files):
        for name, text in files.items():
            self.write(name.replace("__", "/") + ".md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")

    def found(self, revision="HEAD"):
        """The changed files, and in each the lines of the findings that stay."""
        changes = changes_since(revision, [self.folder])
        names = {os.fspath(path.relative_to(self.folder.resolve())): path for path in changes.lines}
        return {name: self.lines(changes, path) for name, path in sorted(names.items())}

    def lines(self, changes, path):
        report = audit(read_text(path.read_bytes().decode(), os.fspath(path)), SETTINGS)
        shown = changes.only(report)
        assert len(shown.findings) + shown.hidden.unchanged == len(report.findings)
        document = report.document
        return [document.position(document.raw_span(each.span).start).line for each in shown.findings]


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path)


def test_only_findings_on_changed_lines_of_changed_files_stay(repository):
    repository.commit(a=f"{BAD}\n\nFine.\n", b=f"{BAD}\n")
    assert repository.found() == {}
    repository.write("a.md", f"{BAD}\n\nThey left left.\n")
    assert repository.found() == {"a.md": [3]}
    repository.git("add", "-A")
    assert repository.found() == {"a.md": [3]}
    repository.commit()
    assert repository.found() == {}
    assert repository.found("HEAD~1") == {"a.md": [3]}


def test_a_file_git_does_not_know_is_all_new_unless_it_is_ignored(repository):
    repository.commit(a="Fine.\n")
    repository.write("sub/new.md", f"{BAD}\n\n{BAD}\n")
    repository.write(".gitignore", "hidden.md\n")
    repository.write("hidden.md", BAD)
    assert repository.found() == {".gitignore": [], "sub/new.md": [1, 3]}


def test_a_renamed_file_counts_with_its_changed_lines(repository):
    text = "".join(f"Line {number} of a long text.\n\n" for number in range(9))
    repository.commit(old=f"{BAD}\n\n{text}")
    repository.git("mv", "old.md", "new.md")
    assert repository.found() == {}
    repository.write("new.md", f"{BAD}\n\n{text}They left left.\n")
    assert repository.found() == {"new.md": [21]}


@pytest.mark.parametrize("name", ["with space", "ümläut", 'quo"te', "tab\there", "dash -- x", "b/b", "new\nline"])
def test_any_name_is_understood(repository, name):
    repository.commit(**{name: "Fine.\n"})
    repository.write(f"{name}.md", f"Fine.\n\n{BAD}\n")
    assert repository.found() == {f"{name}.md": [3]}


def test_where_lines_went_away_what_reaches_over_the_gap_counts(repository):
    repository.commit(a="They ate the\nvery\nthe food.\n\nIt was was.\n")
    repository.write("a.md", "They ate the\nthe food.\n\nIt was was.\n")
    assert repository.found() == {"a.md": [1]}


def test_text_that_looks_like_a_diff_is_text(repository):
    repository.commit(a="One.\n")
    repository.write("a.md", f"++ b/c.md\n@@ -1 +1 @@\n\n-- x\n\n{BAD}")
    assert repository.found() == {"a.md": [6]}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(repository, line_end):
    repository.commit(a=line_end.join([BAD, "", "Fine.", ""]))
    repository.write("a.md", line_end.join([BAD, "", "They left left.", ""]))
    assert repository.found() == {"a.md": [3]}


def test_lines_that_git_does_not_know_are_one(repository):
    repository.commit(a=f"Fine.\r\r{BAD}\r")
    repository.write("a.md", f"Fine.\r\r{BAD}\rMore.\r")
    assert repository.found() == {"a.md": [3]}


def test_what_git_takes_for_binary_is_all_changed(repository):
    repository.commit(a="Fine.\n", b="Fine.\n")
    repository.write(".gitattributes", "a.md binary\n")
    repository.write("a.md", f"Fine.\n\n{BAD}\n")
    assert repository.found() == {".gitattributes": [], "a.md": [3]}


def test_the_other_side_of_a_fork_does_not_count(repository):
    repository.commit(a="Fine.\n", b="Fine.\n")
    repository.git("checkout", "-q", "-b", "mine")
    repository.commit(a=f"{BAD}\n")
    repository.git("checkout", "-q", "main")
    repository.commit(b=f"{BAD}\n")
    repository.git("checkout", "-q", "mine")
    assert repository.found("main") == {"a.md": [1]}


def test_without_a_common_commit_the_revision_itself_is_compared(repository):
    repository.commit(a="Fine.\n")
    repository.git("checkout", "-q", "--orphan", "other")
    repository.commit(a=f"Fine.\n\n{BAD}\n")
    assert repository.found("main") == {"a.md": [3]}


def test_the_users_settings_of_git_do_not_matter(repository):
    repository.commit(a="Fine.\n")
    repository.write("a.md", f"Fine.\n\n{BAD}\n")
    for name, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "color.ui": "always",
        "diff.external": "false",
        "diff.context": "9",
    }.items():
        repository.git("config", name, value)
        assert repository.found() == {"a.md": [3]}


def test_a_hook_of_git_in_a_folder_below_sees_the_same(repository, monkeypatch):
    repository.commit(docs__a="Fine.\n")
    repository.write("docs/a.md", f"Fine.\n\n{BAD}\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    changes = changes_since("HEAD", [repository.folder / "docs"])
    assert [path.name for path in changes.lines] == ["a.md"]


@pytest.mark.parametrize("revision", ["nope", "", "--help", "HEAD:a.md"])
def test_a_revision_there_is_not_is_one_sentence(repository, revision):
    repository.commit(a="Fine.\n")
    with pytest.raises(SettingsError, match="git knows no revision"):
        repository.found(revision)


def test_no_repository_and_no_git_are_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(SettingsError, match="not a git repository"):
        changes_since("HEAD", [tmp_path / "a.md"])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SettingsError, match="git is not installed"):
        changes_since("HEAD", [tmp_path])


LINES = st.lists(st.sampled_from(["Fine.", "They left left.", "", "++ x", "-- y"]), max_size=6)


@given(before=LINES, after=LINES)
@settings(max_examples=15)
def test_changed_lines_make_the_new_text_of_the_old_one(tmp_path_factory, before, after):
    repository = Repository(tmp_path_factory.mktemp("r"))
    repository.commit(a="".join(f"{line}\n" for line in before))
    repository.write("a.md", "".join(f"{line}\n" for line in after))
    changes = changes_since("HEAD", [repository.folder])
    ranges = changes.lines.get((repository.folder / "a.md").resolve(), ())
    touched = {number for first, last in ranges for number in range(first, last + 1)}
    kept = [line for number, line in enumerate(after, 1) if number not in touched]
    rest = iter(before)
    assert all(line in rest for line in kept)
    assert (before == after) == (ranges == ())
