import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.errors import ReadError
from mtaudit.files import stamp
from mtaudit.gate.entry import remembered
from mtaudit.large import file as module
from mtaudit.large.file import LargeFile, opened
from mtaudit.settings import Settings

TEXTS = st.lists(
    st.sampled_from(["a", "é", "\U0001f600", "\r\n", "\n", "\r", "word ", "漢字"]), min_size=1, max_size=60
)


@pytest.fixture
def cut_small(monkeypatch):
    monkeypatch.setattr(module, "_BLOCK", 5)
    yield
    module._index.cache_clear()
    module._block.cache_clear()


@pytest.mark.usefixtures("cut_small")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030", "iso2022_jp_2004"])
def test_every_stretch_and_line_is_that_of_the_whole(tmp_path_factory, encoding):
    folder = tmp_path_factory.mktemp("files")

    @given(TEXTS, st.integers(0, 99), st.integers(0, 99))
    def holds(parts, start, length):
        text = "".join(parts) if encoding != "iso2022_jp_2004" else "".join(parts).translate({0x1F600: "字", 0xE9: "e"})
        path = folder / f"{abs(hash((text, encoding)))}.po"
        path.write_bytes(text.encode(encoding))
        file = LargeFile(stamp(path), encoding)
        document, whole = remembered(file, "a.txt", {}, {}), read_text(text, "a.txt")
        assert document.characters == len(text)
        assert document.stretch(start, start + length) == text[start : start + length]
        assert document.line_end == whole.line_end
        for offset in range(len(text)):
            place = document.position(offset)
            assert place == whole.position(offset)
            assert document.line(place.line) == whole.line(place.line)
        assert "raw" not in vars(document)

    holds()


def test_what_is_no_text_is_refused_with_its_place(tmp_path, small):
    path = tmp_path / "a.po"
    path.write_bytes(b'msgid "a"\n' * 9000 + b"\xff")
    file = opened(path, Settings())
    with pytest.raises(ReadError, match="is not valid UTF-8: the byte 0xFF at offset 90000"):
        file.text()
    path.write_bytes(b'msgid "a"\n\0')
    with pytest.raises(ReadError, match="is a binary file"):
        opened(path, Settings()).text()


def test_only_what_can_be_cut_is_large(tmp_path, small):
    for name, large in {
        "a.po": True,
        "a.xlf": True,
        "a.tmx": True,
        "a.tsv": True,
        "a.md": False,
        "a.json": False,
    }.items():
        (tmp_path / name).write_text("text")
        assert bool(opened(tmp_path / name, Settings())) == large
