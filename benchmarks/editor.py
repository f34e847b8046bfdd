"""How soon the language server answers an edit: from the change sent to the findings received, over stdio.

    python benchmarks/editor.py DATA/clean_prose/dev.jsonl

Joins texts to one document of 5,000 words, opens it in a client, and types a fault into a paragraph in its middle again
and again. Prints a Markdown table: wall milliseconds, of which 50 are the pause for the next key, and CPU milliseconds
of the server, both without a grammar checker.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
from pathlib import Path
from time import perf_counter

import click
import psutil
from lsprotocol import types
from pygls.lsp.client import LanguageClient

_SIZES = (1_000, 5_000, 20_000)
_FAULT = " They ate the the food."


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--times", default=15, show_default=True, help="Edits of each document.")
def main(source: Path, times: int) -> None:
    """Print the table."""
    words = "\n\n".join(json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()).split(" ")
    print("| words | wall, median | wall, worst | CPU, median |")
    print("| ---: | ---: | ---: | ---: |")
    for size in _SIZES:
        wall, cpu = asyncio.run(_measured(" ".join(words[:size]), times))
        print(f"| {size:,} | {statistics.median(wall):.0f} ms | {max(wall):.0f} ms | {statistics.median(cpu):.0f} ms |")


async def _measured(text: str, times: int) -> tuple[list[float], list[float]]:
    client = LanguageClient("benchmark", "1")
    told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda found: told.put_nowait(found))
    await client.start_io(sys.executable, "-m", "mtaudit", "lsp", env={**os.environ, "MTAUDIT_GRAMMAR": "off"})
    server = psutil.Process(client._server.pid)
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=Path.cwd().as_uri()))
    client.initialized(types.InitializedParams())
    item = types.TextDocumentItem("file:///a.md", "markdown", 0, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    before = len((await _settled(told)).diagnostics)
    middle = text.index("\n\n", len(text) // 2)
    figures = []
    for number in range(times):
        changed = text[:middle] + _FAULT + f" {number}." + text[middle:]
        begin, busy = perf_counter(), sum(server.cpu_times()[:2])
        _type(client, number + 1, changed)
        while len((await told.get()).diagnostics) <= before:
            pass
        figures.append((1e3 * (perf_counter() - begin), 1e3 * (sum(server.cpu_times()[:2]) - busy)))
        _type(client, number + 1, text)
        await _settled(told)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return [wall for wall, _ in figures], [cpu for _, cpu in figures]


def _type(client: LanguageClient, version: int, text: str) -> None:
    document = types.VersionedTextDocumentIdentifier(version, "file:///a.md")
    change = types.TextDocumentContentChangeWholeDocument(text)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))


async def _settled(told: asyncio.Queue[types.PublishDiagnosticsParams]) -> types.PublishDiagnosticsParams:
    """The last findings, once there have been none for a while: the whole was audited, too."""
    last = await told.get()
    while True:
        try:
            last = await asyncio.wait_for(told.get(), 3)
        except TimeoutError:
            return last


if __name__ == "__main__":
    main()
