import json

import pytest
from click.testing import CliRunner

from mtaudit.cli import group

ENTRY = 'msgid "Es gab {0}."\nmsgstr "They ate the the food {0}."\n\n'
RAW = "".join(ENTRY.format(number) for number in range(40))

pytestmark = pytest.mark.usefixtures("small")


def run(*arguments):
    return CliRunner().invoke(group, [*map(str, arguments), "--grammar", "off"], standalone_mode=False)


def test_check_remembers_what_it_found_in_a_large_file(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(RAW)
    cold, warm = (run("check", path, "--select", "repetition", "--output-format", "json") for _ in range(2))
    assert cold.stdout == warm.stdout
    (file,) = json.loads(warm.stdout)["files"]
    assert [each["line"] for each in file["findings"]] == list(range(2, 122, 3))
    assert (cold.return_value, file["characters"]) == (1, len(RAW))


@pytest.mark.parametrize("command", ["check", "fix", "note"])
def test_a_large_file_that_is_no_file_of_its_format_is_named(tmp_path, command):
    path = tmp_path / "a.xlf"
    path.write_text("<xliff>" + 900 * "<a/>" + "</xlif>")
    result = run(command, path, "--select", "repetition")
    assert (result.return_value, result.stderr.count("is no well-formed XML: mismatched tag at line 1")) == (2, 1)
    assert path.read_text().endswith("</xlif>")


def test_a_large_file_is_corrected_and_noted_in_its_place(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(RAW)
    assert run("note", path, "--select", "repetition").stderr.endswith("a.po: 40 notes\n")
    assert path.read_text().count("# [mtaudit] minor repetition/word “the the”") == 40
    assert run("note", path, "--remove").stderr.endswith("a.po: 0 notes\n")
    assert run("fix", path, "--select", "repetition").stderr.endswith("a.po: 40 corrections\n")
    assert path.read_text() == RAW.replace("the the", "the")
