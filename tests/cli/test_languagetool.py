import pytest
from click.testing import CliRunner

from mtaudit.cli import group
from mtaudit.engines import _install, _java


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(tmp_path / "lt"))

    def invoke(*arguments):
        return CliRunner().invoke(group, ["languagetool", *arguments], standalone_mode=False)

    return invoke


def test_path_is_a_line_to_use_in_a_script(run, tmp_path):
    assert run("path").output == f"{tmp_path / 'lt'}\n"


def test_status_without_an_installation(run):
    result = run("status")
    assert result.return_value == 2
    assert "NO  jars: LanguageTool is not installed; run 'mtaudit languagetool install'" in result.output


def test_status_with_an_installation(run, languagetool_home, monkeypatch):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
    result = run("status")
    assert result.return_value == 0
    assert f"ok  jars: {languagetool_home}" in result.output
    assert "NO " not in result.output


def test_status_without_java(run, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(_java, "_packaged", lambda: None)
    assert "NO  Java: there is no Java: install Java 17 or later" in run("status").output


def test_install_says_where_it_is_and_what_is_missing(run, monkeypatch, tmp_path):
    monkeypatch.setattr(_install, "install", lambda say: True)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(_java, "_packaged", lambda: None)
    output = run("install").output
    assert f"LanguageTool 6.8 is in {tmp_path / 'lt'}" in output
    assert "but there is no Java" in output


def test_help_says_that_nothing_is_fetched_unasked(run):
    assert "Nothing is fetched unasked" in " ".join(run("--help").output.split())
