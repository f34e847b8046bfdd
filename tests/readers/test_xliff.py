import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.xliff import Xliff1File

from mtaudit.audit import read_text
from mtaudit.errors import LanguageError, ReadError
from mtaudit.model import MASK
from mtaudit.readers import xliff

ONE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="de" target-language="{language}" datatype="html" original="a"><body>
{units}
</body></file></xliff>
"""
TWO = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="{language}">
<file id="f">{units}</file></xliff>
"""


def units(raw):
    document = read_text(raw, "a.xlf")
    return [(document.slice(each.span), each.source, each.target, each.key) for each in document.blocks]


CASES = [
    (ONE, "<trans-unit id='1'><source>Ja</source><target>Yes</target></trans-unit>", ("Yes", "Ja", "Yes", "1")),
    (
        ONE,
        "<trans-unit id='2'><source>Da <x id='1'/></source><target>The <x id='1'/> &lt;here</target></trans-unit>",
        (f"The {MASK * 11} <here", "Da <x id='1'/>", "The <x id='1'/> <here", "2"),
    ),
    (
        ONE,
        "<trans-unit id='3'><source>Wort</source><target>w<g id='1'>or</g>d</target></trans-unit>",
        ("word", "Wort", "w<g id='1'>or</g>d", "3"),
    ),
    (
        ONE,
        (
            "<trans-unit id='4'><source>A</source>"
            "<target>go <bpt id='1'>&lt;b></bpt>on<ept id='1'>&lt;/b></ept></target>"
            "<alt-trans><target>no</target></alt-trans></trans-unit>"
        ),
        (f"go {MASK * 24}on{MASK * 25}", "A", "go <bpt id='1'>&lt;b></bpt>on<ept id='1'>&lt;/b></ept>", "4"),
    ),
    (ONE, "<trans-unit id='5'><source>Leer</source><target/></trans-unit>", (MASK * 9, "Leer", "", "5")),
    (ONE, "<trans-unit id='6'><source>Leer</source></trans-unit>", (MASK * 21, "Leer", "", "6")),
    (
        TWO,
        "<unit id='7'><segment><source>Ja</source><target>Yes <pc id='1'>sir</pc></target></segment></unit>",
        ("Yes sir", "Ja", "Yes <pc id='1'>sir</pc>", "7"),
    ),
]


@pytest.mark.parametrize(("frame", "unit", "expected"), CASES)
def test_units(frame, unit, expected):
    assert units(frame.format(language="en-US", units=unit)) == [expected]


SILENT = [
    (ONE, "<trans-unit id='1' translate='no'><source>Ja</source><target>Yes</target></trans-unit>"),
    (ONE, "<group translate='no'><trans-unit id='1'><source>Ja</source><target>Yes</target></trans-unit></group>"),
    (ONE, "<trans-unit id='1'><source>Ja</source><target state='new'>Ja</target></trans-unit>"),
    (ONE, "<trans-unit id='1'><source>Ja</source><target state='needs-translation'></target></trans-unit>"),
    (TWO, "<unit id='1' translate='no'><segment><source>Ja</source><target>Yes</target></segment></unit>"),
    (TWO, "<unit id='1'><segment state='initial'><source>Ja</source></segment></unit>"),
]


@pytest.mark.parametrize(("frame", "unit"), SILENT)
def test_what_is_not_to_be_translated_or_not_yet_is_left_alone(frame, unit):
    assert units(frame.format(language="en", units=unit)) == []


def test_a_group_gives_its_state_back():
    inner = "<group translate='no'></group><trans-unit id='1'><source>Ja</source><target>Yes</target></trans-unit>"
    assert len(units(ONE.format(language="en", units=inner))) == 1


BAD = [
    (ONE.format(language="fi", units=""), LanguageError, "translates into 'fi'"),
    ("<a><b></a>", ReadError, "no well-formed XML: mismatched tag at line 1"),
    ("<tmx></tmx>", ReadError, "is no XLIFF"),
    ("no XML at all", ReadError, "no well-formed XML"),
    (
        '<!DOCTYPE xliff [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff>&b;</xliff>',
        ReadError,
        "declares the entity 'a'",
    ),
    ('<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', ReadError, "declares the entity"),
]


@pytest.mark.parametrize(("raw", "error", "reason"), BAD)
def test_bad_files_are_refused_with_a_reason(raw, error, reason):
    with pytest.raises(error, match=reason):
        read_text(raw, "a.xlf")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"], include_characters=" "), min_size=1, max_size=30)


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_units_are_those_of_the_translate_toolkit(pairs):
    pairs = [(source.strip(), target.strip()) for source, target in pairs]
    pairs = [(source, target) for source, target in pairs if source and any(map(str.isalnum, target))]
    written = [(xliff.encode(source), xliff.encode(target)) for source, target in pairs]
    inner = "".join(
        f"<trans-unit id='{number}' xml:space='preserve'><source>{source}</source>"
        f"<target>{target}</target></trans-unit>"
        for number, (source, target) in enumerate(written)
    )
    raw = ONE.format(language="en", units=inner)
    theirs = [(each.source, each.target) for each in Xliff1File.parsestring(raw.encode()).units]
    assert [(source, target) for _, source, target, _ in units(raw)] == theirs == pairs
