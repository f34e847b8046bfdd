import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.model import Run, Skipped, Unread
from mtaudit.reporters import json as reporter
from mtaudit.settings import Settings

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "json.schema.json").read_text(encoding="utf-8"))
PIECES = st.lists(
    st.sampled_from(
        ["the the ", "🙂", "e\u0301", "\r\n", "\n", "16 Thousands men ", "<b>", "&amp;", "\u200f", "They ", ". "]
    ),
    max_size=30,
)


def rendered(*reports, unread=()):
    return json.loads(reporter.render(Run(tuple(reports), tuple(unread))))


@given(PIECES, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_positions_are_those_of_the_decoded_file(pieces, name):
    raw = "Start " + "".join(pieces)
    data = rendered(audit(read_text(raw, name), Settings(preview=True)))
    jsonschema.validate(data, SCHEMA)
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for each in data["files"][0]["findings"]:
        assert raw[each["start"] : each["end"]] == each["text"]
        assert lines[each["line"] - 1][each["column"] - 1 :].startswith(each["text"].split("\n")[0].rstrip("\r"))
        assert (each["line"], each["column"]) <= (each["end_line"], each["end_column"])


def test_every_part_of_the_contract():
    text = "Rebels take the northern road to the border\n\nRebels take the northern road to the border\n"
    report = audit(read_text(text, "a.txt"), Settings())
    skipped = type(report)(report.document, report.findings, (Skipped("grammar", "no engine"),), report.signature)
    data = rendered(skipped, unread=[Unread("b.txt", "is empty")])
    jsonschema.validate(data, SCHEMA)
    assert data["version"] == 1
    assert data["signature"] == report.signature
    assert data["errors"] == [{"path": "b.txt", "message": "is empty"}]
    (file,) = data["files"]
    assert (file["words"], file["characters"], file["checked_characters"]) == (16, 89, 89)
    assert file["skipped"] == [{"detector": "grammar", "reason": "no engine"}]
    (found,) = file["findings"]
    assert found == {
        "rule": "repetition/headline",
        "category": "linguistic-conventions/duplication",
        "severity": "major",
        "status": "stable",
        "evidence": "text",
        "message": "The headline of line 1 again; keep the better one.",
        "start": 45,
        "end": 88,
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 44,
        "text": "Rebels take the northern road to the border",
        "suggestions": [{"text": "", "safe": False}],
        "related": [{"start": 0, "end": 43}],
    }


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_the_schema_misses_what_is_missing(key):
    data = rendered()
    del data[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_the_page_shows_a_report_that_holds_and_names_every_key():
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    example = json.loads(page.split("```json\n")[1].split("```")[0])
    jsonschema.validate(example, SCHEMA)
    parts = [SCHEMA, SCHEMA["$defs"]["file"], SCHEMA["$defs"]["finding"]]
    for key in {key for part in parts for key in part["properties"]}:
        assert f"`{key}`" in page


@pytest.mark.parametrize(("name", "before"), [("a.txt", ""), ("a.html", "<p>Caf&eacute; <b>")])
def test_the_origin_with_its_traces(name, before):
    text = (
        "The relevant departments said on the 16th, that the epidemic situation is under prevention and control work."
    )
    raw = before + text
    data = rendered(audit(read_text(raw, name), Settings()))
    jsonschema.validate(data, SCHEMA)
    origin = data["files"][0]["origin"]
    assert (origin["language"], origin["stated"]) == ("zh", False)
    assert all(raw[each["start"] : each["end"]] == each["text"] for each in origin["traces"])
    stated = rendered(audit(read_text(raw, name), Settings(from_="de")))
    jsonschema.validate(stated, SCHEMA)
    ranking = [{"language": "de", "likelihood": 1.0}]
    assert stated["files"][0]["origin"] == {"language": "de", "stated": True, "ranking": ranking, "traces": []}


def test_no_origin_without_evidence():
    assert rendered(audit(read_text("They went home.", "a.txt"), Settings()))["files"][0]["origin"] is None


@pytest.mark.parametrize(("likelihood", "shown"), [(None, None), (0.0, 0.0), (0.12345, 0.123), (1.0, 1.0)])
def test_how_a_text_reads_is_a_likelihood_or_not_known(likelihood, shown):
    data = rendered(replace(audit(read_text("They went home.", "a.txt"), Settings()), translated=likelihood))
    jsonschema.validate(data, SCHEMA)
    assert data["files"][0]["machine_translated"] == shown
