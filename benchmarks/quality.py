"""Quality of any set of rules on texts that people marked: recall, precision, right suggestions, false alarms.

    python benchmarks/quality.py DATA --sets seed,real_cases,clean_prose
    python benchmarks/quality.py DATA --select numbers,dates --preview --examples 20

Prints Markdown tables; shares come with their 95 % confidence interval (Wilson). Found means that a finding overlaps
the marked span. A suggestion is right when the text it gives is the right text, whatever quotation marks and case.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import _records
import click
from _records import Mark, Record

from mtaudit.audit import audit, read_text
from mtaudit.settings import Settings

_CONTEXT = 60


class Hit(NamedTuple):
    """A finding, as plain data."""

    rule: str
    status: str
    start: int
    end: int
    suggestions: tuple[str, ...]


Audited = tuple[Record, tuple[Hit, ...]]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sets", default="", help="Comma-separated; all that are there by default.")
@click.option("--select", default="", help="Rule id prefixes.")
@click.option("--ignore", default="", help="Rule id prefixes.")
@click.option("--preview", is_flag=True, help="Run the preview rules, too.")
@click.option("--examples", default=0, help="Print so many findings and misses of each set, drawn at random.")
@click.option("--jobs", default=2, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Also write every finding there, as JSON lines.")
def main(
    *, data: Path, sets: str, select: str, ignore: str, preview: bool, examples: int, jobs: int, output: Path | None
) -> None:
    """Measure the selected rules on sets of the DATA folder."""
    settings = Settings(select=_parts(select), ignore=_parts(ignore), preview=preview)
    for name in _parts(sets) or _records.names(data):
        with Pool(jobs) as pool:
            audited = pool.map(partial(_audit, settings=settings), _records.read(data, name), chunksize=20)
        print(f"\n## {name}\n")
        for table in _tables(audited):
            print(table, end="\n\n")
        if examples:
            print("\n".join(_examples(audited, examples)))
        if output:
            _write(audited, output)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _audit(record: Record, settings: Settings) -> Audited:
    document = read_text(record.text, "text.txt")
    hits = (
        Hit(each.rule.id, each.rule.status, *each.span, tuple(suggestion.text for suggestion in each.suggestions))
        for each in audit(document, settings).findings
    )
    return record, tuple(hits)


def _tables(audited: list[Audited]) -> Iterator[str]:
    if all(record.clean for record, _ in audited):
        yield from _alarm_tables(audited)
    else:
        yield _recall_table(audited)
        yield _precision_table(audited)


def _recall_table(audited: list[Audited]) -> str:
    """A row a kind: found, and the right text among the first one and three suggestions."""
    found: dict[str, list[bool]] = defaultdict(list)
    first: dict[str, list[bool]] = defaultdict(list)
    third: dict[str, list[bool]] = defaultdict(list)
    for record, hits in audited:
        for mark in record.marks:
            over = [hit for hit in hits if hit.start < mark.end and mark.start < hit.end]
            found[mark.kind].append(bool(over))
            if over and mark.right is not None:
                first[mark.kind].append(any(_right(record.text, mark, hit, 1) for hit in over))
                third[mark.kind].append(any(_right(record.text, mark, hit, 3) for hit in over))
    rows = [
        (kind, len(found[kind]), _share(found[kind]), _share(first[kind]), _share(third[kind]))
        for kind in sorted(found, key=lambda kind: -len(found[kind]))
    ]
    total = (list(chain(*groups.values())) for groups in (found, first, third))
    shares = [_share(each) for each in total]
    rows.append(("all", sum(map(len, found.values())), *shares))
    return _markdown(("kind", "marked", "found", "top-1 right", "top-3 right"), rows)


def _precision_table(audited: list[Audited]) -> str:
    """A row a rule: how many of its findings lie on a marked span."""
    inside: dict[str, list[bool]] = defaultdict(list)
    for record, hits in audited:
        for hit in hits:
            on = any(hit.start < mark.end and mark.start < hit.end for mark in record.marks)
            inside[f"{hit.rule} ({hit.status})"].append(on)
    rows = [(rule, len(flags), _share(flags)) for rule, flags in sorted(inside.items())]
    rows.append(("all", sum(map(len, inside.values())), _share(chain(*inside.values()))))
    return _markdown(("rule", "findings", "on a marked span"), rows)


def _alarm_tables(audited: list[Audited]) -> Iterator[str]:
    words = sum(len(record.text.split()) for record, _ in audited)
    rules = Counter(f"{hit.rule} ({hit.status})" for _, hits in audited for hit in hits)
    statuses = Counter(hit.status for _, hits in audited for hit in hits)
    rows = [(f"all {status} rules", count, f"{1000 * count / words:.4f}") for status, count in statuses.items()]
    rows += [(rule, count, f"{1000 * count / words:.4f}") for rule, count in rules.most_common()]
    yield _markdown((f"rule, on {words} words", "false alarms", "per 1,000 words"), rows)
    genres = Counter()
    sizes = Counter()
    for record, hits in audited:
        genres[record.genre] += sum(hit.status == "stable" for hit in hits)
        sizes[record.genre] += len(record.text.split())
    rows = [(genre, sizes[genre], f"{1000 * genres[genre] / sizes[genre]:.4f}") for genre in sorted(sizes)]
    yield _markdown(("genre", "words", "stable, per 1,000 words"), rows)


def _right(text: str, mark: Mark, hit: Hit, most: int) -> bool:
    """Whether one of the first suggestions gives the right text over both spans, or is the right value itself."""
    start, end = min(mark.start, hit.start), max(mark.end, hit.end)
    wanted = _normal(text[start : mark.start] + (mark.right or "") + text[mark.end : end])
    return any(
        _normal(text[start : hit.start] + each + text[hit.end : end]) == wanted
        or (_normal(each) == _normal(mark.right or "") != "")
        for each in hit.suggestions[:most]
    )


def _normal(text: str) -> str:
    text = text.casefold().translate({ord(mark): '"' for mark in "“”„«»"} | {ord(mark): "'" for mark in "‘’"})
    return re.sub(r"\s+", " ", text).strip(" .")


def _share(flags: Iterable[bool]) -> str:
    """A share with its Wilson interval, "" for none."""
    flags = list(flags)
    if not flags:
        return ""
    n, share, z = len(flags), sum(flags) / len(flags), 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{share:.3f} ({max(0.0, middle - half):.3f}-{min(1.0, middle + half):.3f})"


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| --- |{' ---: |' * (len(head) - 1)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _examples(audited: list[Audited], most: int) -> Iterator[str]:
    chance = random.Random(1)
    found = [f"{hit.rule}: {_context(record, hit.start, hit.end)}" for record, hits in audited for hit in hits]
    missed = [
        f"missed {mark.kind}: {_context(record, mark.start, mark.end)} ({record.id})"
        for record, hits in audited
        for mark in record.marks
        if not any(hit.start < mark.end and mark.start < hit.end for hit in hits)
    ]
    for lines in (found, missed):
        yield from sorted(chance.sample(lines, min(most, len(lines))))


def _context(record: Record, start: int, end: int) -> str:
    before, after = record.text[max(0, start - _CONTEXT) : start], record.text[end : end + _CONTEXT]
    return f"{before}[[{record.text[start:end]}]]{after}".replace("\n", "⏎")


def _write(audited: list[Audited], output: Path) -> None:
    with output.open("a", encoding="utf-8") as lines:
        for record, hits in audited:
            for hit in hits:
                lines.write(
                    json.dumps({"set": record.set, "id": record.id, **hit._asdict()}, ensure_ascii=False) + "\n"
                )


if __name__ == "__main__":
    main()
