import pytest

from mtaudit.audit import read_text
from mtaudit.errors import ReadError
from mtaudit.model import MASK

FRAME = '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4"><header/><body>%s</body></tmx>'

CASES = [
    (
        "<tu tuid='1'><tuv xml:lang='de'><seg>Ja</seg></tuv><tuv xml:lang='en-GB'><seg>Yes &amp; no</seg></tuv></tu>",
        [("Yes & no", "Ja", "Yes & no", "1")],
    ),
    (
        "<tu><tuv xml:lang='EN'><seg>Go <ph x='1'/>on</seg></tuv><tuv xml:lang='fr'><seg>Va</seg></tuv></tu>",
        [(f"Go {MASK * 11}on", "Va", "Go <ph x='1'/>on", "")],
    ),
    ("<tu><tuv xml:lang='de'><seg>Ja</seg></tuv><tuv xml:lang='fr'><seg>Oui</seg></tuv></tu>", []),
    (
        "<tu><tuv lang='de'><seg>Ja</seg></tuv><tuv lang='en'><seg></seg></tuv></tu>",
        [(MASK * 11, "Ja", "", "")],
    ),
    ("<tu><tuv xml:lang='en'><seg>Alone</seg></tuv></tu>", [("Alone", "", "Alone", "")]),
]


@pytest.mark.parametrize(("units", "expected"), CASES)
def test_the_english_variant_stands_beside_the_other(units, expected):
    document = read_text(FRAME % units, "a.tmx")
    assert [(document.slice(each.span), each.source, each.target, each.key) for each in document.blocks] == expected


def test_another_xml_file_is_refused():
    with pytest.raises(ReadError, match="is no TMX"):
        read_text("<xliff/>", "a.tmx")
