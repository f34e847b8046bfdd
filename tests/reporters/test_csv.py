import csv
import io

import pytest

from mtaudit.model import Skipped, Unread
from mtaudit.reporters import csv as reporter
from mtaudit.reporters._cells import HEADER

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def table(run):
    return list(csv.DictReader(io.StringIO(reporter.render(run), newline="")))


def test_a_finding_is_a_row(run_of):
    (row,) = table(run_of("So they ate the the food.\n", "./docs/a.txt"))
    assert row == {
        "path": "docs/a.txt",
        "line": "1",
        "column": "13",
        "end_line": "1",
        "end_column": "20",
        "severity": "minor",
        "rule": "repetition/word",
        "category": "linguistic-conventions/duplication",
        "status": "stable",
        "text": "the the",
        "suggestions": "the",
        "safe": "yes",
        "message": "“the” stands twice running.",
    }


def test_lines_end_as_the_standard_asks(run_of):
    output = reporter.render(run_of("They left."))
    assert output == ",".join(HEADER) + "\r\n"


def test_what_was_not_checked_is_a_row_without_a_place(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    rows = table(run)
    assert [(row["path"], row["line"], row["message"]) for row in rows] == [
        ("a.txt", "", "grammar did not run: no engine"),
        ("b.txt", "", "b.txt is empty; it was not checked"),
    ]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"])
def test_no_cell_is_a_formula(hostile, run_of, start):
    rows = table(hostile.run) + table(run_of("They left.", unread=[Unread(start, start)]))
    cells = [cell for row in rows for cell in row.values()]
    assert len(cells) == 4 * len(HEADER)
    assert not [cell for cell in cells if cell.lstrip().startswith(FORMULA)]
    assert any(cell.startswith("'") for cell in cells)


def test_the_text_is_all_there(hostile):
    row = table(hostile.run)[1]
    assert "<script>alert(1)</script>" in row["text"]
    assert "line\n::error::two%0Athree" in row["text"]
