"""What other programs print, as the comparison with them reads it: the places must be right, or it is unjust."""

import json

import pytest
from _languagetool import _parts
from _measures import Hit
from _peer_quality import quality
from _peers import _of_codespell, _of_harper, _of_languagetool, _of_proselint, _of_vale
from _records import Mark, Record, _corrected, _tortured

TEXT = "Fine.\n\nThe talks has begun in an hotel. 😀 He recieve a lettr. It is very unique, in order to win.\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "t.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def shown(found):
    return [(TEXT[hit.start : hit.end], hit.suggestions) for hit in found]


def test_vale_counts_characters_in_a_line(file):
    alert = {"Action": {"Name": "", "Params": None}, "Span": [62, 72], "Check": "proselint.Uncomparables", "Line": 3}
    replace = {**alert, "Action": {"Name": "replace", "Params": ["odd"]}, "Span": [62, 65]}
    found = _of_vale(json.dumps({file: [alert, replace]}))
    assert shown(found[file]) == [("very unique", ()), ("very", ("odd",))]


def test_codespell_names_a_word_of_a_line(file):
    assert shown(_of_codespell(f"{file}:3: recieve ==> receive\n")[file]) == [("recieve", ("receive",))]


def test_proselint_begins_with_one(file):
    finding = {"check_path": "uncomparables", "span": [69, 80], "replacements": None}
    found = _of_proselint(json.dumps({"result": {f"file://{file}": {"diagnostics": [finding]}}}))
    assert shown(found[file]) == [("very unique", ())]


@pytest.mark.parametrize(
    ("said", "text"), [("Replace with: “a”", "a"), ("Remove error", ""), ("Insert “x”", "anx"), ("Insert “,”", "an,")]
)
def test_harper_says_what_to_do(said, text):
    lint = {"rule": "AnA", "span": {"char_start": 30, "char_end": 32}, "suggestions": [said], "matched_text": "an"}
    assert shown(_of_harper(json.dumps([{"file": "t.txt", "lints": [lint]}]))["t.txt"]) == [("an", (text,))]


def test_languagetool_is_asked_by_paragraphs_and_nothing_is_lost(file):
    found = _of_languagetool(json.dumps({file: [{"rule": "X", "start": 45, "end": 52, "replacements": ["receive"]}]}))
    assert shown(found[file]) == [("recieve", ("receive",))]
    long = "\n\n".join(["word " * 300] * 9)
    parts = list(_parts(long))
    assert "".join(text for _, text in parts) == long
    assert [start for start, _ in parts] == [sum(len(text) for _, text in parts[:n]) for n in range(len(parts))]
    assert 1 < len(parts) < 9


def test_quality_counts_marks_found_and_right():
    record = Record("x", "1", "He has has gone.", (Mark(3, 10, "word", "has"), Mark(11, 15, "word", "went")))
    found = quality([record], [[Hit("a", "", 3, 10, ("has",)), Hit("b", "", 0, 2, ())]])
    assert (found.marks, found.found, found.known, found.right, found.hits, found.inside) == (2, 1, 2, 1, 2, 1)
    assert found.kinds == {"word": (2, 1)}


@pytest.mark.parametrize(
    ("text", "reference", "marks"),
    [
        ("He go home.", "He goes home.", [("go", "goes")]),
        ("He went to to town.", "He went to town.", [("to", "")]),
        ("He went home.", "He went back home.", [("went", "went back")]),
        ("Went home.", "He Went home.", [("Went", "He Went")]),
        ("He went home.", "He went home.", []),
    ],
)
def test_a_correction_is_marked_where_it_differs(text, reference, marks):
    record = _corrected({"id": "1", "mt": text, "references": [reference]}, "gec")
    assert [(text[mark.start : mark.end], mark.right) for mark in record.marks] == marks


def test_a_tortured_phrase_stands_in_a_sentence():
    data = {"id": "1", "mt": "bosom peril", "reference": "breast cancer", "score": {"only_with": ["tumor*"]}}
    record = _tortured(data, "tortured_phrases")
    (mark,) = record.marks
    assert record.text[mark.start : mark.end] == "bosom peril"
    assert record.text.endswith("about tumor.")
    assert mark.right == "breast cancer"
