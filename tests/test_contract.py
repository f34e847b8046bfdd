"""What every plugin owes: its documentation, its rules, its test file; and what start-up may cost."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import mtaudit
from mtaudit import registry
from mtaudit.audit import catalogue
from mtaudit.model import CATEGORIES, SEVERITIES, STATUSES
from mtaudit.settings import Settings

TESTS = Path(__file__).parent
PARTS = ["What it finds", "Why it matters", "Example", "Limits"]
#: Tests of what all plugins of a kind have in common.
ACROSS = {"injection", "positions"}
PACKAGES = ("cli", "detectors", "engines", "readers", "reporters")
PLUGINS = [(package, name) for package in PACKAGES for name in registry.names(package)]
HEAVY = {"ftfy", "nupunkt", "yaml", "re2", "jinja2", "pathspec", "wcwidth", "difflib", "tree_sitter", "pyromark"}
HEAVY |= {"docx", "lxml", "ahocorasick_rs", "language_tool_python", "harper", "numpy", "requests"}
HEAVY |= {"pygls", "lsprotocol"}


@pytest.mark.parametrize("name", registry.names("detectors"))
def test_a_detector_explains_itself_in_four_parts(name):
    page = inspect.getdoc(registry.plugin("detectors", name))
    assert re.findall(r"^([A-Z][a-z ]+)$", page, re.MULTILINE) == PARTS
    assert page.splitlines()[0].endswith((".", "."))


@pytest.mark.parametrize("name", registry.names("detectors"))
def test_the_rules_of_a_detector_are_its_own_and_well_formed(name):
    module = registry.plugin("detectors", name)
    for rule in module.RULES:
        assert rule.id.startswith(f"{name}/")
    assert hasattr(module, "rules") or module.RULES


def test_rule_ids_are_unique_lower_case_and_categories_known():
    rules = [rule for each in catalogue(Settings()).values() for rule in each]
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)+", rule.id), rule.id
        assert rule.category in CATEGORIES, rule.id
        assert rule.severity in SEVERITIES
        assert rule.status in STATUSES
        assert rule.evidence in ("text", "source")
        assert rule.summary


@pytest.mark.parametrize(("package", "name"), PLUGINS)
def test_every_plugin_has_its_test_file(package, name):
    assert (TESTS / package / f"test_{name}.py").is_file()


@pytest.mark.parametrize("package", PACKAGES)
def test_every_test_file_has_its_plugin(package):
    folder = Path(mtaudit.__file__).parent / package
    for path in (TESTS / package).glob("test_*.py"):
        name = path.stem.removeprefix("test_")
        shared = any(folder.glob(f"_{name}*.py")) or name in ACROSS
        assert name in registry.names(package) or shared, path.name


def test_public_names_are_there_and_sorted():
    assert sorted(mtaudit.__all__) == mtaudit.__all__
    for name in mtaudit.__all__:
        assert getattr(mtaudit, name).__module__.startswith("mtaudit.")
    with pytest.raises(AttributeError):
        _ = mtaudit.nothing


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"]])
def test_help_imports_no_heavy_library(arguments):
    code = (
        "import sys\nfrom mtaudit.cli import group\n"
        f"try:\n    group.main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & {line.split(".")[0] for line in done.stdout.splitlines()} - {"difflib"}


#: What a plain check of a plain text has no use for: other formats, engines, metrics, and the neighbours of detectors
#: that need a source or were not asked for.
NEEDLESS = {"difflib", "sacrebleu", "sentencepiece", "lxml", "xml", "csv", "sqlite3", "statistics", "fractions"}
NEEDLESS |= {"tomllib", "concurrent", "yaml", "jinja2", "pyromark", "harper", "requests", "numpy", "zipfile"}
NEEDLESS |= {"mtaudit.readers.markdown", "mtaudit.packs.kinds"}
NEEDLESS |= {"mtaudit.detectors._values", "mtaudit.detectors._spun_words"}


def test_a_check_without_the_network_imports_what_it_needs(tmp_path):
    text = "The talks went on. “They will end in May,” he said, and 3,000 people cheered.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code = (
        "import sys\nfrom mtaudit.cli import group\n"
        "try:\n    group.main(['check', '--no-cache', 'a.txt'])\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules))"
    )
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)  # compiles the packs, if nobody has
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)
    modules = done.stdout.splitlines()
    assert not NEEDLESS & {*modules, *(name.split(".")[0] for name in modules)}


def test_only_the_command_line_prints_or_exits():
    for path in Path(mtaudit.__file__).parent.rglob("*.py"):
        if "cli" in path.parts or "__main__" in path.read_text(encoding="utf-8"):
            continue  # a program of its own
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("print", "exit", "sys.exit", "os._exit", "click.echo"), f"{path}: {called}"
