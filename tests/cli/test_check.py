import json
import os
import re
import subprocess
import sys

import pytest

BAD = "They ate the the food.\n"
GOOD = "They ate the food.\n"


@pytest.fixture
def check(tmp_path):
    """``check("a.txt", "--exit-zero")`` in a folder of its own -> the finished process."""

    def run(*arguments, stdin=None, command="check", **environment):
        return subprocess.run(
            [sys.executable, "-m", "mtaudit", command, *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            env={**os.environ, **environment},
        )

    run.folder = tmp_path
    return run


def write(check, **files):
    for name, content in files.items():
        path = check.folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def test_findings_exit_1_and_a_clean_text_0(check):
    write(check, bad_txt=BAD, good_txt=GOOD)
    assert check("bad.txt").returncode == 1
    assert check("good.txt").returncode == 0
    assert check("bad.txt", "--exit-zero").returncode == 0


def test_fail_on_sets_the_least_severity(check):
    write(check, bad_txt=BAD, worse_txt="about 16 Thousands men\n")
    assert check("bad.txt", "--fail-on", "major").returncode == 0
    assert check("worse.txt", "--fail-on", "critical").returncode == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n \t\r\n", "is empty"),
        (b"abc\xff\n", "is not valid UTF-8: the byte 0xFF at offset 3; name its encoding with --encoding"),
        (b"\x00\x01\x02", "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a binary file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_exit_2_and_the_others_are_checked(check, content, reason):
    write(check, broken_txt=content, bad_txt=BAD)
    alone = check("broken.txt")
    assert (alone.returncode, alone.stderr.decode()) == (2, f"Error: broken.txt {reason}\n")
    both = check("broken.txt", "bad.txt")
    assert (both.returncode, both.stderr.decode()) == (2, f"Error: broken.txt {reason}\n")
    assert b"repetition/word" in both.stdout
    data = json.loads(check("broken.txt", "bad.txt", "--output-format", "json").stdout)
    assert data["errors"] == [{"path": "broken.txt", "message": reason}]
    assert [file["path"] for file in data["files"]] == ["bad.txt"]


def test_a_huge_file_is_refused_with_the_way_out(check):
    with (check.folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    done = check("huge.txt")
    expected = "Error: huge.txt is too large: 50 MB, and the limit is 20 MB; raise it with --max-file-size\n"
    assert (done.returncode, done.stderr.decode()) == (2, expected)


def test_an_empty_file_that_a_walk_comes_across_is_no_error(check):
    write(check, docs___index_md=b"", docs__a_md=GOOD)
    done = check("docs")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope.txt"], "there is no such file or folder"),
        (["*.nope"], "no file matches"),
        (["a.txt", "--select", "numbres"], "no rule is called 'numbres', did you mean 'numbers'"),
        (["a.txt", "--output-format", "word"], "Invalid value for '--output-format'"),
        (["a.txt", "--nope"], "--nope"),
        ([], "Missing argument"),
        (["-", "a.txt"], "stands alone"),
        (["a.txt", "--config", "nope.toml"], "nope.toml: cannot be read"),
        (["a.txt", "--output-file", "no/such/folder/x"], "cannot be written"),
    ],
)
def test_wrong_usage_is_exit_2_without_a_traceback(check, arguments, message):
    write(check, a_txt=GOOD)
    done = check(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_standard_input_has_the_format_of_its_name(check):
    done = check("-", "--stdin-filename", "a.md", "--output-format", "json", stdin=b"Use `the the` and the the rest.\n")
    (file,) = json.loads(done.stdout)["files"]
    assert file["path"] == "a.md"
    assert [(each["start"], each["text"]) for each in file["findings"]] == [(18, "the the")]


def test_a_diff_is_what_fix_would_do(check):
    write(check, bad_txt=BAD)
    done = check("bad.txt", "--diff")
    assert done.returncode == 1
    assert check("bad.txt", "--diff", "--exit-zero").returncode == 0
    expected = "--- a/bad.txt\n+++ b/bad.txt\n@@ -1 +1 @@\n-They ate the the food.\n+They ate the food.\n"
    assert done.stdout.decode() == expected
    assert (check.folder / "bad.txt").read_text() == BAD
    assert check("bad.txt", command="fix").returncode == 0
    assert (check("bad.txt", "--diff").returncode, check("bad.txt", "--diff").stdout) == (0, b"")


def test_settings_of_the_closest_file_count_and_the_command_line_wins(check):
    write(
        check,
        mtaudit_toml='ignore = ["repetition"]\n',
        a_txt=BAD,
        sub__mtaudit_toml='select = ["repetition"]\n',
        sub__a_txt=BAD,
    )
    assert check("a.txt").returncode == 0
    assert check("sub/a.txt").returncode == 1
    assert check("a.txt", "--ignore", "numbers").returncode == 1
    write(check, sub__mtaudit_toml="selct = []\n")
    done = check("sub/a.txt")
    assert done.returncode == 2
    assert "mtaudit.toml:1: unknown key 'selct', did you mean 'select'?\n    selct = []" in done.stderr.decode()


def test_colour_only_on_request(check):
    write(check, bad_txt=BAD)
    assert b"\x1b[" not in check("bad.txt").stdout
    assert b"\x1b[" in check("bad.txt", FORCE_COLOR="1").stdout
    assert b"\x1b[" not in check("bad.txt", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_report_goes_to_a_file(check):
    write(check, bad_txt=BAD)
    done = check("bad.txt", "--output-format", "json", "--output-file", "out.json", FORCE_COLOR="1")
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads((check.folder / "out.json").read_text())["files"][0]["path"] == "bad.txt"


def test_a_bug_is_exit_2_and_not_findings(check):
    write(check, bad_txt=BAD)
    code = (
        "import mtaudit.audit, mtaudit.cli, sys\n"
        "def broken(*_): raise ZeroDivisionError('boom')\n"
        "sys.modules['mtaudit.audit'].merge = broken\n"
        "sys.argv = ['mtaudit', 'check', '--no-cache', 'bad.txt']\n"
        "mtaudit.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=check.folder, capture_output=True, text=True)
    assert done.returncode == 2
    assert "This is a bug in mtaudit" in done.stderr


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("arguments", [["--output-format", "json"], ["--output-format", "html"], ["--diff"], []])
def test_a_file_name_that_is_no_unicode_or_moves_the_cursor_is_no_trouble(check, arguments):
    for name, content in {b"a\xff.txt": BAD.encode(), b"b\x1b[31m.txt": BAD.encode(), b"c\xff.txt": b"\xff"}.items():
        (check.folder / os.fsdecode(name)).write_bytes(content)
    done = check(".", *arguments)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("Error: c\\udcff.txt is not valid UTF-8")
    assert "a\\udcff.txt" in done.stdout.decode()
    if not arguments:
        assert b"\x1b" not in done.stdout
    assert check(".", *arguments, "--output-file", "out").returncode == 2
    assert "a\\udcff.txt" in (check.folder / "out").read_text(encoding="utf-8")
    fixed = check(".", command="fix")
    assert fixed.returncode == 2
    assert b"\x1b" not in fixed.stderr
    assert check("nope\x1b[31m.txt").stderr.decode().startswith("Error: nope·")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
@pytest.mark.parametrize("arguments", [["--diff"], ["--output-format", "text"]])
def test_nothing_in_a_file_reaches_a_terminal_as_a_control_character(check, arguments):
    import pty

    write(check, bad_txt="They ate\x1b[31m the the food\x9b31m \u202e.\n")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mtaudit", "check", "bad.txt", *arguments]
    with subprocess.Popen(command, cwd=check.folder, stdout=theirs, env={**os.environ, "NO_COLOR": "1"}) as process:
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    assert process.returncode == 1
    assert b"the food" in shown
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", shown.decode())


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side was closed
        return b""


def test_further_reports_come_from_the_same_run(check):
    write(check, bad_txt=BAD)
    done = check("bad.txt", "--also", "sarif=a.sarif", "--also", "tsv=a=b.tsv", "--output-format", "json")
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)["files"][0]["findings"]
    assert json.loads((check.folder / "a.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == finding["rule"]
    assert finding["message"] in (check.folder / "a=b.tsv").read_text()


@pytest.mark.parametrize(
    ("target", "message"),
    [("word=a.txt", "no format is called 'word'"), ("sarif", "'sarif' needs a file"), ("sarif=", "needs a file")],
)
def test_a_further_report_needs_a_format_and_a_file(check, target, message):
    write(check, bad_txt=BAD)
    done = check("bad.txt", "--also", target)
    assert (done.returncode, message in done.stderr.decode()) == (2, True)


def test_a_diff_of_a_file_with_a_byte_order_mark_fits_the_file(check):
    write(check, bad_txt=b"\xef\xbb\xbf" + BAD.encode())
    assert b"\n-\xef\xbb\xbfThey ate the the food.\n" in check("bad.txt", "--diff").stdout


@pytest.mark.parametrize("again", [(), ("--no-cache",)])
def test_bytes_count_the_byte_order_mark_of_the_file(check, again):
    write(check, bad_txt=b"\xef\xbb\xbf" + BAD.encode())
    for _ in range(2):  # the second comes from the cache
        done = check("bad.txt", "--output-format", "rdjson", *again, MTAUDIT_CACHE_DIR=str(check.folder / "cache"))
        (found,) = json.loads(done.stdout)["diagnostics"]
        assert found["location"]["range"]["start"] == {"line": 1, "column": 13}


def test_a_reference_shows_what_differs_and_what_is_wrong(check):
    write(check, bad_txt=BAD, human_txt="They ate the meal.\n")
    done = check("bad.txt", "--reference", "human.txt")
    output = done.stdout.decode()
    assert "1 segment, TER" in output, done.stderr
    assert "They ate the [-the food-]{+meal+}." in output
    assert "[-the food-]{+meal+}: repetition/word" in output
    data = json.loads(check("bad.txt", "--reference", "human.txt", "--output-format", "json").stdout)
    (segment,) = data["files"][0]["comparison"]["segments"]
    (difference,) = segment["differences"]
    assert BAD[difference["start"] : difference["end"]] == difference["text"] == "the food"


def test_a_source_or_reference_belongs_to_one_file(check):
    write(check, bad_txt=BAD, good_txt=GOOD)
    done = check(".", "--source", "good.txt")
    assert (done.returncode, b"name just that one" in done.stderr) == (2, True)
    done = check("bad.txt", "--reference", "nothing.txt")
    assert (done.returncode, b"nothing.txt cannot be read" in done.stderr) == (2, True)


def test_a_named_file_that_the_settings_leave_out_is_left_out_on_request(check):
    write(check, docs__old__bad_md=BAD, docs__bad_md=BAD, docs__mtaudit_toml='exclude = ["old/"]\n')
    named = ("docs/old/bad.md", "docs/bad.md", "--output-format", "json")
    assert len(json.loads(check(*named).stdout)["files"]) == 2
    (file,) = json.loads(check(*named, "--force-exclude").stdout)["files"]
    assert file["path"] == "docs/bad.md"
