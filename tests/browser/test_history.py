"""The pages of a comparison and of a trend in a real browser."""

import pytest

from mtaudit.history import output, trend
from mtaudit.history.comparison import compare
from mtaudit.history.saved import load
from mtaudit.reporters import json as reporter

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser, run_of, tmp_path, theme):
    from axe_playwright_python.sync_playwright import Axe

    runs = []
    for number, text in enumerate(("They ate the the food of 16 Thousands men.", "They drank on on Monday.")):
        file = tmp_path / f"{number}.json"
        file.write_text(reporter.render(run_of(text)), encoding="utf-8")
        runs.append(load(file))
    page = browser.new_context(color_scheme=theme, viewport={"width": 360, "height": 740}).new_page()
    for content in (output.html(compare(*runs)), trend.html(map(trend.point, runs))):
        (tmp_path / "page.html").write_text(content, encoding="utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        assert [each["id"] for each in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()
