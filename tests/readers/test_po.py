import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.pypo import pofile

from mtaudit.audit import read_text
from mtaudit.errors import LanguageError
from mtaudit.model import MASK
from mtaudit.readers import po

HEADER = 'msgid ""\nmsgstr ""\n"Language: en_GB\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FILE = (
    HEADER
    + r"""# a note
#. for translators
#: a.py:3
#, python-format
msgctxt "menu"
msgid "Datei %s"
msgstr "File \"%s\"\n"
"and \\ more"

#, fuzzy
msgid "Alt"
msgstr "Old"

msgid "%d Datei"
msgid_plural "%d Dateien"
msgstr[0] "%d file"
msgstr[1] "%d files"

msgid "Leer"
msgstr ""

#~ msgid "Fort"
#~ msgstr "Gone"
"""
)


def units(raw):
    document = read_text(raw, "a.po")
    return [(document.slice(each.span), each.source, each.target, each.key) for each in document.blocks]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_units_have_their_source_key_and_placeholders(end):
    assert units(FILE.replace("\n", end)) == [
        (f'File "{MASK * 2}"\nand \\ more', "Datei %s", 'File "%s"\nand \\ more', "menu"),
        (f"{MASK * 2} file", "%d Datei", "%d file", "%d Datei"),
        (f"{MASK * 2} files", "%d Dateien", "%d files", "%d Datei"),
        (MASK * 2, "Leer", "", "Leer"),
    ]


def test_an_empty_translation_can_be_pointed_at():
    document = read_text(FILE, "a.po")
    assert document.raw_slice(document.blocks[-1].span) == '""'


@pytest.mark.parametrize("language", ["de", "pt_BR"])
def test_a_file_of_another_language_is_refused(language):
    with pytest.raises(LanguageError, match=f"translates into '{language}'"):
        read_text(FILE.replace("en_GB", language), "a.po")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t"\\'), min_size=1, max_size=30)
#: KDE once wrote the context of a text before it; the toolkit still takes that out of the source.
sources = texts.filter(lambda text: not text.startswith("_:"))


@given(st.lists(st.tuples(sources, texts), max_size=5, unique_by=lambda pair: pair[0]))
def test_units_are_those_of_the_translate_toolkit(pairs):
    pairs = [(source, target) for source, target in pairs if source.strip() and any(map(str.isalnum, target))]
    raw = HEADER + "".join(f'msgid "{po.encode(a)}"\nmsgstr "{po.encode(b)}"\n\n' for a, b in pairs)
    theirs = [
        (str(each.source), str(each.target)) for each in pofile.parsestring(raw.encode()).units if not each.isheader()
    ]
    assert [(source, target) for _, source, target, _ in units(raw)] == theirs == pairs


def test_a_comment_that_speaks_to_mtaudit_stands_before_its_unit():
    document = read_text(HEADER + '# mtaudit: ignore-next\nmsgid "a"\nmsgstr "one word"\n', "a.po")
    assert [each.text for each in document.comments] == ["mtaudit: ignore-next"]
    assert document.comments[0].span.end < document.blocks[-1].span.start
