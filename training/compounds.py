"""Writes mtaudit/lexicons/compounds.txt.gz: the compounds with a hyphen that clean English has, and in how many texts.

    python training/compounds.py PROSE.jsonl.xz

PROSE has records with `text`. Seconds on one core.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections import Counter
from pathlib import Path

import click

TARGET = Path(__file__).parent.parent / "mtaudit/lexicons/compounds.txt.gz"
_COMPOUND = re.compile(r"(?<![\w\-’'])[a-z]{2,}(?:-[a-z]{2,}){1,3}(?![\w\-])")


@click.command()
@click.argument("prose", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--target", default=TARGET, type=click.Path(path_type=Path))
def main(prose: Path, target: Path) -> None:
    """Count the compounds of PROSE and write them."""
    texts: Counter[str] = Counter()
    with lzma.open(prose, "rt", encoding="utf-8") as lines:
        for line in lines:
            texts.update(set(_COMPOUND.findall(json.loads(line)["text"])))
    rows = sorted(f"{word}\t{count}\n".encode() for word, count in texts.items())
    target.write_bytes(gzip.compress(b"".join(rows), mtime=0))
    print(f"{len(rows)} compounds, {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
