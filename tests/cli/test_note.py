import re

import pytest
from click.testing import CliRunner
from translate.storage.pypo import pofile
from translate.storage.xliff import Xliff1File

from mtaudit.cli import group

PO = """msgid ""
msgstr ""
"Language: en\\n"

# hers
#: a.c
msgid "Da"
msgstr "They left left."

msgid "Nicht gefunden"
msgstr ""
"""
ONE = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" datatype="x" '
    'source-language="de" target-language="en"><body><trans-unit id="1"><source>Da &amp; weg</source>'
    "<target>They left left &amp; went</target></trans-unit></body></file></xliff>"
)
TWO = (
    '<xliff version="2.0" srcLang="de" trgLang="en"><file id="f"><unit id="1"><segment><source>Da</source>'
    "<target>They left left.</target></segment></unit></file></xliff>"
)


def run(path, *options):
    return CliRunner().invoke(group, ["note", "--grammar", "off", str(path), *options], standalone_mode=False)


@pytest.mark.parametrize(("name", "raw", "count"), [("a.po", PO, 2), ("a.xlf", ONE, 1), ("b.xlf", TWO, 1)])
def test_noting_twice_is_noting_once_and_can_be_undone(tmp_path, name, raw, count):
    path = tmp_path / name
    path.write_bytes(raw.encode())
    assert run(path).return_value == 0
    once = path.read_text("utf-8")
    assert len(re.findall(r"\[mtaudit\]|=\"mtaudit\"", once)) == count
    assert "minor repetition/word “left left”" in once
    run(path)
    assert path.read_text("utf-8") == once
    run(path, "--remove")
    assert path.read_bytes() == raw.encode()


@pytest.mark.parametrize(("encoding", "words"), [("iso-8859-1", b'"left left"'), ("cp1252", b"\x93left left\x94")])
def test_a_note_says_what_the_encoding_can(tmp_path, encoding, words):
    path = tmp_path / "a.po"
    charset = f'"Content-Type: text/plain; charset={encoding}\\n"'
    path.write_bytes(PO.replace('msgstr ""\n', f'msgstr ""\n{charset}\n', 1).encode(encoding))
    assert run(path).return_value == 0
    assert b"minor repetition/word " + words in path.read_bytes()


def test_the_translate_toolkit_reads_the_notes_of_po(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(PO, encoding="utf-8")
    run(path)
    units = {unit.source: unit.getnotes() for unit in pofile.parsefile(str(path)).units if not unit.isheader()}
    assert units["Da"].startswith("hers\n[mtaudit] minor repetition/word")
    assert units["Nicht gefunden"].startswith("[mtaudit] critical coverage/empty")


def test_the_translate_toolkit_reads_the_notes_of_xliff(tmp_path):
    path = tmp_path / "a.xlf"
    path.write_text(ONE, encoding="utf-8")
    run(path)
    (unit,) = Xliff1File.parsefile(str(path)).units
    assert "repetition/word" in unit.getnotes()
    assert unit.target == "They left left & went"


def test_notes_that_are_there_already_stay(tmp_path):
    path = tmp_path / "b.xlf"
    path.write_text(TWO.replace('id="1">', 'id="1"><notes><note>hers</note></notes>'), encoding="utf-8")
    before = path.read_text("utf-8")
    run(path)
    assert path.read_text("utf-8").count("<notes>") == 1
    run(path, "--remove")
    assert path.read_text("utf-8") == before


def test_a_format_without_notes_is_named(tmp_path, capfd):
    path = tmp_path / "a.txt"
    path.write_text("They left left.", encoding="utf-8")
    done = run(path)
    assert done.return_value == 2
    assert "has no notes; PO and XLIFF have" in done.output
    assert path.read_text("utf-8") == "They left left."
