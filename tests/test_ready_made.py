"""What is ready-made for others to run: hooks of pre-commit, the steps of the action, the snippets of the manual."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mtaudit.files import suffixes

ROOT = Path(__file__).parent.parent
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
SNIPPETS = [
    yaml.safe_load(text)
    for text in re.findall(r"^```yaml\n(.*?)^```", (ROOT / "docs/gate.md").read_text(encoding="utf-8"), re.M | re.S)
]
FAULT = "They ate the the food.\n"
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
posix = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="there is no bash")


def ran(*command, cwd, **environment):
    return subprocess.run(
        [str(each) for each in command], cwd=cwd, capture_output=True, text=True, env={**ENVIRONMENT, **environment}
    )


@pytest.fixture
def repository(tmp_path):
    """A repository with a fault that is known, and settings that leave a folder out."""
    folder = tmp_path / "repo"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "a.md").write_text(FAULT)
    (folder / "a.md").write_text(f"# A\n\n{FAULT}")
    assert ran("git", "init", "-q", cwd=folder).returncode == 0
    for key, value in (("user.name", "A"), ("user.email", "a@example.org"), ("commit.gpgsign", "false")):
        ran("git", "config", key, value, cwd=folder)
    assert ran(sys.executable, "-m", "mtaudit", "init", "--baseline", cwd=folder).returncode == 0
    settings = (folder / "mtaudit.toml").read_text()
    (folder / "mtaudit.toml").write_text(settings.replace("exclude = []", 'exclude = ["old/"]'))
    return folder


def commit(repository, *, home):
    ran("git", "add", "-A", cwd=repository)
    return ran("git", "commit", "-m", "Texts", cwd=repository, PRE_COMMIT_HOME=str(home))


@posix
@pytest.mark.parametrize("way", ["system", pytest.param("python", marks=pytest.mark.slow)])
def test_pre_commit_installs_the_hook_and_runs_it(repository, tmp_path, way):
    """By the interpreter of the tests and, as for a user, in the environment that pre-commit makes of this checkout."""
    source = tmp_path / "mtaudit"
    if way == "python":
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "__pycache__", "tests", "training", "seeds"))
    source.mkdir(exist_ok=True)
    hooks = yaml.safe_dump([{**each, "language": way} for each in HOOKS])
    (source / ".pre-commit-hooks.yaml").write_text(hooks)
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "A"],
    ):
        assert ran("git", *command, cwd=source).returncode == 0
    rev = ran("git", "rev-parse", "HEAD", cwd=source).stdout.strip()
    hook = {"id": "mtaudit", "args": ["--baseline", "--grammar", "off"]}
    config = yaml.safe_dump({"repos": [{"repo": str(source), "rev": rev, "hooks": [hook]}]})
    (repository / ".pre-commit-config.yaml").write_text(config)
    assert ran(sys.executable, "-m", "pre_commit", "install", cwd=repository).returncode == 0
    first = commit(repository, home=tmp_path / "home")
    assert first.returncode == 0, first.stdout + first.stderr
    (repository / "a.md").write_text(f"# A\n\nHe left left.\n\n{FAULT}")
    (repository / "old" / "a.md").write_text(FAULT * 2)
    failed = commit(repository, home=tmp_path / "home")
    assert failed.returncode == 1
    assert "a.md:3:4: minor repetition/word" in failed.stderr
    assert failed.stderr.count("repetition/word [") == 1
    (repository / "a.md").write_text(f"# A\n\nHe left.\n\n{FAULT}")
    assert commit(repository, home=tmp_path / "home").returncode == 0


def test_the_hooks_take_files_that_mtaudit_reads():
    for hook in HOOKS:
        wanted = re.search(r"\((.*?)\)", hook["files"])[1].split("|")
        assert {f".{suffix}" for suffix in wanted} <= set(suffixes())
        assert re.search(hook["files"], "docs/a.md")
        assert not re.search(hook["files"], "a.py")
        assert re.search(hook["exclude"], "requirements-dev.txt")


def step(name):
    (found,) = [each for each in ACTION["runs"]["steps"] if each.get("name") == name]
    assert found["shell"] == "bash"
    return found


def environment(found, **inputs):
    given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs
    return {key: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], v) for key, v in found["env"].items()}


@posix
def test_the_steps_of_the_action_check(repository):
    check = step("Check")

    def run(**inputs):
        given = environment(check, **inputs)
        return ran("bash", "-eo", "pipefail", "-c", check["run"], cwd=repository, MTAUDIT_GRAMMAR="off", **given)

    failed = run()
    assert failed.returncode == 1
    assert "::notice title=repetition/word,file=a.md,line=3," in failed.stdout
    passed = run(options="--baseline --fail-on minor", paths="a.md .", sarif="out file.sarif")
    assert (passed.returncode, passed.stderr) == (0, "")
    assert (repository / "out file.sarif").exists()
    assert run(paths="no-such-file").returncode == 2


@posix
def test_the_action_installs_this_checkout(tmp_path):
    """With a pip that only says what it would do; how an installation goes is for the tests of the package."""
    (tmp_path / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (tmp_path / "python").chmod(0o755)
    install = step("Install mtaudit")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = ran(
        "bash",
        "-e",
        "-c",
        install["run"],
        cwd=tmp_path,
        PATH=path,
        GITHUB_ACTION_PATH=str(ROOT),
        **environment(install),
    )
    assert done.stdout.split("\n")[-2] == f"{ROOT}[grammar]"
    assert (ROOT / "pyproject.toml").is_file()


@posix
def test_the_snippets_of_the_manual_hold(repository):
    hooks = [hook for each in SNIPPETS if "repos" in each for hook in each["repos"][0]["hooks"]]
    assert {hook["id"] for hook in hooks} <= {hook["id"] for hook in HOOKS}
    (inputs,) = [each["jobs"]["texts"]["steps"][-1]["with"] for each in SNIPPETS if "jobs" in each]
    assert inputs.keys() <= ACTION["inputs"].keys()
    (gitlab,) = [each["texts"] for each in SNIPPETS if "texts" in each]
    done = ran("bash", "-c", gitlab["script"][-1], cwd=repository, MTAUDIT_GRAMMAR="off")
    assert (done.returncode, done.stderr) == (0, "")
    assert (repository / gitlab["artifacts"]["reports"]["codequality"]).exists()


def test_the_image_copies_what_is_there_and_names_a_program_that_is_installed():
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert 'ENTRYPOINT ["mtaudit"]' in text
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    needed = re.search(
        r"\[tool.hatch.build.targets.sdist\]\ninclude = \[(.*?)\]", (ROOT / "pyproject.toml").read_text()
    )[1]
    assert not {each.strip(' "/') for each in needed.split(",")} & set(ignored)
