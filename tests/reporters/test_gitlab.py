import json

import jsonschema
import pytest

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import gitlab

_POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {"line": {"type": "integer", "minimum": 1}},
}
#: What GitLab's documentation asks of an issue (Code Quality, "Code Quality report format").
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path"],
                "properties": {"path": {"type": "string", "pattern": "^(?!\\./)"}},
                "oneOf": [
                    {"required": ["lines"], "properties": {"lines": {"required": ["begin"]}}},
                    {
                        "required": ["positions"],
                        "properties": {"positions": {"properties": {"begin": _POSITION, "end": _POSITION}}},
                    },
                ],
            },
        },
    },
}


def valid(run):
    data = json.loads(gitlab.render(run))
    jsonschema.validate(data, SCHEMA)
    return data


def test_a_finding_is_an_issue(run_of):
    (issue,) = valid(run_of("So they ate the the food.\n", "./docs/a.txt"))
    assert issue | {"fingerprint": ""} == {
        "description": "“the” stands twice running. => write: the",
        "check_name": "repetition/word",
        "fingerprint": "",
        "severity": "minor",
        "location": {
            "path": "docs/a.txt",
            "positions": {"begin": {"line": 1, "column": 13}, "end": {"line": 1, "column": 20}},
        },
    }


@pytest.mark.parametrize("before", ["", "A line more.\n\n", "Two lines more.\n\nAnd one of 🙂.\n\n"])
def test_a_fingerprint_stays_when_lines_move_and_none_comes_twice(run_of, before):
    text = "They ate the the food.\n\nThey drank the the wine.\n"
    issues = valid(run_of(before + text))
    assert [issue["fingerprint"] for issue in issues] == [issue["fingerprint"] for issue in valid(run_of(text))]
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_what_was_not_checked_is_an_issue(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    assert [(issue["severity"], issue["description"]) for issue in valid(run)] == [
        ("info", "grammar did not run: no engine"),
        ("blocker", "b.txt is empty; it was not checked"),
    ]


def test_hostile_text_stays_text_on_one_line(hostile):
    issues = valid(hostile.run)
    assert all("\n" not in issue["description"] for issue in issues)
    assert "<script>alert(1)</script>" in issues[1]["description"]
