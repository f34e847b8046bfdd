import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import read_text, reader_of
from mtaudit.errors import ReadError

XLIFF = """<?xml version="1.0"?>
<!-- <trans-unit> in a comment -->
<xliff version="1.2"><file original='a>b' target-language="en"><header><note>of the file</note></header><body>
{}
<group translate="no">{}</group><group/></body></file><file target-language="en-GB"><body>{}</body></file></xliff>
"""
UNIT = "<trans-unit id='{0}'><source>Datei {0}</source><target>File {0} &amp; <g id='1'>more</g></target></trans-unit>"
XLIFF_2 = "<xliff version='2.0' trgLang='en'><file id='f'>{}<group id='g'>{}</group></file></xliff>"
UNIT_2 = "<unit id='{0}'><segment><source>Datei {0}</source><target>File {0}</target></segment></unit>"
TMX = '<tmx version="1.4"><header/><body>{}</body></tmx>'
TU = "<tu tuid='{0}'><tuv xml:lang='de'><seg>Ja {0}</seg></tuv><tuv xml:lang='en'><seg>Yes {0}</seg></tuv></tu>\n"
PO = 'msgid ""\nmsgstr "Language: en\\n"\n\n'
ENTRY = """#. note

#, c-format
msgctxt "c{0}"

msgid "Datei {0}"

msgid_plural "Dateien {0}"
msgstr[0] "File {0}"
"s"

"""


def units(numbers, form):
    return "".join(form.format(number) for number in numbers)


FILES = {
    "a.xlf": XLIFF.format(units(range(9), UNIT), units(range(9, 14), UNIT), units(range(14, 20), UNIT)),
    "b.xliff": XLIFF_2.format(units(range(5), UNIT_2), units(range(5, 12), UNIT_2)),
    "a.tmx": TMX.format(units(range(20), TU)),
    "a.po": PO + units(range(20), ENTRY),
    "b.po": (PO + units(range(20), ENTRY)).replace("\n", "\r\n"),
    "a.csv": "id;source;target\n" + units(range(20), '{0};"Ja; ""{0}""\n{0}";"Yes {0}\n\n"\n'),
    "a.tsv": "source\ttarget\n" + units(range(20), 'Ja "{0}\tYes "{0}\n'),
}


def cut(name, text, size, block=7):
    blocks = (text[at : at + block] for at in range(0, len(text), block))
    return list(registry.plugin("readers", reader_of(name)).windows(blocks, name, size))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("size", [1, 100, 250])
def test_windows_hold_the_units_of_the_file_and_every_character_once(name, size):
    text = FILES[name]
    whole = read_text(text, name)
    windows = cut(name, text, size)
    assert "".join(window.body for window in windows) == text
    assert len(windows) > 1
    documents = [read_text(window.text, name) for window in windows]
    seen = [
        (each.source, each.target, each.key, document.slice(each.span))
        for document in documents
        for each in document.blocks
    ]
    assert seen == [(each.source, each.target, each.key, whole.slice(each.span)) for each in whole.blocks]


CELLS = st.text(st.sampled_from('a",;\n '), max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.integers(1, 40))
def test_odd_rows_are_cut_where_they_end(rows, size):
    text = "source,target\n" + "".join(f"{a},{b}\n" for a, b in rows)
    windows = cut("a.csv", text, size)
    assert "".join(window.body for window in windows) == text
    seen = [each.target for window in windows for each in read_text(window.text, "a.csv").blocks]
    assert seen == [each.target for each in read_text(text, "a.csv").blocks]


def test_a_table_without_a_known_header_stays_whole():
    text = "one,two\n" * 50
    assert [window.text for window in cut("a.csv", text, 10)] == [text]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<xliff><file></body></xliff>", "is no well-formed XML: mismatched tag at line 1"),
        ("<xliff>", "is no well-formed XML: no element found"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><xliff>&b;</xliff>", "declares the entity 'b'"),
    ],
)
def test_what_is_no_xml_is_refused(text, reason):
    with pytest.raises(ReadError, match=reason):
        cut("a.xlf", text, 10)
