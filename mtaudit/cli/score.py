"""``mtaudit score``: BLEU, chrF, chrF++, TER and spBLEU against references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtaudit.metrics import METRICS, TESTS, Request, System, corpus_scores, segment_scores
from mtaudit.score_tables import RENDERERS, ScoreTable, SystemScores
from mtaudit.settings import suggest

if TYPE_CHECKING:
    from mtaudit.parallel import ParallelDocument

#: How often to resample for each test, as sacrebleu does.
_SAMPLES = {"bs": 1000, "ar": 10_000}


@click.command(name="score")
@click.argument("systems", nargs=-1, required=True, metavar="HYPOTHESIS...", type=click.Path(path_type=Path))
@click.option("--reference", "-r", "references", multiple=True, required=True, type=click.Path(path_type=Path))
@click.option("--metric", "-m", "metrics", multiple=True, metavar="NAMES", help=f"Of {', '.join(METRICS)}.")
@click.option("--confidence", is_flag=True, help="The 95 % margin of each value, by bootstrap.")
@click.option(
    "--paired", type=click.Choice(TESTS), help="Is a system better than the first? Bootstrap or randomization."
)
@click.option("--samples", type=click.IntRange(10), help="Resamples (default 1000; 10000 for --paired ar).")
@click.option("--segments", is_flag=True, help="Each segment's values as well.")
@click.option("--align", is_flag=True, help="Align by sentence; without it each line is a segment.")
@click.option("--lowercase", is_flag=True, help="Case does not count.")
@click.option("--model", type=click.Path(path_type=Path), metavar="FILE", help="spBLEU's SentencePiece model.")
@click.option("--encoding", default="", metavar="NAME", help="Of files that are not UTF-8.")
@click.option("--output-format", type=click.Choice([*RENDERERS]), default="text", show_default=True)
def command(
    *,
    systems: tuple[Path, ...],
    references: tuple[Path, ...],
    segments: bool,
    align: bool,
    encoding: str,
    output_format: str,
    **how: Any,
) -> int:
    """Score translations of the same text against one or more references.

    A system and a reference are a file each, or a folder each with files of the same names: then each file is a
    document. The figures and signatures are those of sacrebleu.
    """
    from mtaudit.parallel import documents
    from mtaudit.settings import Settings

    request = _request(**how)
    read = documents(systems, references, Settings(encoding=encoding), aligned=align)
    table = ScoreTable(
        tuple(_systems(_names(systems), read, request, segments=segments)),
        tuple(document.name for document in read),
        tuple(document.numbers for document in read),
        len(references),
    )
    click.echo(RENDERERS[output_format](table), nl=False)
    return 0


def _request(
    *,
    metrics: tuple[str, ...],
    confidence: bool,
    paired: str | None,
    samples: int | None,
    lowercase: bool,
    model: Path | None,
) -> Request:
    names = tuple(name for value in metrics for name in value.split(","))
    for name in names:
        if name not in METRICS:
            raise click.UsageError(f"no metric is called '{name}'{suggest(name, [*METRICS])}")
    resamples = samples or _SAMPLES[paired or "bs"] if confidence or paired else 0
    return Request(names or METRICS[:-1], resamples, paired or "", lowercase, model)


def _names(systems: tuple[Path, ...]) -> list[str]:
    """The last part of each path, or the paths where those are not told apart by it."""
    names = [path.name for path in systems]
    return names if len(set(names)) == len(names) else [str(path) for path in systems]


def _systems(
    names: list[str], read: tuple[ParallelDocument, ...], request: Request, *, segments: bool
) -> Iterator[SystemScores]:
    references = [_chained(columns) for columns in zip(*(document.references for document in read), strict=True)]
    hypotheses = [_chained(columns) for columns in zip(*(document.hypotheses for document in read), strict=True)]
    corpus = corpus_scores([*map(System, names, hypotheses)], references, request)
    once = replace(request, samples=0)
    for number, (name, scores) in enumerate(zip(names, corpus, strict=True)):
        parts = [(System(name, each.hypotheses[number]), each.references) for each in read]
        yield SystemScores(
            name,
            scores,
            tuple(corpus_scores([system], given, once)[0] for system, given in parts) if len(parts) > 1 else (scores,),
            tuple(segment_scores(system.hypotheses, given, once) for system, given in parts) if segments else (),
        )


def _chained(columns: Iterable[Sequence[str]]) -> list[str]:
    return list(chain.from_iterable(columns))
