from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read, read_text
from mtaudit.model import Position
from mtaudit.positions import offsets, places, position, width
from mtaudit.settings import Settings

UNITS = ("code points", "utf-16", "utf-8")
CODECS = {"code points": "utf-32-le", "utf-16": "utf-16-le", "utf-8": "utf-8"}
SIZES = {"code points": 4, "utf-16": 2, "utf-8": 1}
RAWS = st.lists(
    st.sampled_from(
        [
            "the the ",
            "🙂",
            "e\u0301",
            "\r\n",
            "\n",
            "\r",
            "é",
            "16 Thousands men ",
            "&amp;",
            "<b>",
            "\ufeff",
            "They ",
            ". ",
        ]
    ),
    max_size=30,
).map(lambda pieces: "Start " + "".join(pieces))


def encoded(text, unit):
    return text.encode(CODECS[unit])


def cut(raw, place, unit):
    """What stands before a place in its line, counted independently: the line as bytes of the unit's encoding."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return encoded(lines[place.line - 1], unit)[: (place.column - 1) * SIZES[unit]].decode(CODECS[unit])


@pytest.mark.parametrize("unit", UNITS)
@given(raw=RAWS, name=st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_a_place_is_the_same_in_every_count(unit, raw, name):
    report = audit(read_text(raw, name), Settings(select=("repetition", "numbers")))
    for place, plain in zip(places(report, unit), places(report), strict=True):
        for one, two in ((place.start, plain.start), (place.end, plain.end)):
            assert one.line == two.line
            assert len(cut(raw, one, unit)) == two.column - 1
        assert place.start < place.end


@pytest.mark.parametrize("unit", UNITS)
@given(raw=RAWS, data=st.data())
def test_offsets_count_what_stands_before(unit, raw, data):
    wanted = data.draw(st.lists(st.integers(0, len(raw)), max_size=5))
    found = offsets(read_text(raw, "a.txt"), wanted, unit)
    assert found == {offset: len(encoded(raw[:offset], unit)) // SIZES[unit] for offset in wanted}


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_widths_add_up(one, two):
    for unit in UNITS:
        assert width(one + two, unit) == width(one, unit) + width(two, unit)


@pytest.mark.parametrize(
    ("unit", "column"),
    [("code points", 3), ("utf-16", 4), ("utf-8", 6)],
)
def test_an_emoji_counts_one_two_or_four(unit, column):
    assert position(read_text("x🙂 the the", "a.txt"), 2, unit) == Position(1, column)


def test_the_byte_order_mark_counts_in_bytes_of_the_first_line_only(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfthe the\nthe the\n")
    document = read(tmp_path / "a.txt")
    assert document.bom
    assert document.raw.startswith("the the")
    assert position(document, 0, "utf-8") == Position(1, 4)
    assert position(document, 0, "utf-16") == position(document, 0) == Position(1, 1)
    assert position(document, 8, "utf-8") == Position(2, 1)
    assert offsets(document, [0, 8], "utf-8") == {0: 3, 8: 11}
    assert offsets(document, [0], "utf-16") == {0: 0}
    assert not replace(document, bom=False).bom


def test_bytes_are_those_of_the_file(tmp_path):
    data = b"\xef\xbb\xbf" + "é🙂 they ate the the food\r\nand e\u0301 the the rest".encode()
    (tmp_path / "a.txt").write_bytes(data)
    document = read(tmp_path / "a.txt")
    report = audit(document, Settings(select=("repetition",)))
    assert len(report.findings) == 2
    for place in places(report, "utf-8"):
        line = data.split(b"\r\n")[place.start.line - 1]
        assert line[place.start.column - 1 : place.end.column - 1] == b"the the"
