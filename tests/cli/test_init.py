import json
import os
import subprocess
import sys

import pytest

from mtaudit.settings import Settings, load

FAULT = "They ate the the food.\n"


@pytest.fixture
def run(tmp_path):
    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "mtaudit", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env=dict(os.environ),
        )

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"# A\n\n{FAULT}")
    (tmp_path / "docs" / "b.html").write_text(f"<p>{FAULT}</p>")
    run.folder = tmp_path
    return run


def test_it_writes_settings_that_hold_and_proposes_a_baseline(run):
    done = run("init")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "mtaudit.toml: written for 2 files (1 html, 1 markdown)",
        "2 findings today: 'mtaudit check .' shows them, 'mtaudit fix .' makes the safe corrections",
        "'mtaudit baseline write .' lists the others: 'mtaudit check . --baseline' then fails only for new ones",
    ]
    settings = load(run.folder / "mtaudit.toml")
    assert settings == Settings(origin=str(run.folder / "mtaudit.toml"))
    assert not (run.folder / ".mtaudit-baseline.json").exists()


def test_every_key_stands_in_it_as_a_value_or_a_comment(run):
    run("init")
    text = (run.folder / "mtaudit.toml").read_text()
    for key in ("select", "ignore", "preview", "fail-on", "exclude", "grammar", "from", "allow", "vocabulary", "terms"):
        assert f"\n{key} = " in text or f"\n# {key} = " in text
    commented = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    (run.folder / "all.toml").write_text(commented)
    assert load(run.folder / "all.toml").from_ == "de"


def test_with_a_baseline_only_what_is_new_fails(run):
    done = run("init", "--baseline")
    assert done.returncode == 0
    assert ".mtaudit-baseline.json: 2 findings; commit both files" in done.stdout
    assert len(json.loads((run.folder / ".mtaudit-baseline.json").read_text())["findings"]) == 2
    assert run("check", ".", "--baseline").returncode == 0
    (run.folder / "docs" / "c.md").write_text(FAULT)
    assert run("check", ".", "--baseline").returncode == 1


def test_what_the_folder_holds_is_proposed(run):
    for name in ("CHANGELOG.md", "third_party/x/a.md"):
        (run.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (run.folder / name).write_text(FAULT)
    assert "2 findings today" in run("init").stdout
    settings = load(run.folder / "mtaudit.toml")
    assert settings.exclude == ("third_party/",)
    assert settings.per_file_ignores == (("CHANGELOG.md", ("repetition",)),)


@pytest.mark.parametrize("name", ["mtaudit.toml", ".mtaudit.toml", "pyproject.toml"])
def test_settings_that_are_there_are_left_alone(run, name):
    content = "[tool.mtaudit]\n" if name == "pyproject.toml" else "# ours\n"
    (run.folder / name).write_text(content)
    done = run("init")
    assert (done.returncode, done.stderr) == (2, f"Error: {name} is there already\n")
    assert (run.folder / name).read_text() == content


def test_a_baseline_that_is_there_is_left_alone(run):
    (run.folder / ".mtaudit-baseline.json").write_text("{}")
    done = run("init", "--baseline")
    assert done.returncode == 2
    assert "'mtaudit baseline update .' renews it" in done.stderr
    assert not (run.folder / "mtaudit.toml").exists()


def test_an_empty_folder_gets_its_settings_too(run):
    for path in (run.folder / "docs").iterdir():
        path.unlink()
    done = run("init")
    assert (done.returncode, done.stdout) == (0, "mtaudit.toml: written for 0 files\n")
