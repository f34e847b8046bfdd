import pytest

from mtaudit.corpus.formats import texts as format_
from mtaudit.corpus.records import Bad, Columns, Limits, Row


@pytest.fixture
def folder(tmp_path):
    tmp_path /= "in"
    tmp_path.mkdir()
    for name, text in {"b.txt": b"One.", "a/c.md": b"# Two", "a/.hidden.txt": b"x", "d.jsonl": b"{}"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    (tmp_path / "z.txt").write_bytes(b"\xff\xfe\x00")
    return tmp_path


def rows(folder, *limits):
    batches = format_.batches(folder, Columns(), Limits(*limits))
    return [row for batch in batches for row in format_.rows(batch.payload, Columns())]


def test_every_text_is_a_row_in_order(folder):
    one, bad, two = rows(folder)
    assert (one, two) == (Row("One.", id="b.txt", name="b.txt"), Row("# Two", id="a/c.md", name="a/c.md"))
    assert isinstance(bad, Bad)
    assert bad.id == "z.txt"
    assert rows(folder, 1) == [one, bad, two]


def test_a_copy_holds_the_wanted_files(folder, tmp_path):
    format_.copy(folder, tmp_path / "kept", iter([False, False, True]), Columns())
    assert [str(path.relative_to(tmp_path / "kept")) for path in (tmp_path / "kept").rglob("*.*")] == ["a/c.md"]


def test_each_text_by_itself(folder):
    (batch,) = format_.batches(folder, Columns(), Limits())
    assert [row for each in format_.split(batch.payload) for row in format_.rows(each, Columns())] == rows(folder)
