import json
import re
from pathlib import Path

import jsonschema
import pytest
from sarif import loader

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import sarif

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def valid(run):
    data = json.loads(sarif.render(run))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    (only,) = data["runs"]
    return only


def test_a_finding_is_a_result_of_its_rule(run_of):
    run = valid(run_of("So 🙂 they ate the the food.\n", "./docs/a b.txt"))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert (result["ruleId"], result["level"]) == ("repetition/word", "note")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/a%20b.txt"}
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 15,
        "endLine": 1,
        "endColumn": 22,
        "snippet": {"text": "the the"},
    }
    ((change,),) = [fix["artifactChanges"] for fix in result["fixes"]]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"] == {key: place["region"][key] for key in replacement["deletedRegion"]}
    assert replacement["insertedContent"] == {"text": "the"}


def test_a_rule_brings_its_help(run_of):
    run = valid(run_of("They ate the the food of 16 Thousands men.\n"))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["numbers/scale-word", "repetition/word"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert [rule["defaultConfiguration"]["level"] for rule in rules] == ["error", "note"]
    for rule in rules:
        assert rule["shortDescription"]["text"] in rule["help"]["text"]
        assert "### Limits" in rule["help"]["markdown"]
        assert "\n    " not in rule["help"]["markdown"]


def test_related_places_are_named(run_of):
    text = "Rebels take the northern road to the border\n"
    (result,) = valid(run_of(f"{text}\n{text}"))["results"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["startLine"] == 1


@pytest.mark.parametrize("before", ["", "A line more.\n\n", "Two lines more.\r\n\r\nAnd one of 🙂.\r\n\r\n"])
def test_a_fingerprint_stays_when_lines_move(run_of, before):
    text = "They ate the the food.\n\nThey drank the the wine.\n"
    moved, still = (
        [result["partialFingerprints"] for result in valid(run)["results"]]
        for run in (run_of(before + text), run_of(text))
    )
    assert moved == still
    assert len({prints["mtaudit/v1"] for prints in moved}) == 2


def test_what_was_not_checked_is_a_notification(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    (invocation,) = valid(run)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]] == [
        ("warning", "grammar did not run: no engine"),
        ("error", "b.txt is empty; it was not checked"),
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a.txt", "a.txt"),
        ("./a/ä 1.txt", "a/%C3%A4%201.txt"),
        ("/srv/a.txt", "file:///srv/a.txt"),
        ("javascript:alert(1).txt", "javascript%3Aalert%281%29.txt"),
        ("bad\udcff.txt", "bad%FF.txt"),
    ],
)
def test_a_path_is_a_reference_and_nothing_else(path, uri):
    assert sarif.uri(path) == uri


def test_sarif_tools_reads_it(run_of, tmp_path):
    (tmp_path / "a.sarif").write_text(
        sarif.render(run_of("They ate the the food of 16 Thousands men.\n")), encoding="utf-8"
    )
    file = loader.load_sarif_file(str(tmp_path / "a.sarif"))
    assert file.get_distinct_tool_names() == ["mtaudit"]
    found = [(each["Code"], each["Severity"], each["Location"], each["Line"]) for each in file.get_records()]
    assert sorted(found) == [("numbers/scale-word", "error", "a.txt", 1), ("repetition/word", "note", "a.txt", 1)]


def test_no_correction_swallows_a_tag(run_of):
    (result,) = valid(run_of("<p>They ate the <b>the</b> food.</p>", "a.html"))["results"]
    assert "fixes" not in result


def test_hostile_text_stays_text_and_no_link(hostile):
    run = valid(hostile.run)
    (result,) = run["results"]
    assert r"\[x\](1)" in result["message"]["text"]
    assert result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"] == hostile.text
    (rule,) = run["tool"]["driver"]["rules"]
    assert not re.search(r"(?<!\\)[<\[]", rule["help"]["markdown"].split("###")[0])
