"""Make the gold of a seed: the marked spans of an article with their corrections, and the genuine wording.

    python training/seed_gold.py GOLD.json GOLD.tsv seeds/taliban-border

GOLD.json holds the spans with offsets into ``article.txt``; GOLD.tsv the passages of the stories that were translated
away from. The ``floors`` of a ``gold.yaml`` that is there already are kept.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

_HEAD = "# Made by training/seed_gold.py, but for the floors. What the fields mean: origin.md.\n"


@click.command()
@click.argument("spans", type=click.Path(exists=True, path_type=Path))
@click.argument("passages", type=click.Path(exists=True, path_type=Path))
@click.argument("seed", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(spans: Path, passages: Path, seed: Path) -> None:
    """Write the gold.yaml of a seed."""
    article = (seed / "article.txt").read_text(encoding="utf-8")
    target = seed / "gold.yaml"
    kept = yaml.safe_load(target.read_text(encoding="utf-8")) if target.exists() else {}
    gold = {
        "floors": kept.get("floors", {}),
        "spans": [_span(each, article) for each in json.loads(spans.read_text(encoding="utf-8"))],
        "passages": list(_passages(passages, article)),
    }
    text = yaml.safe_dump(gold, allow_unicode=True, sort_keys=False, width=120)
    target.write_text(_HEAD + text, encoding="utf-8")
    click.echo(f"{target}: {len(gold['spans'])} spans, {len(gold['passages'])} passages")


def _span(each: dict[str, Any], article: str) -> dict[str, Any]:
    if article[each["start"] : each["end"]] != each["text"]:
        raise click.ClickException(f"{each['start']}: the article does not say '{each['text']}' there")
    keys = ("start", "end", "text", "category", "severity", "needs_source")
    return {key: each[key] for key in keys} | {"correction": each["suggestion"], "why": each["why"]}


def _passages(path: Path, article: str) -> Iterator[dict[str, Any]]:
    """The passages that stand in the article as they are quoted, with the wording and the address of the story."""
    source = ""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            source = row["source_of_right_value"] if row["source_of_right_value"] != "same" else source
            start = article.find(row["seed_span"])
            if start >= 0 and source.startswith("http"):
                yield {
                    "start": start,
                    "end": start + len(row["seed_span"]),
                    "text": row["seed_span"],
                    "genuine": row["right_value"],
                    "kind": row["kind"],
                    "source": source,
                }


if __name__ == "__main__":
    main()
