from dataclasses import fields, replace

import pytest

from mtaudit.gate.key import key, repeatable
from mtaudit.settings import Settings

TEXT = "They ate the the food."
PLAIN = Settings(grammar="off")


def test_text_format_and_settings_count():
    same = key(TEXT, "a.md", PLAIN)
    assert key(TEXT, "a.md", Settings(grammar="off")) == same
    assert key(f"{TEXT} ", "a.md", PLAIN) != same
    assert key(TEXT, "a.html", PLAIN) != same
    assert key(TEXT, "a.md", replace(PLAIN, preview=True)) != same


def test_a_name_counts_only_for_what_it_changes():
    assert key(TEXT, "docs/a.md", PLAIN) == key(TEXT, "b.markdown", PLAIN)
    by_name = replace(PLAIN, per_file_ignores=(("b.*", ("repetition",)),))
    assert key(TEXT, "b.md", by_name) != key(TEXT, "a.md", by_name) == key(TEXT, "a.md", PLAIN)


CHANGED = {
    "select": ("numbers",),
    "ignore": ("numbers",),
    "preview": True,
    "rules": (),
    "require": ("grammar",),
    "grammar": "harper",
    "from_": "de",
    "vocabulary": (),
    "terms": (),
    "allow": ("the the",),
    "strict_suppressions": True,
    "languagetool_url": "http://127.0.0.1:1",
}
NO_MATTER = {
    "fail_on": "critical",
    "exclude": ("x/",),
    "encoding": "cp1252",
    "max_file_size": 1,
    "origin": "mtaudit.toml",
    "per_file_ignores": (("b.md", ("numbers",)),),
}
RULE = """summary: A word
why: It is wrong.
category: accuracy/mistranslation
severity: minor
swap:
  foo: bar
examples:
  - bad: A [[foo]] here.
    good: A bar here.
  - ok: A bar there.
"""


@pytest.mark.parametrize("name", sorted(CHANGED.keys() | NO_MATTER.keys()))
def test_each_setting_counts_unless_it_changes_no_finding(name, tmp_path):
    value = {**CHANGED, **NO_MATTER}[name]
    if name == "rules":
        rule = tmp_path / "en" / "own" / "word.yaml"
        rule.parent.mkdir(parents=True)
        rule.write_text(RULE)
        value = (tmp_path,)
    elif name == "vocabulary":
        (tmp_path / "words.txt").write_text("foo\n")
        value = (tmp_path / "words.txt",)
    elif name == "terms":
        (tmp_path / "terms.csv").write_text("term,forbidden\ncar,auto\n")
        value = (tmp_path / "terms.csv",)
    assert (key(TEXT, "a.md", replace(PLAIN, **{name: value})) == key(TEXT, "a.md", PLAIN)) == (name in NO_MATTER)


def test_every_setting_is_thought_of():
    known = {field.name for field in fields(Settings)}
    assert CHANGED.keys() | NO_MATTER.keys() == known
    assert NO_MATTER.keys() == {"fail_on", "exclude", "encoding", "max_file_size", "origin", "per_file_ignores"}


@pytest.mark.parametrize(("name", "line"), [("vocabulary", "foo\n"), ("terms", "term,forbidden\ncar,auto\n")])
def test_what_stands_in_the_files_of_the_settings_counts(tmp_path, name, line):
    file = tmp_path / "file.csv"
    file.write_text(line)
    settings = replace(PLAIN, **{name: (file,)})
    before = key(TEXT, "a.md", settings)
    file.write_text(f"{line}bar,baz\n")
    assert key(TEXT, "a.md", settings) != before


def test_nothing_is_known_of_a_foreign_server():
    assert repeatable(Settings(grammar="auto"))
    assert not repeatable(Settings(grammar="auto", languagetool_url="http://127.0.0.1:8081"))
    assert repeatable(Settings(grammar="off", languagetool_url="http://127.0.0.1:8081"))
