"""What the README shows is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SIGNATURE = re.compile(r"rules:\w+\|enabled:\d+")


def shown():
    """Each command of the console blocks with the output below it."""
    for block in re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            yield part.split("\n", 1)


def test_the_console_blocks_are_real(tmp_path):
    commands = list(shown())
    assert {command.split()[1] for command, _ in commands if command.startswith("mtaudit ")} == {"check", "fix"}
    for command, output in commands:
        program, *arguments = command.split()
        if program == "cat":
            path = tmp_path / arguments[0]
            if not path.exists():
                path.write_text(output, encoding="utf-8")
            assert path.read_text(encoding="utf-8") == output
        else:
            assert printed(arguments, tmp_path) == SIGNATURE.sub("", output)


def printed(arguments, folder):
    done = subprocess.run(
        [sys.executable, "-m", "mtaudit", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "MTAUDIT_GRAMMAR": "off"},
        check=False,
    )
    return SIGNATURE.sub("", done.stdout.decode())


def test_the_files_it_names_are_there():
    for target in re.findall(r"\]\(([\w./-]+)\)", README):
        assert (ROOT / target).is_file(), target
    for folder in re.findall(r"^\| `([\w/]+)` \|", README, re.MULTILINE):
        assert (ROOT / folder).is_dir(), folder


def test_its_settings_are_read(tmp_path):
    from mtaudit.settings import load

    text = re.search(r"```toml\n(.*?)```", README, re.DOTALL)[1]
    (tmp_path / "mtaudit.toml").write_text(text, encoding="utf-8")
    (tmp_path / "our-rules").mkdir()
    settings = load(tmp_path / "mtaudit.toml")
    assert settings.fail_on == "major"
    assert settings.per_file_ignores == (("CHANGELOG.md", ("repetition",)),)


def test_its_python_runs(tmp_path):
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    (tmp_path / "letter.txt").write_text("They ate the the food.", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("repetition/word Span(start=9, end=16)")
