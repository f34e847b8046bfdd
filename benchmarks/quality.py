"""Quality of any set of rules on texts that people marked: recall, precision, right suggestions, false alarms.

    python benchmarks/quality.py DATA --sets seed,real_cases,clean_prose
    python benchmarks/quality.py DATA --select numbers,dates --preview --examples 20
    python benchmarks/quality.py DATA --sets real_cases --kinds pronoun,number --cases

Prints Markdown tables; shares come with their 95 % confidence interval (Wilson). Found means that a finding overlaps
the marked span. A suggestion is right when the text it gives is the right text, whatever quotation marks and case.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from multiprocessing import Pool
from pathlib import Path

import _records
import click
from _measures import Hit, Words, correlation, is_right, overlap, share, words
from _records import Mark, Record

from mtaudit.audit import audit, read_text
from mtaudit.settings import Settings

_CONTEXT = 60

Audited = tuple[Record, tuple[Hit, ...]]


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--sets", default="", help="Comma-separated; all that are there by default.")
@click.option("--select", default="", help="Rule id prefixes.")
@click.option("--ignore", default="", help="Rule id prefixes.")
@click.option("--preview", is_flag=True, help="Run the preview rules, too.")
@click.option("--examples", default=0, help="Print so many findings and misses of each set, drawn at random.")
@click.option("--kinds", default="", help="Only what is marked as one of these, comma-separated.")
@click.option("--cases", is_flag=True, help="Print every marked span, and which rule found it.")
@click.option("--jobs", default=2, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Also write every finding there, as JSON lines.")
def main(
    *,
    data: Path,
    sets: str,
    select: str,
    ignore: str,
    preview: bool,
    examples: int,
    kinds: str,
    cases: bool,
    jobs: int,
    output: Path | None,
) -> None:
    """Measure the selected rules on sets of the DATA folder."""
    settings = Settings(select=_parts(select), ignore=_parts(ignore), preview=preview)
    if output:
        output.write_text("", encoding="utf-8")
    for name in _parts(sets) or _records.names(data):
        with Pool(jobs) as pool:
            records = _only(_records.read(data, name), _parts(kinds))
            audited = pool.map(partial(_audit, settings=settings), records, chunksize=20)
        print(f"\n## {name}\n")
        for table in _tables(audited):
            print(table, end="\n\n")
        if cases:
            print("\n".join(_cases(audited)))
        if examples:
            print("\n".join(_examples(audited, examples)))
        if output:
            _write(audited, output)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)


def _only(records: Iterable[Record], kinds: tuple[str, ...]) -> Iterator[Record]:
    """The records with just the marks of these kinds; those without such a mark only where all is clean."""
    for record in records:
        marks = tuple(mark for mark in record.marks if not kinds or mark.kind in kinds)
        if marks or record.clean or not kinds:
            yield replace(record, marks=marks)


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
        return
    yield _recall_table("kind", audited, lambda mark: mark.kind)
    if any(mark.severity for record, _ in audited for mark in record.marks):
        yield _recall_table("severity", audited, lambda mark: mark.severity)
    yield _precision_table(audited)
    if all(record.complete for record, _ in audited):
        yield _word_table(audited)


def _recall_table(name: str, audited: list[Audited], group: Callable[[Mark], str]) -> str:
    """A row a group of marks: found, and the right text among the first one and three suggestions of those found."""
    found: dict[str, list[bool]] = defaultdict(list)
    first: dict[str, list[bool]] = defaultdict(list)
    third: dict[str, list[bool]] = defaultdict(list)
    for record, hits in audited:
        for mark in record.marks:
            over = [hit for hit in hits if overlap(hit, mark)]
            found[group(mark)].append(bool(over))
            if over and mark.right is not None:
                first[group(mark)].append(any(is_right(record.text, mark, hit, 1) for hit in over))
                third[group(mark)].append(any(is_right(record.text, mark, hit, 3) for hit in over))
    rows = [
        (key, len(found[key]), share(found[key]), share(first[key]), share(third[key]))
        for key in sorted(found, key=lambda key: -len(found[key]))
    ]
    total = [list(chain(*groups.values())) for groups in (found, first, third)]
    rows.append(("all", len(total[0]), *map(share, total)))
    return _markdown((name, "marked", "found", "top-1 right", "top-3 right"), rows)


def _precision_table(audited: list[Audited]) -> str:
    """A row a rule: how many of its findings lie on a marked span."""
    inside: dict[str, list[bool]] = defaultdict(list)
    for record, hits in audited:
        for hit in hits:
            inside[f"{hit.rule} ({hit.status})"].append(any(overlap(hit, mark) for mark in record.marks))
    rows = [(rule, len(flags), share(flags)) for rule, flags in sorted(inside.items())]
    rows.append(("all", sum(map(len, inside.values())), share(chain(*inside.values()))))
    return _markdown(("rule", "findings", "on a marked span"), rows)


def _word_table(audited: list[Audited]) -> str:
    each = (words(record.text, record.marks, hits) for record, hits in audited)
    count = Words(*map(sum, zip(*each, strict=True)))
    precision = count.both / (count.both + count.found) if count.both else 0.0
    recall = count.both / (count.both + count.marked) if count.both else 0.0
    row = (sum(count), f"{correlation(count):.3f}", f"{precision:.3f}", f"{recall:.3f}")
    return _markdown(("words", "MCC", "precision", "recall"), [row])


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
        if not any(overlap(hit, mark) for hit in hits)
    ]
    for lines in (found, missed):
        yield from sorted(chance.sample(lines, min(most, len(lines))))


def _cases(audited: list[Audited]) -> Iterator[str]:
    for record, hits in audited:
        for mark in record.marks:
            rules = sorted({f"{hit.rule} ({hit.status})" for hit in hits if overlap(hit, mark)})
            place = record.text[mark.start : mark.end]
            yield f"- {record.id} {mark.kind}: [[{place}]] {', '.join(rules) or 'missed'}"


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
