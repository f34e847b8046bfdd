"""A document beside the file it was translated from: by the keys of their strings, else sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mtaudit.align import align
from mtaudit.model import Document, Missing, Segment, Span
from mtaudit.parallel import sentences


def beside(document: Document, source: Document) -> Document:
    """The document with the source of each string or sentence, and with what of the source nothing stands opposite."""
    keys = {block.key: block.target for block in source.blocks if block.key}
    return (
        _by_key(document, keys) if keys and any(block.key for block in document.blocks) else _by_place(document, source)
    )


def _by_key(document: Document, keys: dict[str, str]) -> Document:
    blocks = tuple(replace(block, source=keys.get(block.key, block.source)) for block in document.blocks)
    found = {block.key: block.span for block in blocks}
    return replace(document, blocks=blocks, aligned=blocks, missing=tuple(_missing_keys(keys, found)))


def _missing_keys(keys: dict[str, str], found: dict[str, Span]) -> Iterator[Missing]:
    after = next(iter(found.values()))
    for key, text in keys.items():
        if key in found:
            after = found[key]
        else:
            yield Missing(text, after)


def _by_place(document: Document, source: Document) -> Document:
    spans = [each.span for each in document.sentences]
    texts = [each.text for each in sentences(source)]
    aligned: list[Segment] = []
    missing = []
    for pair in align(sentences(document), sentences(source)) if spans else ():
        text = " ".join(texts[number] for number in pair.right)
        if pair.left:
            span = Span(spans[pair.left[0]].start, spans[pair.left[-1]].end)
            aligned.append(Segment(span, "unit", text, target=document.slice(span)))
        else:
            missing.append(Missing(text, aligned[-1].span if aligned else spans[0]))
    return replace(document, aligned=tuple(aligned), missing=tuple(missing))
