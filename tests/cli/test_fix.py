import subprocess
import sys


def fix(*arguments, cwd, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "mtaudit", "fix", *arguments], cwd=cwd, input=stdin, capture_output=True
    )


def test_safe_corrections_are_written_and_counted(tmp_path):
    (tmp_path / "a.txt").write_text("They ate the the food and made attacks and attacks.\n")
    done = fix("a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"a.txt: 1 correction\n")
    assert (tmp_path / "a.txt").read_text() == "They ate the food and made attacks and attacks.\n"
    assert fix("a.txt", "--unsafe", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.txt").read_text() == "They ate the food and made attacks.\n"


def test_standard_input_goes_to_standard_output_byte_for_byte(tmp_path):
    done = fix("-", cwd=tmp_path, stdin=b"\xef\xbb\xbfThey ate the the caf\xc3\xa9.\r\n")
    assert (done.returncode, done.stdout) == (0, b"\xef\xbb\xbfThey ate the caf\xc3\xa9.\r\n")


def test_an_unreadable_file_is_left_alone_and_the_others_fixed(tmp_path):
    (tmp_path / "a.txt").write_text("They ate the the food.\n")
    (tmp_path / "b.txt").write_bytes(b"the the \xff")
    done = fix("b.txt", "a.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Error: b.txt is not valid UTF-8" in done.stderr
    assert (tmp_path / "a.txt").read_text() == "They ate the food.\n"
    assert (tmp_path / "b.txt").read_bytes() == b"the the \xff"


def test_a_correction_that_the_encoding_cannot_write_is_named_and_the_file_left_alone(tmp_path):
    raw = "They went to the cafÃ\xa9, and itâ\x80\x99s over.\n".encode("latin-1")
    (tmp_path / "a.txt").write_bytes(raw)
    done = fix("a.txt", "--encoding", "latin-1", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == b"Error: a.txt: U+2019 cannot be written in its encoding, latin-1\n"
    assert (tmp_path / "a.txt").read_bytes() == raw
