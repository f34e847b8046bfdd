"""Takes the pictures of the HTML report for docs/images, with the Chromium that the tests use."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from mtaudit import Settings, read
from mtaudit.audit import audit
from mtaudit.model import Run
from mtaudit.reporters import html

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "seeds" / "taliban-border" / "article.txt"


class Picture(NamedTuple):
    """A picture of the page and how to get there."""

    name: str
    width: int
    height: int
    theme: str
    keys: str = ""


PICTURES = (
    Picture("report-light", 1400, 900, "light", "jjjajjrj"),
    Picture("report-dark", 1400, 900, "dark", "jjjajjrj"),
    Picture("report-phone", 360, 740, "light", "jjjjjj"),
)


def main() -> None:
    """Write every picture."""
    report = audit(read(ARTICLE), Settings(grammar="off"))
    page = html.render(Run((report,)))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, file.as_uri(), picture)
        browser.close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """One picture of the page in a window of its size."""
    size = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=size, color_scheme=picture.theme)
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    for key in picture.keys:
        page.keyboard.press(key)
    page.screenshot(path=ROOT / "docs" / "images" / f"{picture.name}.png")
    page.close()


if __name__ == "__main__":
    main()
