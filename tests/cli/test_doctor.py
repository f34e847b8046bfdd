import os
import subprocess
import sys

import pytest


def doctor(folder, before="", **environment):
    code = f"{before}\nimport sys\nsys.argv = ['mtaudit', 'doctor']\nfrom mtaudit.cli import main\nmain()"
    environment = {**os.environ, "MTAUDIT_CACHE_DIR": str(folder / "cache"), **environment}
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, env=environment)


def lines(done):
    return {line[4:].split(":")[0]: (line[:2], line.partition(": ")[2]) for line in done.stdout.splitlines()}


def test_it_says_what_is_there(tmp_path):
    done = doctor(tmp_path)
    told = lines(done)
    assert done.returncode == 0
    assert told["Python"] == ("ok", f"{sys.version.split()[0]}, {sys.executable}")
    assert int(told["rules"][1]) > 100
    assert told["settings here"] == ("ok", "none; 'mtaudit init' writes a file")
    assert told["cache"] == ("ok", str(tmp_path / "cache"))
    assert list((tmp_path / "cache").glob("doctor*")) == []


def test_what_is_missing_has_one_line_that_says_how_to_get_it(tmp_path):
    hide = (
        "import importlib.metadata as m\n"
        "old = m.version\n"
        "def version(name):\n"
        "    if name in ('harper-py', 'language-tool-python', 'pygls', 'onnxruntime'):\n"
        "        raise m.PackageNotFoundError(name)\n"
        "    return old(name)\n"
        "m.version = version"
    )
    done = doctor(tmp_path, hide, PATH="", MTAUDIT_LANGUAGETOOL_DIR=str(tmp_path / "none"), JAVA_HOME="")
    assert done.returncode == 0
    told = {name: said for name, (mark, said) in lines(done).items() if mark == "--"}
    assert "pip install mtaudit[grammar]" in told["Harper"]
    assert "mtaudit languagetool install" in told["LanguageTool, jars"]
    assert "pip install mtaudit[languagetool]" in told["LanguageTool, client"]
    assert "pip install mtaudit[sense]" in told["words in the wrong sense"]
    assert "pip install mtaudit[lsp]" in told["language server"]
    assert "https://git-scm.com" in told["git"]


def test_settings_that_do_not_hold_are_an_illness(tmp_path):
    (tmp_path / "mtaudit.toml").write_text("slect = []\n")
    done = doctor(tmp_path)
    assert done.returncode == 2
    assert "NO  settings here: " in done.stdout
    assert "did you mean 'select'?" in done.stdout
    (tmp_path / "mtaudit.toml").write_text("select = []\n")
    assert lines(doctor(tmp_path))["settings here"] == ("ok", str(tmp_path / "mtaudit.toml"))


@pytest.mark.skipif(sys.platform == "win32", reason="a file is no folder everywhere, but says so otherwise")
def test_a_cache_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    told = lines(doctor(tmp_path, MTAUDIT_CACHE_DIR=str(tmp_path / "file" / "cache")))
    assert told["cache"][0] == "--"
    assert "MTAUDIT_CACHE_DIR" in told["cache"][1]
