from xml.etree import ElementTree

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import checkstyle


def parsed(run):
    return ElementTree.fromstring(checkstyle.render(run))


def test_a_finding_is_an_error_of_its_file(run_of):
    root = parsed(run_of("So they ate the the food.\n", "./docs/a.txt"))
    assert (root.tag, [file.get("name") for file in root]) == ("checkstyle", ["docs/a.txt"])
    (error,) = root.iter("error")
    assert error.attrib == {
        "line": "1",
        "column": "13",
        "severity": "info",
        "message": "“the” stands twice running. => write: the",
        "source": "mtaudit.repetition/word",
    }


def test_the_severities_are_those_checkstyle_knows(run_of):
    root = parsed(run_of("They ate the the food of 16 Thousands men and denied the attacks and attacks of Friday.\n"))
    assert [error.get("severity") for error in root.iter("error")] == ["info", "error", "warning"]


def test_what_was_not_checked_is_said(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    found = [(file.get("name"), error.get("severity"), error.get("message")) for file in parsed(run) for error in file]
    assert found == [
        ("a.txt", "warning", "grammar did not run: no engine"),
        ("b.txt", "error", "b.txt is empty; it was not checked"),
    ]


def test_hostile_text_stays_text(hostile):
    root = parsed(hostile.run)
    assert {element.tag for element in root.iter()} == {"checkstyle", "file", "error"}
    message = [*root.iter("error")][1].get("message")
    assert "<script>alert(1)</script>" in message
    assert "]]> & &amp; <!-- " in message
