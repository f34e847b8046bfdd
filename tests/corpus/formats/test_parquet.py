import pyarrow as pa
import pytest
from pyarrow import parquet

from mtaudit.corpus import tables
from mtaudit.corpus.formats import parquet as format_
from mtaudit.corpus.records import Bad, Columns, Limits, Row
from mtaudit.errors import ReadError

COLUMNS = Columns("mt", "src", "n")


@pytest.fixture
def path(tmp_path):
    table = pa.table(
        {
            "n": list(range(25)),
            "mt": [f"text {number}" for number in range(24)] + [None],
            "src": [None, *["quelle"] * 24],
            "more": [{"a": number} for number in range(25)],
        }
    )
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=7, compression="gzip")
    return tmp_path / "a.parquet"


def rows(path, *limits):
    return [
        row
        for batch in format_.batches(path, COLUMNS, Limits(*limits or (10,)))
        for row in format_.rows(batch.payload, COLUMNS)
    ]


def test_rows_come_back_in_order(path):
    found = rows(path)
    assert found[:2] == [Row("text 0", "", "0"), Row("text 1", "quelle", "1")]
    assert [row.id for row in found] == [str(number) for number in range(25)]
    assert isinstance(found[-1], Bad)
    assert rows(path, 500, 100) == rows(path, 3) == found


def test_a_copy_has_the_same_columns_and_compression(path, tmp_path):
    format_.copy(path, tmp_path / "b" / "b.parquet", iter([number % 3 == 0 for number in range(25)]), COLUMNS)
    before, after = parquet.read_table(path), parquet.read_table(tmp_path / "b" / "b.parquet")
    assert after.to_pylist() == before.to_pylist()[::3]
    assert after.schema == before.schema
    assert parquet.ParquetFile(tmp_path / "b" / "b.parquet").metadata.row_group(0).column(0).compression == "GZIP"


def test_what_is_no_such_file_or_lacks_a_column(path, tmp_path):
    format_.check(path, COLUMNS)
    with pytest.raises(ReadError, match="has no column 'text', but n, mt, src, more"):
        format_.check(path, Columns())
    (tmp_path / "c.parquet").write_bytes(path.read_bytes()[:200])
    with pytest.raises(ReadError, match="cannot be read"):
        format_.check(tmp_path / "c.parquet", COLUMNS)


def test_a_text_that_is_no_utf_8_costs_no_other(tmp_path):
    data = pa.array([b"one", b"\xff\xfe", b"three"], pa.binary())
    broken = pa.StringArray.from_buffers(3, data.buffers()[1], data.buffers()[2])
    batch = pa.record_batch({"mt": broken})
    found = list(format_.rows(tables.packed(batch), Columns("mt")))
    assert [found[0].text, found[1].error, found[2].text] == ["one", "is no UTF-8", "three"]


def test_each_row_by_itself(path):
    (batch,) = format_.batches(path, COLUMNS, Limits())
    alone = [row for each in format_.split(batch.payload) for row in format_.rows(each, COLUMNS)]
    assert alone == rows(path)
