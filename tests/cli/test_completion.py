import os
import shutil
import subprocess
import sys

import pytest

SHELLS = ("bash", "fish", "zsh")


@pytest.fixture
def path(tmp_path):
    """A PATH on which ``mtaudit`` is this one."""
    program = tmp_path / "mtaudit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m mtaudit "$@"\n')
    program.chmod(0o755)
    return f"{tmp_path}{os.pathsep}{os.environ['PATH']}"


def printed(shell):
    command = [sys.executable, "-m", "mtaudit", "completion", shell]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_of_the_shell(shell, tmp_path):
    script = tmp_path / "script"
    script.write_text(printed(shell))
    assert "_MTAUDIT_COMPLETE" in script.read_text()
    if shutil.which(shell):
        assert subprocess.run([shell, "-n", script]).returncode == 0


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["mtaudit", "che"], ["check"]),
        (["mtaudit", "check", "--changed"], ["--changed-since"]),
        (["mtaudit", "check", "--output-format", "sar"], ["sarif"]),
    ],
)
def test_bash_completes(path, words, offered):
    code = f"""{printed("bash")}
COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}
_mtaudit_completion mtaudit
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, env={**os.environ, "PATH": path})
    assert (done.stdout.split(), done.stderr) == (offered, "")


def test_an_unknown_shell_is_one_sentence_and_exit_2():
    done = subprocess.run([sys.executable, "-m", "mtaudit", "completion", "tcsh"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "'tcsh' is not one of" in done.stderr
