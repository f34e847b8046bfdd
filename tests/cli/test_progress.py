import os
import subprocess
import sys

import pytest

from mtaudit.cli import _progress
from mtaudit.gate import Progress

CODE = """
import time
from mtaudit.cli._progress import Bar
from mtaudit.gate import Progress
with Bar() as bar:
    bar(Progress(1, 4, 200))
    time.sleep({})
    bar(Progress(2, 4, 400, "LanguageTool starts"))
print("done")
"""


def shown(seconds):
    """What stands on a terminal as standard error while a run takes some seconds."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", CODE.format(seconds)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "COLUMNS": "90"}
    ) as process:
        os.close(theirs)
        said = b""
        while part := _read(ours):
            said += part
        os.close(ours)
        assert process.stdout.read() == b"done\n"
    return said.decode()


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side was closed
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_long_run_shows_how_far_it_is_and_leaves_no_trace():
    said = shown(1.6)
    assert "[#####---------------] 1/4 files" in said
    assert "LanguageTool starts" in said
    assert said.endswith("\r\x1b[K")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_a_short_run_shows_nothing():
    assert shown(0) == ""


def test_nothing_is_shown_where_there_is_no_terminal():
    done = subprocess.run([sys.executable, "-c", CODE.format(1.2)], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")


@pytest.mark.parametrize(
    ("progress", "seconds", "expected"),
    [
        (Progress(0, 3), 2, "[--------------------] 0/3 files  2 s"),
        (Progress(0, 0), 2, "[--------------------] 0/0 files  2 s"),
        (Progress(1500, 2000, 30000), 2, "[###############-----] 1,500/2,000 files  15,000 words/s"),
        (
            Progress(3, 3, 10, "LanguageTool starts"),
            5,
            "[####################] 3/3 files  2 words/s  LanguageTool starts",
        ),
    ],
)
def test_how_far_it_is_in_words(progress, seconds, expected):
    assert _progress.line(progress, seconds) == expected
