"""The gate on a repository of Markdown files: cold, again, after one edit; time and memory, and Vale beside it.

    python benchmarks/gate.py DATA/clean_prose/dev.jsonl
    python benchmarks/gate.py DATA/clean_prose/dev.jsonl --peers FOLDER
    python benchmarks/gate.py DATA/clean_prose/dev.jsonl --documents DATA/real_mt_docs

Cuts the texts of JSON lines into so many files and prints a Markdown table. Times are wall clock and CPU seconds of all
processes of a run; the first is worth something on an idle machine only. Memory is the largest sum over the processes
of a run, what they share counted once (PSS, so on Linux only). The rule packs are compiled beforehand. In FOLDER Vale
is installed, by Go, with its styles proselint and write-good. With ``--documents`` it runs, besides, the story of a
baseline on these files and as many clean ones: what each step exits with and reports.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from _peers import vale
from _runs import Run, run

_FAULT = "\n\nThe council council met on Tuesday.\n"


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--files", type=int, default=2000, show_default=True)
@click.option("--part", type=float, default=1.0, show_default=True, help="Take only so much of the texts and files.")
@click.option("--grammar", default="off", show_default=True)
@click.option("--peers", type=click.Path(path_type=Path), help="Also run Vale, which is installed there.")
@click.option("--documents", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(source: Path, files: int, part: float, grammar: str, peers: Path | None, documents: Path | None) -> None:
    """Print the table, and the story of a baseline if asked for."""
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    texts, files = texts[: round(len(texts) * part)], round(files * part)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        words = _write(root / "docs", texts, files)
        os.environ |= {"MTAUDIT_CACHE_DIR": str(root / "cache"), "MTAUDIT_GRAMMAR": grammar}
        (root / "one.md").write_text("Fine.\n", encoding="utf-8")
        _run(root, *_mtaudit("check", "one.md"))
        print(f"{files} files, {words:,} words, grammar {grammar}, load {os.getloadavg()[0]:.1f} at the start\n")
        print("| program | run | workers | wall s | CPU s | MB | found |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
        for row in _rows(root, peers):
            print(f"| {' | '.join(row)} |", flush=True)
        if documents:
            print("\n| step | exit | reported |\n| --- | ---: | --- |")
            for row in _story(root / "repository", documents, texts):
                print(f"| {' | '.join(row)} |", flush=True)


def _write(folder: Path, texts: list[str], files: int) -> int:
    """Spread the paragraphs of all texts evenly over so many files; how many words they hold."""
    folder.mkdir()
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    size = sum(map(len, paragraphs)) / files
    pages: list[list[str]] = [[] for _ in range(files)]
    done = 0
    for paragraph in paragraphs:
        pages[min(int(done / size), files - 1)].append(paragraph)
        done += len(paragraph)
    for number, page in enumerate(pages):
        (folder / f"page-{number:04}.md").write_text("\n\n".join(["# Page", *page, ""]), encoding="utf-8")
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _rows(root: Path, peers: Path | None) -> Iterator[tuple[str, ...]]:
    page = root / "docs" / "page-0007.md"
    before = page.read_text(encoding="utf-8")
    for workers in (1, 2):
        shutil.rmtree(root / "cache" / "reports", ignore_errors=True)
        check = _mtaudit("check", "docs", "--output-format", "json", "--exit-zero", "--workers", str(workers))
        for name in ("cold", "again", "one edit"):
            page.write_text(before + _FAULT * (name == "one edit"), encoding="utf-8")
            done = _run(root, *check)
            yield _row("mtaudit", name, str(workers), done, _findings(done.output))
        page.write_text(before, encoding="utf-8")
    if peers:
        done = _run(root, *vale(peers.resolve()), "docs")
        found = sum(map(len, json.loads(done.output).values()))
        yield _row("Vale, proselint + write-good", "any: it remembers nothing", "own", done, found)
    uncached = _run(root, *check, "--no-cache")
    yield _row("mtaudit", "no cache", "2", uncached, _findings(uncached.output))


def _row(program: str, name: str, workers: str, done: Run, found: int) -> tuple[str, ...]:
    return program, name, workers, f"{done.wall:.2f}", f"{done.cpu:.2f}", f"{done.memory / 1e6:.0f}", str(found)


def _findings(output: str) -> int:
    return sum(len(file["findings"]) for file in json.loads(output)["files"])


def _mtaudit(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "mtaudit", *arguments)


def _run(folder: Path, *command: str) -> Run:
    done = run(folder, *command)
    assert done
    return done


def _story(folder: Path, documents: Path, texts: list[str]) -> Iterator[tuple[str, ...]]:
    """A baseline, a new fault, its cure, and an entry that is stale."""
    pages = sorted(documents.rglob("*.md"))
    folder.mkdir()
    for page in pages:
        if page.name != "README.md":
            shutil.copy(page, folder)
    for number, text in enumerate(texts[:: max(1, len(texts) // len(pages))]):
        (folder / f"clean-{number}.md").write_text(text, encoding="utf-8")
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "All")
    check = _mtaudit("check", ".", "--baseline", "--output-format", "json")

    def step(name: str, *command: str) -> tuple[str, ...]:
        done = _run(folder, *command)
        return name, str(done.status), _said(done.output)

    yield step("without a baseline", *_mtaudit("check", ".", "--output-format", "json"))
    yield step("baseline write", *_mtaudit("baseline", "write", "."))
    yield step("check --baseline", *check)
    worst = max(folder.glob("*.md"), key=lambda path: path.stat().st_size)
    before = worst.read_text(encoding="utf-8")
    worst.write_text(f"New words above.\n\n{before}{_FAULT}", encoding="utf-8")
    yield step("a new fault", *check)
    yield step("the same, --changed-since HEAD", *_mtaudit("check", ".", "--changed-since", "HEAD", *check[-2:]))
    worst.write_text(f"New words above.\n\n{before}", encoding="utf-8")
    yield step("the fault cured", *check)
    worst.unlink()
    yield step("a file gone, --strict-baseline", *check, "--strict-baseline")
    yield step("baseline prune", *_mtaudit("baseline", "prune", "."))
    yield step("again", *check, "--strict-baseline")


def _said(output: str) -> str:
    if not output.startswith("{"):
        return output.strip()
    found = [each["text"] for file in json.loads(output)["files"] for each in file["findings"]]
    return f"{len(found)}: {', '.join(found)}" if len(found) < 4 else str(len(found))


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


if __name__ == "__main__":
    main()
