"""Asks a LanguageTool server with its default rules about files, as its own clients do; prints JSON.

    python benchmarks/_languagetool.py FILE ...
    python benchmarks/_languagetool.py --url http://127.0.0.1:8081 FILE ...

Without ``--url`` it starts the server that mtaudit installs, and ends it. Texts go over by paragraphs, up to 4,000
characters at once, two requests at a time.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from mtaudit.engines._server import Server

_MOST = 4000
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@click.command()
@click.option("--url", default="")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(url: str, files: tuple[Path, ...]) -> None:
    """Print the matches of each file."""
    server = None if url else Server()
    address = (url or server.url()).rstrip("/") + "/v2/check"
    parts = [(str(file), start, text) for file in files for start, text in _parts(file.read_text(encoding="utf-8"))]
    found: dict[str, list[dict]] = {str(file): [] for file in files}
    with ThreadPoolExecutor(2) as pool:
        for (file, start, _), matches in zip(parts, pool.map(lambda part: _ask(address, part[2]), parts), strict=True):
            found[file] += [_match(each, start) for each in matches]
    if server:
        server.close()
    json.dump(found, sys.stdout)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs together, as far as they fit, and where each group begins."""
    start = end = 0
    for match in re.finditer(r".+?(?:\n{2,}|\Z)", text, re.S):
        if end > start and match.end() - start > _MOST:
            yield start, text[start:end]
            start = match.start()
        end = match.end()
    yield start, text[start:end]


def _ask(address: str, text: str) -> list[dict]:
    data = urllib.parse.urlencode({"language": "en-US", "text": _ASTRAL.sub("\u25a1", text)}).encode()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, data, timeout=120) as answer:
        return json.load(answer)["matches"]


def _match(match: dict, start: int) -> dict:
    begin = start + match["offset"]
    return {
        "rule": match["rule"]["id"],
        "start": begin,
        "end": begin + match["length"],
        "replacements": [each["value"] for each in match["replacements"][:3]],
    }


if __name__ == "__main__":
    main()
