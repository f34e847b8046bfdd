import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.audit import load, read_text
from mtaudit.decode import decode
from mtaudit.errors import FixError, ReadError
from mtaudit.fix import fix
from mtaudit.office import BREAK, OfficeFile
from mtaudit.settings import Settings

ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
    "<text:h>A <text:span>head</text:span></text:h><text:p>One<text:tab/>two<text:s text:c='2'/>"
    "<office:annotation><text:p>no text</text:p></office:annotation>th<text:span>r</text:span>ee<text:note>"
    "<text:note-body><text:p>A note</text:p></text:note-body></text:note> four</text:p></office:text></office:body>"
    "</office:document-content>"
)


def packed(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def document(*paragraphs):
    """A DOCX file; a paragraph is a list of runs, every second of them bold."""
    made = docx.Document()
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for number, run in enumerate(runs):
            paragraph.add_run(run).bold = bool(number % 2)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_a_paragraph_is_a_line_of_docx():
    made = docx.Document()
    made.add_heading("News of today")
    made.add_paragraph("They left\tat dawn.\nNow.")
    made.add_table(1, 1).cell(0, 0).text = "In a cell"
    made.sections[0].header.paragraphs[0].text = "Above all pages"
    target = io.BytesIO()
    made.save(target)
    text = OfficeFile(target.getvalue()).text
    assert text.split("\n") == [
        "News of today",
        f"They left\tat dawn.{BREAK}Now.",
        "In a cell",
        "Above all pages",
        "",
    ]


def test_a_paragraph_is_a_line_of_odt():
    data = packed(**{"content.xml": ODT})
    assert OfficeFile(data).text == "A head\nOne\ttwo  three four\nA note\n"
    after = OfficeFile(OfficeFile(data).encode("A new head\nOne\ttwo  seven four\nA note\n"))
    assert after.text == "A new head\nOne\ttwo  seven four\nA note\n"


def test_a_correction_keeps_the_format_of_all_it_does_not_touch(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(document(["They left ", "left", " the base."], ["About 2 5 Hund", "reds men."]))
    decoded = load(path, Settings())
    after = decoded.encode(fix(read_text(decoded.text, path.name), Settings()).document.raw)
    made = docx.Document(io.BytesIO(after))
    assert [paragraph.text for paragraph in made.paragraphs] == ["They left the base.", "About 2,500 men."]
    assert [(run.text, run.bold) for run in made.paragraphs[0].runs if run.text] in (
        [("They left ", False), ("the base.", False)],
        [("They ", False), ("left", True), (" the base.", False)],
        [("They left", False), (" the base.", False)],
    )


runs = st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=8), min_size=1, max_size=4)
line = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20)


@settings(max_examples=25)
@given(st.lists(st.tuples(runs, line), min_size=1, max_size=4))
def test_a_file_written_with_other_lines_reads_as_those(pairs):
    before = OfficeFile(document(*[["x", *each] for each, _ in pairs]))
    wanted = "".join(f"{after}\n" for _, after in pairs)
    rest = before.text.split("\n")[len(pairs) :]
    assert OfficeFile(before.encode(wanted + "\n".join(rest))).text == wanted + "\n".join(rest)


def test_an_unchanged_text_gives_the_very_bytes():
    data = document(["They left."])
    assert decode(data).encode(OfficeFile(data).text) == data


def test_members_that_do_not_change_stay_as_they_are():
    data = document(["They left."])
    after = OfficeFile(data).encode(OfficeFile(data).text.replace("left", "went"))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == old.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert changed == ["word/document.xml"]


def test_fewer_paragraphs_than_the_file_has_are_refused():
    with pytest.raises(FixError, match="fewer paragraphs"):
        OfficeFile(document(["One"], ["Two"])).encode("One")


BAD = [
    (packed(**{"word/document.xml": b"<w:p"}), "broken part, word/document.xml"),
    (packed(**{"word/document.xml": b" " * 250_000_000}), "unpacks to 250 MB"),
    (document(["One"])[:-30], "binary file"),
    (packed(**{"other.txt": b"\0" * 9}), "binary file"),
]


@pytest.mark.parametrize(("data", "reason"), BAD, ids=["broken", "bomb", "cut", "another archive"])
def test_bad_files_are_refused_with_a_reason(tmp_path, data, reason):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        load(path, Settings(max_file_size=500))


def test_no_entity_is_opened(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    kind = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    part = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><p xmlns="{kind}">&x;y</p>'
    assert "secret" not in OfficeFile(packed(**{"content.xml": part})).text


def test_line_of_a_finding_is_the_number_of_its_paragraph(tmp_path):
    path = Path(tmp_path / "a.docx")
    path.write_bytes(document(["One."], ["They left left."]))
    read = read_text(load(path, Settings()).text, path.name)
    assert read.position(read.raw.index("left left")).line == 2


@settings(max_examples=25)
@given(st.lists(st.sampled_from(["one", "\t", BREAK, "two ", " "]), max_size=6), line)
def test_tabs_and_breaks_are_kept_or_go_with_the_text_around_them(pieces, after):
    made = docx.Document()
    made.add_paragraph("x").add_run("".join(pieces).replace(BREAK, "\n"))
    target = io.BytesIO()
    made.save(target)
    file = OfficeFile(target.getvalue())
    assert file.text.startswith(f"x{''.join(pieces)}\n")
    for wanted in (f"x{after}\n", f"\tx{after}\t\n".strip("\t")):
        assert OfficeFile(file.encode(wanted)).text == wanted
