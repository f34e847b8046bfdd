import json

import pytest

from mtaudit.corpus.formats import jsonl as format_
from mtaudit.corpus.records import Bad, Columns, Limits, Row
from mtaudit.errors import ReadError

COLUMNS = Columns("mt", "src", "n", "lang")
GOOD = {"mt": "A “text”.", "src": "Ein Text.", "n": 7, "lang": "de", "more": [1]}


@pytest.mark.parametrize("suffix", format_.SUFFIXES)
def test_rows_come_back_in_order_and_copies_are_byte_for_byte(tmp_path, jsonl, suffix):
    path = jsonl(tmp_path / f"a{suffix}", [{**GOOD, "n": number} for number in range(25)])
    batches = list(format_.batches(path, COLUMNS, Limits(rows=10)))
    assert [batch.size for batch in batches] == [10, 10, 5]
    assert batches[-1].share == 1
    rows = [row for batch in batches for row in format_.rows(batch.payload, COLUMNS)]
    assert rows == [Row("A “text”.", "Ein Text.", str(number), "de") for number in range(25)]
    copy = tmp_path / "copies" / f"b{suffix}"
    format_.copy(path, copy, iter([number % 2 == 0 for number in range(25)]), COLUMNS)
    assert lines(copy) == lines(path)[::2]


def lines(path):
    return [line for batch in format_.batches(path, COLUMNS, Limits()) for line in batch.payload[1]]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"{", "is no JSON"),
        (b"[1]", "is no JSON object"),
        (b'"a"', "is no JSON object"),
        (b'{"mt": 5}', "column 'mt' holds no text"),
        (b'{"mt": "a", "src": [1]}', "column 'src' holds no text"),
        (b'{"mt": null}', "column 'mt' is empty or missing"),
        (b"{}", "column 'mt' is empty or missing"),
        (b'{"mt": "\xff"}', "is no UTF-8"),
        (b"[" * 100_000, "is no JSON"),
    ],
)
def test_a_bad_line_says_why_and_stands_as_it_is(line, error):
    (row,) = format_.rows((b"", [line]), COLUMNS)
    assert row == Bad(error, line)


def test_what_a_row_may_lack():
    (row,) = format_.rows((b"", [b'{"mt": "a", "src": null, "n": null}']), COLUMNS)
    assert row == Row("a")


def test_lines_without_anything_and_a_byte_order_mark_are_none(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n\n  \n" + json.dumps(GOOD).encode())
    (batch,) = format_.batches(path, COLUMNS, Limits())
    assert [type(row) for row in format_.rows(batch.payload, COLUMNS)] == [Row, Row]


def test_long_lines_make_small_batches(tmp_path, jsonl):
    path = jsonl(tmp_path / "a.jsonl", [{"mt": "x" * 100}] * 10)
    assert [batch.size for batch in format_.batches(path, Columns("mt"), Limits(rows=10, size=250))] == [2] * 5
    assert [batch.size for batch in format_.batches(path, Columns("mt"), Limits(rows=10, size=1))] == [1] * 10


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst"])
def test_a_file_that_ends_too_early_is_no_shorter_file(tmp_path, jsonl, suffix):
    path = jsonl(tmp_path / f"a{suffix}", [{"mt": f"{number**9}"} for number in range(3000)])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(ReadError, match="cannot be read"):
        list(format_.batches(path, Columns("mt"), Limits()))


def test_a_column_that_is_not_there_is_named(tmp_path, jsonl):
    path = jsonl(tmp_path / "a.jsonl", [{"mt": "a"}, {"mt": "b", "src": "c"}])
    format_.check(path, Columns("mt", "src"))
    with pytest.raises(ReadError, match="has no column 'lang' in its first lines, but mt, src"):
        format_.check(path, Columns("mt", "src", lang="lang"))


def test_each_line_of_a_batch_by_itself():
    payload = (b"", [b'{"mt": "a"}', b'{"mt": "b"}'])
    assert [list(format_.rows(each, Columns("mt"))) for each in format_.split(payload)] == [[Row("a")], [Row("b")]]
