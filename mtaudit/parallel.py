"""Hypotheses beside references: by line, as the metrics' own tools read them, or aligned by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from mtaudit.align import Pair, Sentence, align
from mtaudit.audit import load, read_text
from mtaudit.errors import ReadError
from mtaudit.model import Document
from mtaudit.settings import Settings


@dataclass(frozen=True)
class ParallelDocument:
    """The segments of one document: ``hypotheses[system][i]`` stands for ``references[reference][i]``.

    ``numbers[i]`` is the line of the first reference at which segment ``i`` begins, counted from 1.
    """

    name: str
    hypotheses: tuple[tuple[str, ...], ...]
    references: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def documents(
    systems: Sequence[Path], references: Sequence[Path], settings: Settings, *, aligned: bool
) -> tuple[ParallelDocument, ...]:
    """The documents of all systems: one if they are files, those of the same name if they are folders.

    Raises ReadError where a file is missing, or has other lines than the first reference and ``aligned`` is not asked.
    """
    read = _aligned if aligned else _by_line
    return tuple(
        read(name, [_inside(each, name) for each in systems], [_inside(each, name) for each in references], settings)
        for name in _names(references[0])
    )


def _names(reference: Path) -> list[str]:
    if not reference.is_dir():
        return [""]
    names = sorted(str(path.relative_to(reference)) for path in reference.rglob("*") if path.is_file())
    if not names:
        raise ReadError(f"{reference} holds no files")
    return names


def _inside(path: Path, name: str) -> Path:
    if path.is_dir() != bool(name):
        raise ReadError(f"{path}: systems and references must be all files or all folders")
    return path / name


def _by_line(name: str, systems: Sequence[Path], references: Sequence[Path], settings: Settings) -> ParallelDocument:
    texts = [_lines(path, settings) for path in (*systems, *references)]
    expected = len(texts[len(systems)])
    for path, lines in zip((*systems, *references), texts, strict=True):
        if len(lines) != expected:
            raise ReadError(
                f"{path} has {len(lines)} lines, and {references[0]} has {expected}: "
                "each line is a segment, unless --align is given"
            )
    return ParallelDocument(
        name or str(references[0]),
        tuple(texts[: len(systems)]),
        tuple(texts[len(systems) :]),
        tuple(range(1, expected + 1)),
    )


def _lines(path: Path, settings: Settings) -> tuple[str, ...]:
    text = _load(path, settings)
    lines = text.replace("\r\n", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def _load(path: Path, settings: Settings) -> str:
    try:
        return load(path, settings).text
    except ReadError as error:
        raise ReadError(f"{path} {error}") from error


def _aligned(name: str, systems: Sequence[Path], references: Sequence[Path], settings: Settings) -> ParallelDocument:
    """Every file against the first reference, in the smallest runs of its sentences that all of them share."""
    first, *others = [read_text(_load(path, settings), str(path)) for path in (*references, *systems)]
    base = sentences(first)
    if not base:
        raise ReadError(f"{references[0]} holds no sentence")
    texts = [sentences(document) for document in others]
    alignments = [align(base, text) for text in texts]
    cuts = set.intersection(*(set(_cuts(pairs)) for pairs in alignments))
    bounds = sorted({0, len(base)} | cuts)
    runs = [range(*ends) for ends in pairwise(bounds)]
    rows = [tuple(_joined(base, run) for run in runs)]
    rows += [tuple(_opposite(pairs, text, runs)) for pairs, text in zip(alignments, texts, strict=True)]
    split = len(references)
    spans = [first.sentences[run.start].span for run in runs]
    numbers = tuple(first.position(first.raw_span(span).start).line for span in spans)
    return ParallelDocument(name or str(references[0]), tuple(rows[split:]), tuple(rows[:split]), numbers)


def sentences(document: Document) -> list[Sentence]:
    """The sentences of a document, each with the number of its block."""
    starts = [block.span.start for block in document.blocks]
    flat = document.flat
    return [
        Sentence(flat[each.span.start : each.span.end], bisect_right(starts, each.span.start))
        for each in document.sentences
    ]


def _cuts(pairs: Sequence[Pair]) -> Iterator[int]:
    return (pair.left.start for pair in pairs if pair.left)


def _joined(text: Sequence[Sentence], run: range) -> str:
    return " ".join(text[number].text for number in run)


def _opposite(pairs: Sequence[Pair], text: Sequence[Sentence], runs: Sequence[range]) -> Iterator[str]:
    """What stands opposite to each run; sentences with nothing opposite go with the run before them."""
    owners: list[list[int]] = [[] for _ in runs]
    at = 0
    for pair in pairs:
        while at + 1 < len(runs) and pair.left.start >= runs[at + 1].start and pair.left:
            at += 1
        owners[at] += pair.right
    return (" ".join(text[number].text for number in numbers) for numbers in owners)
