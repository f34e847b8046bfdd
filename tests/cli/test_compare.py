import json

import pytest
from click.testing import CliRunner

from mtaudit.audit import audit, read_text
from mtaudit.cli.compare import command
from mtaudit.model import Run
from mtaudit.reporters import json as reporter
from mtaudit.settings import Settings

SETTINGS = Settings(select=("repetition", "numbers"))


@pytest.fixture
def compare(tmp_path, monkeypatch):
    """``compare("They left.", "They ate the the food.", "--exit-zero")`` -> exit status and output."""
    monkeypatch.chdir(tmp_path)

    def run(old, new, *arguments):
        for name, text in (("old.json", old), ("new.json", new)):
            report = Run((audit(read_text(text, "a.txt"), SETTINGS),))
            (tmp_path / name).write_text(reporter.render(report), encoding="utf-8")
        return invoke("old.json", "new.json", *arguments)

    def invoke(*arguments):
        done = CliRunner().invoke(command, arguments, standalone_mode=False)
        return done.return_value, done.output, done.exception

    run.invoke = invoke
    return run


@pytest.mark.parametrize(
    ("old", "new", "arguments", "status"),
    [
        ("They left.", "They left.", (), 0),
        ("They ate the the food.", "They left.", (), 0),
        ("They ate the the food.", "\n\nThey ate the the food.", (), 0),
        ("They left.", "They ate the the food.", (), 1),
        ("They left.", "They ate the the food.", ("--exit-zero",), 0),
        ("They left.", "They ate the the food.", ("--fail-on", "major"), 0),
        ("They left.", "About 16 Thousands men left.", ("--fail-on", "critical"), 1),
    ],
)
def test_the_exit_status_says_whether_anything_bad_is_new(compare, old, new, arguments, status):
    assert compare(old, new, *arguments)[0] == status


def test_every_format_goes_to_a_file(compare, tmp_path):
    for name in ("text", "json", "html"):
        compare("They left.", "They ate the the food.", "--output-format", name, "--output-file", name)
    assert (tmp_path / "text").read_text(encoding="utf-8").endswith("1 new, 0 fixed, 0 unchanged\n")
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["totals"]["appeared"] == 1
    assert "<title>mtaudit: 1 new, 0 fixed, 0 unchanged</title>" in (tmp_path / "html").read_text(encoding="utf-8")


def test_what_is_no_report_is_an_error_of_one_sentence(compare, tmp_path):
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    _, _, error = compare.invoke("x.json", "x.json")
    assert str(error) == "x.json is no report of 'mtaudit check --output-format json'"
