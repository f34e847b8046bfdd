"""The text as a DOCX file: a comment for each finding, and each correction as a tracked change to accept or reject.

``mtaudit apply`` reads what became of it (``mtaudit.wordprocessor``).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.errors import SettingsError
from mtaudit.model import Kind, Report, Run
from mtaudit.reporters._paths import posix
from mtaudit.reporters._sentences import counts, not_checked, not_run, one_line
from mtaudit.reporters._xml import clean
from mtaudit.score import score
from mtaudit.wordprocessor.notes import AUTHOR, END, Notes, notes, pack
from mtaudit.wordprocessor.write import FileText, bookmark

if TYPE_CHECKING:
    from docx.document import Document as Docx

BINARY = True

_STYLES: dict[Kind, str] = {"headline": "Heading 2", "item": "List Bullet", "quote": "Quote", "caption": "Caption"}
_ADVICE = (
    "Accept or reject each change, or write something else in its place; other words can be edited as well. "
    "Then save as DOCX and run: mtaudit apply FILE.docx"
)
_DATE = re.compile(rb' w:date="[^"]*"')
_EPOCH = (1980, 1, 1, 0, 0, 0)


def render(run: Run) -> bytes:
    """The file, the same bytes for the same run: it holds no date."""
    try:
        import docx
    except ImportError as error:
        raise SettingsError("the format docx needs python-docx; run 'pip install mtaudit[docx]'") from error
    made = docx.Document()
    _strip(made)
    made.core_properties.author = made.core_properties.last_modified_by = AUTHOR
    made.core_properties.title = "mtaudit report"
    made.add_paragraph(_ADVICE)
    known = [_file(number, report, made) for number, report in enumerate(run.reports)]
    end = made.add_paragraph()
    bookmark(end, f"{END}{len(known)}", 0)
    for remark in _remarks(run):
        made.add_paragraph(clean(remark))
    _embed(made, pack(known))
    return _saved(made)


def _strip(made: Docx) -> None:
    """Take out what python-docx's template brings for Word of 2010 and before: half of the file."""
    for rels in (made.part.rels, made.part.package.rels):
        for id_, rel in list(rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del rels[id_]


def _file(number: int, report: Report, made: Docx) -> Notes:
    """Write the text of one file, its findings marked; what ``apply`` has to know of it."""
    heading = made.add_heading(level=1)
    bookmark(heading, f"{END}{number}", 1_000_000 * number + 999_999)
    heading.add_run(clean(one_line(posix(report.document.name))))
    for fact in _facts(report):
        made.add_paragraph(clean(fact))
    text = FileText(made, number, report)
    for index, block in enumerate(report.document.blocks):
        text.write(made.add_paragraph(style=_STYLES.get(block.kind, "Normal")), index, block)
    return notes(report.document, text.marks)


def _remarks(run: Run) -> Iterator[str]:
    yield from map(not_checked, run.unread)
    yield from map(one_line, dict.fromkeys(report.signature for report in run.reports))


def _facts(report: Report) -> Iterator[str]:
    document, value = report.document, score(report)
    found = ", ".join([counts(report.findings), *report.hidden.phrases])
    yield f"{document.words} words, {found}{'' if value is None else f', MQM score {value}'}"
    yield from map(not_run, report.skipped)


def _embed(made: Docx, data: bytes) -> None:
    """Put what ``apply`` has to know into a part of its own, which word processors keep."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = made.part.package
    item = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", data, package)
    properties = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ds:datastoreItem ds:itemID="{6D746175-6469-7400-0000-000000000001}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
    )
    type_ = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    props = Part(package.next_partname("/customXml/itemProps%d.xml"), type_, properties.encode(), package)
    item.relate_to(props, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    made.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _saved(made: Docx) -> bytes:
    """The file without the dates of its comments, and with the same date on each of its parts every time."""
    first, last = io.BytesIO(), io.BytesIO()
    made.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            data = _DATE.sub(b"", data) if name == "word/comments.xml" else data
            target.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return last.getvalue()
