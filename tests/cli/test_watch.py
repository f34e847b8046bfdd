import os
import signal
import subprocess
import sys
import threading
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such Ctrl-C")

BAD = "They ate the the food.\n"


class Watching:
    """A running ``check --watch`` and what it said so far."""

    def __init__(self, folder, *arguments):
        command = [sys.executable, "-m", "mtaudit", "check", "docs", "--watch", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "MTAUDIT_CACHE_DIR": str(folder / "cache"), "PYTHONUNBUFFERED": "1"},
        )
        self.said = ""
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.said += line

    def wait_for(self, text, count=1):
        end = time.monotonic() + 90
        while self.said.count(text) < count:
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        self.process.wait(60)
        self.reader.join()
        self.process.stdout.close()
        return self.process.returncode


@pytest.fixture
def watching(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(BAD)
    (tmp_path / "docs" / "b.md").write_text("Fine.\n")
    running = Watching(tmp_path)
    running.docs = tmp_path / "docs"
    yield running
    running.end(signal.SIGKILL)


def test_what_changes_is_checked_again_and_nothing_else(watching):
    watching.wait_for("Watching 2 files")
    assert "docs/a.md:1:10" in watching.said
    (watching.docs / "b.md").write_text("They left left.\n")
    watching.wait_for("docs/b.md:1:6")
    (watching.docs / "new.md").write_text("It was was.\n")
    watching.wait_for("docs/new.md:1:4")
    watching.wait_for("Watching 3 files")
    assert watching.said.count("docs/a.md:1:10") == 1
    (watching.docs / "mtaudit.toml").write_text("selct = 1\n")
    watching.wait_for("Error: ")
    (watching.docs / "mtaudit.toml").write_text('ignore = ["repetition"]\n')
    watching.wait_for("docs/a.md: 5 words, no findings")
    assert watching.said.count("Error: ") == 1
    assert watching.end() == 130
    assert "Traceback" not in watching.said


@pytest.mark.parametrize("arguments", [["-"], ["a.md", "--output-file", "x"], ["a.md", "--diff"]])
def test_what_cannot_be_watched_is_wrong_usage(tmp_path, arguments):
    (tmp_path / "a.md").write_text(BAD)
    command = [sys.executable, "-m", "mtaudit", "check", "--watch", *arguments]
    done = subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    command = [sys.executable, "-m", "mtaudit", "check", "--watch", "nope"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "Error: nope: there is no such file or folder\n")
