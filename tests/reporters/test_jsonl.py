import json

from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.model import Run, Skipped, Unread
from mtaudit.reporters import json as whole
from mtaudit.reporters import jsonl
from mtaudit.settings import Settings

PIECES = st.lists(st.sampled_from(["the the ", "🙂", "e\u0301", "\r\n", "16 Thousands men ", "é "]), max_size=20)


def lines(run):
    return [json.loads(line) for line in jsonl.render(run).splitlines()]


@given(PIECES, st.booleans())
def test_each_count_of_an_offset_cuts_the_same_words_out(pieces, bom):
    raw = "Start " + "".join(pieces)
    document = read_text(raw, "a.txt")
    document = type(document)(**{**vars(document), "bom": bom}) if bom else document
    octets = b"\xef\xbb\xbf" * bom + raw.encode()
    units = raw.encode("utf-16-le")
    for each in lines(Run((audit(document, Settings(select=("repetition", "numbers"))),)))[1:]:
        assert raw[each["start"] : each["end"]] == each["text"]
        assert octets[each["bytes"]["start"] : each["bytes"]["end"]].decode() == each["text"]
        assert units[2 * each["utf16"]["start"] : 2 * each["utf16"]["end"]].decode("utf-16-le") == each["text"]


def test_the_lines_say_what_the_json_report_says(run_of):
    run = run_of("They ate the the food.", skipped=[Skipped("x", "no")], unread=[Unread("b.txt", "is empty")])
    file, skipped, finding, error = lines(run)
    (expected,) = json.loads(whole.render(run))["files"]
    assert {key: value for key, value in file.items() if key != "type"} == {
        key: value for key, value in expected.items() if key not in ("skipped", "findings")
    }
    assert (file["type"], finding["type"], finding["path"]) == ("file", "finding", "a.txt")
    assert expected["findings"][0].items() <= finding.items()
    assert skipped == {"type": "skipped", "path": "a.txt", "detector": "x", "reason": "no"}
    assert error == {"type": "error", "path": "b.txt", "message": "is empty"}


def test_hostile_text_comes_back_as_it_was_and_makes_no_line(hostile):
    found = lines(hostile.run)
    assert [each["type"] for each in found] == ["file", "skipped", "finding", "error"]
    assert found[2]["text"] == hostile.text
    assert found[2]["message"] == found[3]["path"] == found[1]["reason"] == hostile.all
