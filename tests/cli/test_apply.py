import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile

import pytest

TEXT = "They ate the the food.\n"


@pytest.fixture
def apply(tmp_path):
    """``apply("--diff")`` in a folder of its own -> the finished process of ``mtaudit apply decisions.json``."""

    def run(*arguments, file="decisions.json"):
        command = [sys.executable, "-m", "mtaudit", "apply", file, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True)

    run.folder = tmp_path
    return run


def decide(apply, path="a.txt", text=TEXT, replacement="the", verdict="accept", **more):
    start = text.index("the the")
    decision = {"rule": "repetition/word", "start": start, "end": start + 7, "text": "the the", "verdict": verdict}
    decision |= {"replacement": replacement}
    file = {"path": path, "sha256": hashlib.sha256(text.encode()).hexdigest(), "decisions": [decision], **more}
    (apply.folder / "decisions.json").write_text(json.dumps({"version": 1, "files": [file]}), encoding="utf-8")
    return file


def test_an_accepted_correction_is_written_and_a_second_time_is_none(apply):
    decide(apply)
    (apply.folder / "a.txt").write_text(TEXT)
    done = apply()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"a.txt: 1 correction\n")
    assert (apply.folder / "a.txt").read_text() == "They ate the food.\n"
    done = apply()
    assert (done.returncode, done.stderr) == (0, b"a.txt: corrected already\n")
    assert (apply.folder / "a.txt").read_text() == "They ate the food.\n"


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"verdict": "reject"}, "0 corrections, 1 rejected"),
        ({"verdict": "open"}, "0 corrections, 1 open"),
        ({"replacement": None}, "0 corrections, 1 to correct by hand"),
    ],
)
def test_what_is_not_accepted_changes_nothing(apply, change, counts):
    decide(apply, **change)
    (apply.folder / "a.txt").write_text(TEXT)
    done = apply()
    assert (done.returncode, done.stderr.decode()) == (0, f"a.txt: {counts}\n")
    assert (apply.folder / "a.txt").read_text() == TEXT


def test_a_diff_shows_it_and_writes_nothing(apply):
    decide(apply)
    (apply.folder / "a.txt").write_text(TEXT)
    done = apply("--diff")
    expected = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-They ate the the food.\n+They ate the food.\n"
    assert (done.returncode, done.stdout.decode()) == (0, expected)
    assert (apply.folder / "a.txt").read_text() == TEXT


def test_byte_order_mark_line_ends_and_encoding_stay(apply):
    text = "They ate the the 🙂 food.\r\nAnd left.\r\n"
    decide(apply, text=text, replacement="one\ntwo")
    (apply.folder / "a.txt").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    assert apply().returncode == 0
    expected = "They ate one\r\ntwo 🙂 food.\r\nAnd left.\r\n"
    assert (apply.folder / "a.txt").read_bytes() == b"\xff\xfe" + expected.encode("utf-16-le")


def test_a_character_that_the_encoding_lacks_is_refused(apply):
    decide(apply, text="They ate the the café.", replacement="the “new”")
    (apply.folder / "a.txt").write_bytes("They ate the the café.".encode("latin-1"))
    done = apply("--encoding", "latin-1")
    assert done.returncode == 2
    assert done.stderr.decode() == "Error: a.txt: U+201C cannot be written in its encoding, latin-1\n"
    assert (apply.folder / "a.txt").read_bytes() == "They ate the the café.".encode("latin-1")
    (apply.folder / "mtaudit.toml").write_text('encoding = "latin-1"')
    decide(apply, text="They ate the the café.")
    assert apply().returncode == 0
    assert (apply.folder / "a.txt").read_bytes() == "They ate the café.".encode("latin-1")


def test_a_file_that_moved_on_is_named_and_the_others_are_corrected(apply):
    one, two = decide(apply), decide(apply, path="b.txt")
    (apply.folder / "decisions.json").write_text(json.dumps({"version": 1, "files": [one, two]}))
    (apply.folder / "a.txt").write_text(f"New: {TEXT}")
    (apply.folder / "b.txt").write_text(TEXT)
    done = apply()
    reason = "a.txt is not what it was when it was checked: “the the” no longer stands at character 9; check it again"
    assert (done.returncode, done.stderr.decode()) == (2, f"Error: {reason}\nb.txt: 1 correction\n")
    assert (apply.folder / "a.txt").read_text() == f"New: {TEXT}"
    assert (apply.folder / "b.txt").read_text() == "They ate the food.\n"


@pytest.mark.parametrize("path", ["../a.txt", "/a.txt", "sub/../../a.txt", "link.txt"])
def test_nothing_outside_of_the_root_is_written(apply, path):
    outside = apply.folder / "a.txt"
    outside.write_text(TEXT)
    (apply.folder / "root").mkdir()
    (apply.folder / "root" / "link.txt").symlink_to(outside)
    decide(apply, path=str(outside) if path == "/a.txt" else path)
    done = apply("--root", "root")
    assert done.returncode == 2
    assert b"lies outside of" in done.stderr
    assert outside.read_text() == TEXT


def test_an_absolute_path_under_the_root_is_written(apply):
    (apply.folder / "a.txt").write_text(TEXT)
    decide(apply, path=str(apply.folder / "a.txt"))
    assert apply().returncode == 0
    assert (apply.folder / "a.txt").read_text() == "They ate the food.\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "decisions.json cannot be read: No such file or directory"),
        (b"", "decisions.json is empty"),
        (b"\xff", "decisions.json is not valid UTF-8"),
        (b"{}", "decisions.json is no file of decisions: there is no 'files'"),
    ],
)
def test_what_is_no_file_of_decisions_is_one_sentence_and_exit_2(apply, content, reason):
    if content is not None:
        (apply.folder / "decisions.json").write_bytes(content)
    done = apply()
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"Error: {reason}")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("path", ["gone.txt", "a\0.txt", "\x1b[31m.txt", "sub", "x" * 5000])
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_2(apply, path):
    (apply.folder / "sub").mkdir()
    decide(apply, path=path)
    done = apply()
    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: ")
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr


def reviewed(apply, text=TEXT, accept=True):
    """Write a DOCX report of a.txt, as a reviewer saves it who accepted or left alone its only change."""
    from mtaudit.audit import audit, read_text
    from mtaudit.model import Run
    from mtaudit.reporters import docx
    from mtaudit.settings import Settings

    data = docx.render(Run((audit(read_text(text, "a.txt"), Settings(select=("repetition",))),)))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(apply.folder / "report.docx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if accept and name == "word/document.xml":
                part = re.sub(rb"<w:del .*?</w:del>|</?w:ins\b[^>]*>", b"", part)
            new.writestr(name, part)


@pytest.mark.parametrize(
    ("accept", "text", "said"),
    [
        (True, "They ate the food.\n", "a.txt: 1 correction\n"),
        (False, TEXT, "a.txt: 0 corrections, 1 open\n"),
    ],
)
def test_a_docx_report_is_read_back(apply, accept, text, said):
    (apply.folder / "a.txt").write_text(TEXT)
    reviewed(apply, accept=accept)
    done = apply(file="report.docx")
    assert (done.returncode, done.stderr.decode()) == (0, said)
    assert (apply.folder / "a.txt").read_text() == text


def test_a_docx_report_on_a_file_that_moved_on_is_refused(apply):
    (apply.folder / "a.txt").write_text(f"More. {TEXT}")
    reviewed(apply)
    done = apply(file="report.docx")
    assert done.returncode == 2
    assert b"a.txt is not what it was when it was checked" in done.stderr


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_docx_report_is_an_error_of_one_sentence(apply, data):
    (apply.folder / "report.docx").write_bytes(data)
    done = apply(file="report.docx")
    assert (done.returncode, done.stderr) == (2, b"Error: report.docx is no DOCX file that can be read\n")


def test_a_docx_report_that_is_not_there_is_an_error(apply):
    done = apply(file="report.docx")
    assert (done.returncode, done.stderr) == (2, b"Error: report.docx cannot be read: No such file or directory\n")
