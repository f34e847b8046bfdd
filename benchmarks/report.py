"""The HTML report of a long document: its size, the time to make it, to open it and to answer a key, in Chromium.

    python benchmarks/report.py
    python benchmarks/report.py --words 20000 --findings 500 --runs 5

The document is the article of the first seed, again and again; the findings are spread over it and have all that a
finding can have. Times on the clock depend on what else the machine does, so each opening is also given as the CPU time
of the thread that builds the page, and of all processes of the browser, until it could be used.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
import psutil
from playwright.sync_api import Browser, sync_playwright

from mtaudit.audit import read_text
from mtaudit.model import Document, Finding, Report, Rule, Run, Span, Suggestion
from mtaudit.reporters import html

ARTICLE = Path(__file__).parent.parent / "seeds" / "taliban-border" / "article.txt"
RULES = (
    Rule("bench/number", "locale-conventions/number-format", "critical", "A broken number", "The digits came apart."),
    Rule("bench/sense", "accuracy/mistranslation", "major", "Another sense", "The source has two words.", "preview"),
    Rule("bench/twice", "linguistic-conventions/duplication", "minor", "Twice", "Two words of the source became one."),
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: From a key to the next picture but one.
KEY = """async (key) => {
  const begin = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begin;
}"""
FILTER = """async () => {
  const begin = performance.now();
  document.querySelector("#filter [value=minor]").click();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begin;
}"""
OPENED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


@click.command()
@click.option("--words", default=20_000, show_default=True)
@click.option("--findings", default=500, show_default=True)
@click.option("--runs", default=5, show_default=True)
def main(words: int, findings: int, runs: int) -> None:
    """Print two Markdown tables."""
    document = long_document(words)
    report = Report(document, tuple(spread(document, findings)), (), "benchmark")
    html.render(Run((report,)))
    begin = time.process_time()
    page = html.render(Run((report,)))
    print("| what | figure |\n| --- | ---: |")
    print(f"| words, findings | {document.words}, {len(report.findings)} |")
    print(f"| size | {len(page.encode()) / 1e6:.2f} MB |")
    print(f"| made in | {time.process_time() - begin:.2f} s CPU |")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        measured = [opening(browser, file.as_uri()) for _ in range(runs + 1)][1:]
        browser.close()
    print("\n| what | median | fastest |\n| --- | ---: | ---: |")
    for name in measured[0]:
        times = [each[name] for each in measured]
        print(f"| {name} | {median(times):.0f} ms | {min(times):.0f} ms |")


def long_document(words: int) -> Document:
    """The article until there are so many words."""
    text = ARTICLE.read_text(encoding="utf-8").strip() + "\n\n"
    times = -(-words // read_text(text, "article.txt").words)
    return read_text(" ".join((text * times).split(" ")[: words + 1]), "article.txt")


def spread(document: Document, count: int) -> Iterator[Finding]:
    """So many findings at equal distances, each on two words, with two corrections and another place."""
    spans = [sentence.span for sentence in document.sentences if document.slice(sentence.span).count(" ") > 2]
    for at in range(count):
        sentence = spans[at * len(spans) // count]
        first, second, *_ = document.slice(sentence).split(" ")
        start = sentence.start + (len(first) + 1 if spans[(at - 1) * len(spans) // count] == sentence else 0)
        end = min(start + len(first) + 1 + len(second), sentence.end)
        rule = RULES[at % len(RULES)]
        suggestions = (Suggestion(f"{second} {first}", safe=at % 2 == 0), Suggestion(first.lower()))
        message = f"“{first} {second}” stands for something else; the other place says it right."
        yield Finding(rule, Span(start, end), message, suggestions, (spans[at // 2],))


def opening(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds of one opening, and of what a reviewer does first."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = worked()
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    after = worked()
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    times = {
        "opens to interaction": page.evaluate(OPENED),
        "first picture": page.evaluate(PAINTED),
        "CPU of the page": 1000 * metrics["ThreadTime"],
        "CPU of the whole browser": 1000 * (after - before),
        "key j": page.evaluate(KEY, "j"),
        "key a": page.evaluate(KEY, "a"),
        "a filter": page.evaluate(FILTER),
    }
    page.close()
    return times


def worked() -> float:
    """CPU seconds of the browser and its driver up to now."""
    processes = psutil.Process().children(recursive=True)
    return sum(each.cpu_times().user + each.cpu_times().system for each in processes)


if __name__ == "__main__":
    main()
