"""One Chromium a file, and what a reviewer's page is made of."""

import re
import shutil
from pathlib import Path

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.model import Run
from mtaudit.reporters import html
from mtaudit.settings import Settings

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
OUTSIDE = re.compile("(?!file:|blob:)")


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all tests of a file; without one they are skipped."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.skip("there is no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, ready, tmp_path):
    """``opened(run)`` -> a page that shows the report; nothing may be requested, logged or run that is not its own."""
    contexts, wrong = [], []

    def build(run, init="", **options):
        file = tmp_path / "report.html"
        file.write_text(run if isinstance(run, str) else html.render(run), encoding="utf-8", errors="backslashreplace")
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.add_init_script(init)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if OUTSIDE.match(request.url) else None)
        page.goto(file.as_uri())
        if options.get("java_script_enabled", True):
            ready(page)
        return page

    yield build
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def ready():
    """Waits for a page's script; the page's policy forbids to evaluate an expression until it holds."""
    return lambda page: page.locator("html[data-ready]").wait_for(state="attached")


@pytest.fixture(scope="session")
def run_of():
    """``run_of("They ate the the food.")`` -> the run over texts called a.txt, b.txt ...; a pair names its own."""

    def build(*texts):
        named = [text if isinstance(text, tuple) else (f"{chr(97 + at)}.txt", text) for at, text in enumerate(texts)]
        settings = Settings(select=("repetition", "numbers"))
        return Run(tuple(audit(read_text(raw, name), settings) for name, raw in named))

    return build


@pytest.fixture(scope="session")
def saved():
    """``saved(page)`` -> the decisions as the page saves them."""

    def save(page):
        with page.expect_download() as download:
            page.keyboard.press("s")
        return Path(download.value.path()).read_text(encoding="utf-8")

    return save


@pytest.fixture(scope="session")
def saved_text():
    """``saved_text(page)`` -> the corrected file as the page saves it."""

    def save(page):
        with page.expect_download() as download:
            page.locator("[data-do=save-text]").click()
        return Path(download.value.path()).read_bytes().decode()

    return save
