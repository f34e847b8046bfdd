import json
import shutil
import subprocess

import jsonschema
import pytest

from mtaudit import registry
from mtaudit.model import Skipped, Unread
from mtaudit.reporters import rdjson

_POSITION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
_RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": _POSITION, "end": _POSITION},
}
_SUGGESTION = {
    "type": "object",
    "required": ["range", "text"],
    "additionalProperties": False,
    "properties": {"range": _RANGE, "text": {"type": "string"}},
}
_CODE = {"type": "object", "additionalProperties": False, "properties": {"value": {"type": "string"}}}
_LOCATION = {
    "type": "object",
    "required": ["path"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "range": _RANGE},
}
#: The messages DiagnosticResult and Diagnostic of the Reviewdog Diagnostic Format, as far as mtaudit uses them.
SCHEMA = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": _CODE,
                    "suggestions": {"type": "array", "items": _SUGGESTION},
                },
            },
        },
    },
}


def valid(run):
    data = json.loads(rdjson.render(run))
    jsonschema.validate(data, SCHEMA)
    return data["diagnostics"]


def test_columns_are_bytes_and_the_correction_replaces_just_them(run_of):
    raw = "é🙂 they ate the the food\r\nand they drank the the rest."
    found = valid(run_of(raw, "./docs/a.txt"))
    lines = raw.encode().split(b"\r\n")
    for each in found:
        assert each["location"]["path"] == "docs/a.txt"
        (suggestion,) = each["suggestions"]
        assert suggestion["range"] == each["location"]["range"]
        start, end = suggestion["range"]["start"], suggestion["range"]["end"]
        line = lines[start["line"] - 1]
        assert line[start["column"] - 1 : end["column"] - 1] == b"the the"
        assert suggestion["text"] == "the"
    assert [each["location"]["range"]["start"] for each in found] == [
        {"line": 1, "column": 17},
        {"line": 2, "column": 16},
    ]


def test_the_byte_order_mark_counts(run_of):
    columns = [
        each["location"]["range"]["start"]["column"]
        for each in valid(run_of("They ate the the food.", bom=True)) + valid(run_of("They ate the the food."))
    ]
    assert columns == [13, 10]


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<p>They ate the the food.</p>", ["the"]),
        ("<p>They ate the <b>the</b> food.</p>", []),
    ],
)
def test_no_correction_swallows_a_tag(run_of, raw, texts):
    (each,) = valid(run_of(raw, "a.html"))
    assert [suggestion["text"] for suggestion in each["suggestions"]] == texts


def test_what_was_not_checked_is_a_diagnostic_of_the_file(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    assert [(each["location"], each["severity"], each["message"]) for each in valid(run)] == [
        ({"path": "a.txt"}, "WARNING", "grammar did not run: no engine"),
        ({"path": "b.txt"}, "ERROR", "b.txt is empty; it was not checked"),
    ]


def test_hostile_text_stays_text(hostile):
    _, finding, _ = valid(hostile.run)
    assert "\n" not in finding["message"]
    assert finding["suggestions"][0]["text"] == hostile.all


@pytest.mark.skipif(not shutil.which("reviewdog"), reason="reviewdog is not installed")
@pytest.mark.parametrize("name", ["rdjson", "checkstyle"])
def test_reviewdog_reads_it_and_the_text_stays_one_line(hostile, run_of, name):
    for run in (hostile.run, run_of("é🙂 they ate the the food.\r\n", bom=True)):
        report = registry.plugin("reporters", name).render(run).encode("utf-8", "backslashreplace")
        command = ["reviewdog", f"-f={name}", "-reporter=rdjson", "-filter-mode=nofilter"]
        done = subprocess.run(command, input=report, capture_output=True, check=True)
        read = json.loads(done.stdout)["diagnostics"]
        assert len(read) == sum(len(each.findings) + len(each.skipped) for each in run.reports) + len(run.unread)
        assert all("\n" not in each["message"] for each in read)
