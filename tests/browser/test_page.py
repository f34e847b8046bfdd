"""The page of the HTML report in a real browser: readable, harmless and usable by everybody."""

import re
from pathlib import Path

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.decisions import read
from mtaudit.model import Finding, Report, Rule, Run, Skipped, Span, Suggestion, Unread
from mtaudit.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "taliban-border" / "article.txt"
HOSTILE = """</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"'<!--"""


def violations(result):
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in result.response["violations"]]


def test_everything_can_be_read_without_script(opened, run_of):
    run = run_of("They ate the the food.\n\nThey left left.", "About 16 Thousands men.")
    page = opened(run, java_script_enabled=False)
    shown = page.locator("body").inner_text()
    for report in run.reports:
        for finding in report.findings:
            assert finding.message in shown
            assert finding.rule.id in shown
        assert report.signature in shown
    assert [each.inner_text() for each in page.locator("ins:visible").all()] == ["16,000"]
    assert page.locator("button:visible, textarea:visible").count() == 0
    page.get_by_label("side by side").check()
    assert page.locator(".side:visible").count() == 3
    assert page.locator(".inline:visible").count() == 0


def test_hostile_text_is_shown_and_never_run(opened, ready):
    document = read_text(f"They said {HOSTILE} and left.\n", f"{HOSTILE}.txt")
    start = document.text.index(HOSTILE)
    rule = Rule("x/y", "accuracy/mistranslation", "critical", HOSTILE, HOSTILE)
    span = Span(start, start + len(HOSTILE))
    finding = Finding(rule, span, HOSTILE, (Suggestion(f"1{HOSTILE}"), Suggestion(f"2{HOSTILE}")), (Span(0, 4),))
    report = Report(document, (finding,), (Skipped(HOSTILE, HOSTILE),), HOSTILE)
    page = opened(Run((report, report), (Unread(HOSTILE, HOSTILE),)))
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.locator("#correction").fill(f"3{HOSTILE}")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("c")
    page.keyboard.type(HOSTILE)
    assert page.locator("article ins").first.inner_text() == f"3{HOSTILE}"
    page.reload()
    ready(page)
    assert page.locator("article ins").first.inner_text() == f"3{HOSTILE}"
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(opened, theme):
    from axe_playwright_python.sync_playwright import Axe

    report = audit(read_text(SEED.read_text(encoding="utf-8"), "article.txt"), Settings(preview=True))
    skipped = Report(report.document, report.findings, (Skipped("grammar", "it is not installed"),), report.signature)
    page = opened(Run((skipped, audit(read_text("All is well.", "b.txt"), Settings()))), color_scheme=theme)
    states = [(), ("j", "a", "j", "r", "j", "c"), ("Escape", "/"), ("?",)]
    for keys in states:
        for key in keys:
            page.keyboard.press(key)
        if "/" in keys:
            page.locator("[data-do=more]").click()
        assert violations(Axe().run(page)) == []
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("#help button").click()
    assert violations(Axe().run(page)) == []


def test_filter_and_search_leave_the_others_out_of_the_walk(opened, run_of):
    page = opened(run_of("They ate the the food and 16 Thousands men men left.", "On on they went."))
    page.keyboard.press("/")
    page.keyboard.type("thousands")
    assert page.locator("#filtered").inner_text().strip() == "(1)"
    page.locator("h1").click()
    page.keyboard.press("j")
    assert "16 Thousands" in page.locator(".card.current .message").inner_text()
    page.keyboard.press("j")
    assert page.locator("#status").inner_text() == "This is the last finding."
    page.locator("button[type=reset]").click()
    page.locator("select[name=file]").select_option("2")
    assert page.locator("section.file:visible").count() == 1
    assert page.locator(".card:visible").count() == 1
    page.get_by_label("minor").uncheck()
    assert page.locator(".card:visible").count() == 0
    assert page.locator(".nothing:visible").count() == 1


def test_the_text_reads_marked_corrected_and_original(opened, run_of):
    page = opened(run_of("They ate the the food.\n\nThe end of of it."))
    page.keyboard.press("j")
    page.keyboard.press("a")
    article = page.locator("article")
    page.locator("input[value=corrected]").check()
    assert re.sub(r"\s+", " ", article.inner_text()).strip() == "They ate the food. The end of of it."
    page.locator("input[value=original]").check()
    page.keyboard.press("j")
    assert page.locator(".card.current .number").inner_text() == "2"
    assert re.sub(r"\s+", " ", article.inner_text()).strip() == "They ate the the food. The end of of it."


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_no_page_scrolls_sideways(opened, width, run_of):
    long = "x" * 300
    page = opened(
        run_of((f"{long}.txt", f"{long} the the {long}\n\nשלום the the שלום"), ("b.md", f"`{long}` on on\n")),
        viewport={"width": width, "height": 740},
    )
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_buttons_do_what_keys_do_and_shortcuts_can_be_off(opened, run_of):
    page = opened(run_of("They ate the the food and 16 Thousands men men left."))
    page.get_by_label("Next finding").click()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_label("Next finding").click()
    page.get_by_role("button", name="Reject").click()
    page.get_by_role("button", name="Comment").click()
    page.keyboard.type("no")
    page.locator("[data-do=more]").click()
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.locator(".card.current .number").inner_text() == "2"
    with page.expect_download() as download:
        page.get_by_text("Save decisions").click()
    (decided,) = read(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [(each.verdict, each.comment) for each in decided.decisions] == [("accept", ""), ("reject", "no")]
    page.get_by_text("Accept all safe corrections").click()
    assert page.locator("#decided").inner_text() == "3"


def test_on_paper_all_of_it_is_dark_on_white(opened, run_of):
    page = opened(run_of("They ate the the food.\n\nThey left left."), color_scheme="dark")
    page.keyboard.press("j")
    page.emulate_media(media="print")
    assert page.locator(".card .more:visible").count() == 2
    assert page.locator("button:visible, textarea:visible").count() == 0
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
