import pytest

from mtaudit.corpus.formats import tsv as format_
from mtaudit.corpus.records import Bad, Columns, Limits, Row
from mtaudit.errors import ReadError

NAMED = Columns("mt", "src")
NUMBERED = Columns("2", "1")


def rows(path, columns):
    return [row for batch in format_.batches(path, columns, Limits()) for row in format_.rows(batch.payload, columns)]


def test_columns_by_the_header_or_by_number(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_bytes(b'src\tmt\nein "Wort\tone "word\n\nzwei\ttwo\r\n')
    assert rows(path, NAMED) == [Row('one "word', 'ein "Wort'), Row("two", "zwei")]
    assert rows(path, NUMBERED) == [Row("mt", "src"), *rows(path, NAMED)]


def test_lines_that_are_too_short_or_no_utf_8_are_bad_and_longer_ones_are_not(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"src\tmt\nein\n\xff\tx\nzwei\ttwo\tmore\n")
    assert rows(path, NAMED) == [
        Bad("column 'mt' is empty or missing", b"ein\n"), Bad("is no UTF-8", b"\xff\tx\n"), Row("two", "zwei"),
    ]  # fmt: skip


@pytest.mark.parametrize("columns", [NAMED, NUMBERED])
def test_a_copy_keeps_the_header_if_there_is_one(tmp_path, columns):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"src\tmt\neins\tone\nzwei\ttwo\n")
    wanted = [False, True] if columns is NAMED else [True, False, True]
    format_.copy(path, tmp_path / "b.tsv", iter(wanted), columns)
    assert (tmp_path / "b.tsv").read_bytes() == b"src\tmt\nzwei\ttwo\n"


def test_columns_that_are_not_there_are_named(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_bytes(b"src\tmt\neins\tone\n")
    format_.check(path, NAMED)
    format_.check(path, NUMBERED)
    with pytest.raises(ReadError, match="has no column 'text', but src, mt"):
        format_.check(path, Columns())
    with pytest.raises(ReadError, match="has no column '3', but 1, 2"):
        format_.check(path, Columns("3"))


def test_each_line_by_itself_has_the_header():
    payload = (b"mt\n", [b"a\n", b"b\n"])
    assert [list(format_.rows(each, Columns("mt"))) for each in format_.split(payload)] == [[Row("a")], [Row("b")]]
