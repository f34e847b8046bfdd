import subprocess
import sys

import pytest
from click.testing import CliRunner

from mtaudit.cli import group
from mtaudit.packs import library

RULE = """\
summary: The wrong fruit
message: "{found} is the wrong fruit for {suggestion}."
why: Plums were never meant.
category: accuracy/mistranslation
severity: minor
pivot: [fr]
near: [pie]
swap:
  plum: [apple, pear]
examples:
  - bad: "A pie of [[plums]]."
    good: "A pie of apples."
  - ok: "A plum fell."
  - ok: "The pie had a plum."
    known_false_alarm: true
"""


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """``rules("list")`` -> the finished command, in a folder with the pack ``house``."""
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(library, "folder", lambda _: tmp_path / "shipped")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shipped").mkdir()

    def run(*arguments):
        done = CliRunner().invoke(group, ["rules", *arguments], standalone_mode=False)
        error = getattr(done.exception, "message", "") or str(done.exception or "")
        return done.output + error, done.return_value if done.exception is None else 2

    return run


@pytest.fixture
def house(tmp_path):
    """Writes rules of the pack ``house/en/test``."""

    def write(**files):
        folder = tmp_path / "house" / "en" / "test"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    return write


def test_list(rules, house):
    house(fruit=RULE, zest=RULE.replace("minor", "major"))
    output, _ = rules("list", "--rules", "house")
    assert output == (
        "en/test/fruit  minor     stable   The wrong fruit\nen/test/zest   major     stable   The wrong fruit\n"
    )
    assert rules("list", "en/test/zest", "--rules", "house")[0].startswith("en/test/zest  ")


def test_the_settings_file_names_packs(rules, house, tmp_path):
    house(fruit=RULE)
    (tmp_path / "mtaudit.toml").write_text('rules = ["house"]\n')
    assert "en/test/fruit" in rules("list")[0]


def test_explain_is_the_same_page_in_both_commands(rules, house):
    house(fruit=RULE)
    output, _ = rules("explain", "en/test/fruit", "--rules", "house")
    assert output == (
        "en/test/fruit: The wrong fruit\n"
        "  accuracy/mistranslation, minor, stable, seen from the text, likely from fr\n"
        "\n"
        "Plums were never meant.\n"
        "\n"
        "  before: A pie of [plums].\n"
        "  after: A pie of apples.\n"
        "  no fault: A plum fell.\n"
        "  found by mistake: The pie had a plum.\n"
        "\n"
        "only near: pie (in the same sentence)\n"
    )
    assert CliRunner().invoke(group, ["explain", "en/test/fruit", "--rules", "house"]).output == output


def test_an_unknown_rule_is_an_error_with_a_proposal(rules, house):
    house(fruit=RULE)
    assert rules("explain", "en/test/friut", "--rules", "house") == (
        "no rule is called 'en/test/friut', did you mean 'en/test/fruit'?",
        2,
    )


def test_check_of_a_sound_pack(rules, house):
    house(fruit=RULE)
    assert rules("check", "house") == ("1 rules, 0 faults\n", 0)


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("[[plums]]", "[[of]] plums", 11, "the rule marks 'plums', the example 'of'"),
        ("[[plums]]", "[[figs]]", 11, "the rule finds 0 faults in this 'bad' text; one is right"),
        ("[[plums]]", "[[plums]], plums", 11, "the rule finds 2 faults in this 'bad' text; one is right"),
        ("of apples", "of pears", 11, "the first suggestion gives 'A pie of apples.'"),
        (
            "A plum fell",
            "A plum pie fell",
            13,
            "the rule finds '“A plum” is the wrong fruit for “An apple” or “A pear”.'",
        ),
        ("had a plum", "had a fig", 14, "this false alarm is cured: take 'known_false_alarm' out"),
        ("plum: [apple, pear]", "plum: [apple, plum pie]", 9, "the correction 'plum pie' is found by the rule again"),
        ("near: [pie]", "exceptions: [plum, plums]", 9, "'plum' is not found by its own rule"),
        ("severity: minor", "severity: mild", 5, "expected one of critical, major, minor"),
    ],
)
def test_check_names_every_fault_with_its_line(rules, house, old, new, line, fault):
    text = RULE.replace(old, new)
    assert text != RULE
    house(fruit=text, sound=RULE)
    output, status = rules("check", "house")
    assert status == 1
    assert f"house/en/test/fruit.yaml:{line}: {fault}" in output
    assert "\n    " + text.split("\n")[line - 1].strip() in output
    assert "sound.yaml" not in output
    assert output.splitlines()[-1].startswith("2 rules, ")


def test_check_names_a_table_that_no_rule_names(rules, house, tmp_path):
    house(fruit=RULE)
    (tmp_path / "house" / "en" / "test" / "stray.tsv").write_text("wrong\n")
    output, status = rules("check", "house")
    assert status == 1
    assert "stray.tsv: no rule beside this table names it" in output


def test_test_shows_what_each_example_gives(rules, house):
    house(fruit=RULE.replace("of apples", "of figs"))
    output, status = rules("test", "en/test", "--rules", "house")
    assert status == 1
    assert output == (
        "en/test/fruit\n"
        "  FAIL  A pie of [[plums]].\n"
        "        -> apples or pears\n"
        "        the first suggestion gives 'A pie of apples.'\n"
        "  ok    A plum fell.\n"
        "  ok    The pie had a plum.\n"
        "        -> an apple or a pear\n"
    )
    house(fruit=RULE)
    library._library.cache_clear()
    assert rules("test", "en/test", "--rules", "house")[1] == 0


def test_a_new_rule_is_sound_and_never_overwrites(rules, tmp_path):
    output, _ = rules("new", "en/test/odd-fruit", "--dir", "house")
    assert "house/en/test/odd-fruit.yaml" in output
    assert rules("check", "house") == ("1 rules, 0 faults\n", 0)
    assert rules("new", "en/test/odd-fruit", "--dir", "house") == ("house/en/test/odd-fruit.yaml is there already", 2)
    assert rules("new", "Odd", "--dir", "house")[1] == 2


def test_docs_writes_a_page_for_each_rule_and_a_list(rules, house, tmp_path):
    house(fruit=RULE, zest=RULE)
    assert rules("docs", "out", "--rules", "house")[0] == "2 pages in out\n"
    page = (tmp_path / "out" / "en" / "test" / "fruit.md").read_text(encoding="utf-8")
    for part in (
        "# en/test/fruit",
        "The wrong fruit.",
        "Plums were never meant.",
        "A pie of **plums**.",
        "- plum → apple or pear",
    ):
        assert part in page
    assert 'ignore = ["en/test/fruit"]' in page
    assert "[zest](en/test/zest.md)" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_help_imports_neither_yaml_nor_an_engine():
    code = (
        "import sys\nfrom mtaudit.cli import group\n"
        "try:\n    group.main(['rules', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'yaml', 're2', 'ahocorasick_rs', 'nupunkt'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_sources_are_counted_pack_by_pack(rules, tmp_path):
    for name, source in (
        ("a", "page.example/1, real case"),
        ("b", "known construction of French; the wording not met in a corpus at hand"),
        ("c", "a dictionary of false friends: de Pflaume"),
        ("d", ""),
    ):
        file = tmp_path / "more" / "en" / "house" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(RULE + (f'source: "{source}"\n' if source else ""), encoding="utf-8")
    output, status = rules("sources", "--rules", str(tmp_path / "more"))
    assert not status
    assert output.splitlines() == [
        "| pack | rules | real case | public list | known construction | no source |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| en/house | 4 | 1 | 1 | 1 | 1 |",
        "| all | 4 | 1 | 1 | 1 | 1 |",
    ]
