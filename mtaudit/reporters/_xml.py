"""XML that holds whatever text it is given."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from mtaudit.printable import printable_lines

#: What XML 1.0 cannot say at all, and is no control either.
_UNSAYABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


def element(tag: str, text: str = "", /, **attributes: str | int) -> ElementTree.Element:
    """An element with its attributes and its text; controls are shown as dots."""
    made = ElementTree.Element(tag, {name: clean(str(value)) for name, value in attributes.items()})
    made.text = clean(text) or None
    return made


def document(root: ElementTree.Element) -> str:
    """The whole file, indented, with its declaration."""
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def clean(text: str) -> str:
    """A text that XML can hold and a terminal can show."""
    return _UNSAYABLE.sub("·", printable_lines(text.replace("\r\n", "\n")))
