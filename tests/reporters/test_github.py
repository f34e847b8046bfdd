import re
from dataclasses import replace

import pytest

from mtaudit.model import Run, Skipped, Unread
from mtaudit.reporters import github

#: A workflow command as the runner reads it: properties end at "::", and values are unescaped.
COMMAND = re.compile(r"::(error|warning|notice) (.*?)::(.*)")


def unescaped(text):
    return re.sub("%(25|0D|0A|3A|2C)", lambda match: chr(int(match[1], 16)), text)


def commands(run):
    found = []
    for line in github.render(run).splitlines()[:-1]:
        level, properties, message = COMMAND.fullmatch(line).groups()
        pairs = [each.split("=", 1) for each in properties.split(",")]
        found.append((level, {name: unescaped(value) for name, value in pairs}, unescaped(message)))
    return found


def test_a_finding_is_an_annotation(run_of):
    assert commands(run_of("So they ate the the food.\n", "./docs/a.txt")) == [
        (
            "notice",
            {
                "title": "repetition/word",
                "file": "docs/a.txt",
                "line": "1",
                "endLine": "1",
                "col": "13",
                "endColumn": "20",
            },
            "“the” stands twice running. => write: the",
        )
    ]


def test_columns_only_on_one_line(run_of):
    ((_, properties, _),) = commands(run_of("So they all of them ate the\nthe food of the others.\n"))
    assert (properties["line"], properties["endLine"]) == ("1", "2")
    assert not {"col", "endColumn"} & set(properties)


def test_the_worst_come_first_and_no_more_than_github_shows(run_of):
    (report,) = run_of(
        "They ate the the food of 16 Thousands men and denied the attacks and attacks of Friday.\n"
    ).reports
    run = Run((replace(report, findings=report.findings * 12),))
    levels = [level for level, _, _ in commands(run)]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    last = github.render(run).splitlines()[-1]
    assert last == "mtaudit: 36 findings (12 critical, 12 major, 12 minor), 6 of them without an annotation"


def test_what_was_not_checked_comes_first_of_its_level(run_of):
    text = "They ate the the food of 16 Thousands men and denied the attacks and attacks of Friday."
    run = run_of(text, skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    assert [(level, message) for level, _, message in commands(run)][::2] == [
        ("error", "b.txt is empty; it was not checked"),
        ("warning", "grammar did not run: no engine"),
        ("notice", "“the” stands twice running. => write: the"),
    ]


@pytest.mark.parametrize("name", ["a,line=7.txt", "a::b.txt", "a\n::error::b.txt", "100%.txt"])
def test_a_name_adds_no_property_and_no_command(run_of, name):
    ((_, properties, _),) = commands(run_of("They ate the the food.\n", name))
    assert (properties["file"], properties["line"]) == (name, "1")


def test_hostile_text_starts_no_command(hostile):
    lines = github.render(hostile.run).splitlines()
    assert len(lines) == 4
    assert "%250Athree" in lines[0]
    assert [message for _, _, message in commands(hostile.run)][1].startswith("=1+cmd")
