"""HTML, whole pages or fragments, well-formed or not: the text of its elements, with entities decoded."""

from __future__ import annotations

from html import escape

from mtaudit.model import Document
from mtaudit.readers._builder import Builder
from mtaudit.readers._markup import Markup
from mtaudit.readers._mask import mask_templates

SUFFIXES = (".html", ".htm", ".xhtml")


def read(raw: str, name: str) -> Document:
    """Block elements part blocks; scripts, code, comments, foreign text and most attributes are no prose."""
    builder = Builder(raw, mask_templates(raw))
    markup = Markup(builder)
    markup.feed(builder.source)
    markup.part()
    return builder.document(name, "html")


def encode(text: str) -> str:
    """How HTML writes a text."""
    return escape(text, quote=False)
