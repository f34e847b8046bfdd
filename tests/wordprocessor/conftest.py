"""A DOCX report, and a reviewer who works on it as Word does: by its tracked changes and its text."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.model import Run
from mtaudit.reporters import docx
from mtaudit.settings import Settings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = "word/document.xml"


class Reviewer:
    """Opens a DOCX report, changes its main part, and saves it."""

    def __init__(self, data):
        self._parts = {
            name: zipfile.ZipFile(io.BytesIO(data)).read(name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        }
        self.root = ElementTree.fromstring(self._parts[PART])

    def changes(self):
        """Each change as the deleted element, then the inserted one; either may be missing."""
        return [element for element in self.root.iter() if element.tag in (f"{W}ins", f"{W}del")]

    def accept(self, *texts):
        """Accept the changes with one of these texts, or all."""
        self._decide({f"{W}ins": True, f"{W}del": False}, texts)

    def reject(self, *texts):
        """Reject them."""
        self._decide({f"{W}ins": False, f"{W}del": True}, texts)

    def _decide(self, kept, texts):
        for parent in list(self.root.iter()):
            for child in list(parent):
                text = "".join(each.text or "" for each in child.iter() if each.tag in (f"{W}t", f"{W}delText"))
                if child.tag in kept and (not texts or text in texts):
                    at = list(parent).index(child)
                    parent.remove(child)
                    for number, run in enumerate(list(child) if kept[child.tag] else []):
                        for each in run.iter(f"{W}delText"):
                            each.tag = f"{W}t"
                        parent.insert(at + number, run)

    def write(self, before, after):
        """Replace words inside one piece of text."""
        (element,) = [each for each in self.root.iter(f"{W}t") if before in (each.text or "")]
        element.text = element.text.replace(before, after)

    def paragraph(self, text):
        """The paragraph that holds a text."""
        return next(each for each in self.root.iter(f"{W}p") if text in "".join(each.itertext()))

    def body(self):
        return self.root.find(f"{W}body")

    def saved(self, without=()):
        self._parts[PART] = ElementTree.tostring(self.root, encoding="UTF-8", xml_declaration=True)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in self._parts.items():
                if not any(re.search(each, name) for each in without):
                    archive.writestr(name, content)
        return out.getvalue()


@pytest.fixture
def report_of():
    """``report_of("They ate the the food.")`` -> the bytes of its DOCX report."""

    def build(raw, name="a.txt", *, select=("repetition", "numbers"), suggestions=None):
        report = audit(read_text(raw, name), Settings(select=select, preview=True))
        if suggestions is not None:
            report = replace(report, findings=tuple(replace(each, suggestions=suggestions) for each in report.findings))
        return docx.render(Run((report,)))

    return build


@pytest.fixture
def review():
    """``review(data)`` -> the reviewer of a report."""
    return Reviewer
