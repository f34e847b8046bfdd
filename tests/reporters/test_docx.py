import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx as library
import pytest

from mtaudit.model import Run, Skipped, Unread
from mtaudit.reporters import docx
from mtaudit.wordprocessor.notes import unpack
from mtaudit.wordprocessor.read import decided

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(run):
    return library.Document(io.BytesIO(docx.render(run)))


def changes(document):
    return [
        (
            element.tag.removeprefix(W),
            "".join(each.text for each in element.iter() if each.tag in (f"{W}t", f"{W}delText")),
        )
        for element in document.element.body.iter(f"{W}ins", f"{W}del")
    ]


def test_a_correction_is_a_tracked_change_with_a_comment(run_of):
    document = opened(run_of("So they ate the the food.\n"))
    assert changes(document) == [("del", "the the"), ("ins", "the")]
    (comment,) = document.comments
    assert (comment.author, comment.text) == (
        "mtaudit",
        "minor repetition/word [linguistic-conventions/duplication]: “the” stands twice running. => write: the",
    )
    assert {each.get(f"{W}author") for each in document.element.body.iter(f"{W}ins", f"{W}del")} == {"mtaudit"}


def test_a_finding_without_a_correction_is_a_comment_only(run_of):
    document = opened(run_of("The 370 provinces of Afghanistan.\n\nAfghanistan it is.\n"))
    assert changes(document) == []
    assert ["world/units" in comment.text for comment in document.comments] == [True]


def test_the_text_stands_as_it_reads(run_of):
    document = opened(run_of("# A head the the line\n\n- one item\n- `code` here\n\n> They said so.\n", "a.md"))
    shown = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("List Bullet", "one item") in shown
    assert ("List Bullet", "`code` here") in shown
    assert ("Quote", "They said so.") in shown
    assert "Heading 2" in {style for style, _ in shown}


def test_what_was_not_checked_is_said(run_of):
    run = run_of("They left.", skipped=[Skipped("grammar", "no engine")], unread=[Unread("b.txt", "is empty")])
    texts = [paragraph.text for paragraph in opened(run).paragraphs]
    assert {"grammar did not run: no engine", "b.txt is empty; it was not checked"} <= set(texts)


def test_the_same_run_gives_the_same_bytes(run_of):
    run = run_of("They ate the the food.\n")
    assert docx.render(run) == docx.render(run)
    names = zipfile.ZipFile(io.BytesIO(docx.render(run))).namelist()
    assert len(names) == len(set(names))


def test_overlapping_findings_are_one_change_and_two_comments(run_of):
    (report,) = run_of("So they ate the the food.\n").reports
    (finding,) = report.findings
    other = replace(finding, rule=replace(finding.rule, id="grammar/x", category="style/awkward"))
    document = opened(Run((replace(report, findings=(finding, other)),)))
    assert changes(document) == [("del", "the the"), ("ins", "the")]
    assert len(list(document.comments)) == 2


def test_hostile_text_stays_text(hostile):
    data = docx.render(hostile.run)
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(archive.read(name))
    document = library.Document(io.BytesIO(data))
    assert "script" not in {element.tag.split("}")[-1] for element in document.element.body.iter()}
    assert not re.search(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f]", archive.read("word/document.xml"))
    (known,) = filter(
        None, (unpack(archive.read(name)) for name in archive.namelist() if name.startswith("customXml/i"))
    )
    assert known[0].path == hostile.run.reports[0].document.name


def test_several_files_and_none(run_of):
    (report,) = run_of("They ate the the food.\n").reports
    both = Run((report, type(report)(report.document, report.findings, (), "s")))
    assert len(decided(docx.render(both))) == 2
    assert opened(Run(())).paragraphs


def test_bytes_go_to_a_file_and_not_to_a_terminal(tmp_path):
    (tmp_path / "a.txt").write_text("They ate the the food.\n", encoding="utf-8")
    command = [sys.executable, "-m", "mtaudit", "check", "a.txt", "--output-format", "docx"]
    done = subprocess.run([*command, "--output-file", "a.docx"], cwd=tmp_path, capture_output=True, env=os.environ)
    assert (done.returncode, done.stderr) == (1, b"")
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, env=os.environ)
    assert piped.stdout == (tmp_path / "a.docx").read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_gives_it_back(run_of, tmp_path):
    run = run_of("So they ate the the food of 16 Thousands men.\n\nThe the end\n")
    (tmp_path / "a.docx").write_bytes(docx.render(run))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    for target, folder in (("pdf", "pdf"), ("docx:MS Word 2007 XML", "again")):
        command = ["soffice", home, "--headless", "--convert-to", target, "--outdir", folder, "a.docx"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "pdf" / "a.pdf").read_bytes().startswith(b"%PDF")
    (file,) = decided((tmp_path / "again" / "a.docx").read_bytes())
    assert [(each.rule, each.verdict) for each in file.decisions] == [
        (finding.rule.id, "open") for finding in run.reports[0].findings
    ]
