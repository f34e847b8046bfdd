import html
import json
import re

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import marot

COLUMNS = ["system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata"]


def rows(run):
    header, *lines = marot.render(run).split("\n")[:-1]
    assert header.split("\t") == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]


def test_a_finding_is_marked_in_its_segment(run_of):
    text = "They all of them left again.\n\nSo they ate the the food.\n"
    clean, marked = rows(run_of(text))
    assert (clean["docSegId"], clean["category"], clean["severity"]) == ("1", "no-error", "no-error")
    assert clean["target"] == "They all of them left again."
    assert (marked["docSegId"], marked["category"], marked["severity"]) == ("2", "Fluency/Duplication", "Minor")
    assert marked["target"] == "So they ate <v>the the</v> food."
    metadata = json.loads(marked["metadata"])
    assert html.unescape(metadata["note"]) == "repetition/word: “the” stands twice running. => write: the"
    assert metadata["source_not_seen"] is True


def test_all_rows_of_a_segment_hold_the_same_text(run_of):
    found = rows(run_of("They ate the the food of 16 Thousands men & the the rest <b>.\n"))
    assert len(found) == 3
    assert len({re.sub("</?v>", "", row["target"]) for row in found}) == 1
    assert {(row["doc"], row["docSegId"]) for row in found} == {("a.txt", "1")}


def test_what_was_not_checked_is_a_remark(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    checked, unread = rows(run)
    assert json.loads(checked["metadata"])["feedback"]["notes"] == "grammar did not run: no engine"
    assert (unread["rater"], json.loads(unread["metadata"])["note"]) == ("", "b.txt is empty; it was not checked")


def test_every_category_has_a_name_there():
    from mtaudit.model import CATEGORIES

    assert all(re.fullmatch(r"[A-Z][a-z ]+/[A-Z][a-z ]+", marot._category(each)) for each in CATEGORIES)


def test_hostile_text_makes_no_tag_no_cell_and_no_line(hostile):
    found = rows(hostile.run)
    assert len(found) == 2
    for row in found:
        for cell in row.values():
            assert not re.search(r"<(?!/?v>)", cell)
    assert html.unescape(found[0]["target"].split("<v>")[1]).startswith("=1+cmd|' /C calc'!A0 <script>")
