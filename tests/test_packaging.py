"""Installed in any way, mtaudit is the same: fresh virtual environments, each with its own copy."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import mtaudit
from mtaudit.audit import catalogue
from mtaudit.paths import folder
from mtaudit.settings import Settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FACTS = """
import json
from pathlib import Path
import mtaudit
from mtaudit.audit import catalogue
from mtaudit.paths import folder
from mtaudit.settings import Settings
files = {name: sorted(path.relative_to(folder(name)).as_posix() for path in folder(name).rglob("*.*"))
         for name in ("rules", "templates")}
rules = sorted(rule.id for rules in catalogue(Settings()).values() for rule in rules)
print(json.dumps({"home": str(Path(mtaudit.__file__).parent), "files": files, "rules": rules}))
"""


def run(*command, cwd, **options):
    done = subprocess.run([str(each) for each in command], cwd=cwd, capture_output=True, text=True, **options)
    assert done.returncode in (0, 1), f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """The folder with the sdist, and the wheel built from what the sdist holds."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(dist):
    return next(dist.glob("*.whl"))


@pytest.fixture(params=["wheel", "plain", "editable"])
def installed(request, tmp_path):
    """The interpreter of a fresh environment that mtaudit was installed into, and the way it was."""
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    interpreter = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    what = {
        "wheel": lambda: [request.getfixturevalue("wheel")],
        "plain": lambda: [ROOT],
        "editable": lambda: ["--editable", ROOT],
    }
    run(interpreter, "-m", "pip", "install", "--quiet", *what[request.param](), cwd=tmp_path)
    return interpreter, request.param


def test_an_installed_copy_finds_its_rules_and_templates_and_works(installed, tmp_path):
    python, way = installed
    facts = json.loads(run(python, "-c", FACTS, cwd=tmp_path))
    assert Path(facts["home"]).is_relative_to(ROOT) == (way == "editable")
    assert facts["rules"] == sorted(rule.id for rules in catalogue(Settings()).values() for rule in rules)
    for name, files in facts["files"].items():
        assert files == sorted(path.relative_to(folder(name)).as_posix() for path in folder(name).rglob("*.*"))
        assert files
    program = python.parent / "mtaudit"
    assert run(program, "--version", cwd=tmp_path) == f"mtaudit {mtaudit.__version__}\n"
    assert run(python, "-m", "mtaudit", "--version", cwd=tmp_path) == f"mtaudit {mtaudit.__version__}\n"
    for format_ in ("text", "json", "html"):
        report = run(program, "check", "-", "--output-format", format_, cwd=tmp_path, input="They ate the the food.")
        assert "repetition/word" in report
    assert "  bases " in run(program, "senses", "foundations", cwd=tmp_path)


def test_the_wheel_ships_the_package_and_its_data_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in Path(mtaudit.__file__).parent.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        f"mtaudit/data/{name}/{path.relative_to(folder(name)).as_posix()}"
        for name in ("rules", "templates")
        for path in folder(name).rglob("*.*")
    }
    info = f"mtaudit-{mtaudit.__version__}.dist-info"
    assert {name for name in names if not name.startswith(info)} == package | data
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE.md"} <= names
