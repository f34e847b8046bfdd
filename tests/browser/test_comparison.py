"""The comparison with a reference in a real browser: complete without script, harmless, and narrow enough."""

from dataclasses import replace

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.comparison import compare
from mtaudit.model import Run
from mtaudit.settings import Settings

MT = "They left left the base.\n\nAbout 250 men stayed behind in the town.\n\nAll the same.\n\nNobody asked for this."
HUMAN = "They left the base.\n\nAbout 2,500 men remained in the town.\n\nAll the same.\n\nThis is new in here."
HOSTILE = """</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"'<!--"""


def run_beside(text, reference, name="human.txt"):
    report = audit(read_text(text, "mt.txt"), Settings(select=("repetition",)))
    return Run((replace(report, comparison=compare(report.document, read_text(reference, name), report.findings)),))


def test_all_of_it_can_be_read_without_script(opened):
    page = opened(run_beside(MT, HUMAN), java_script_enabled=False)
    beside = page.locator(".beside")
    assert beside.get_by_role("heading", name="Beside human.txt").count() == 1
    assert [each.inner_text() for each in beside.locator(".fault del").all()] == ["left", "250"]
    assert beside.locator(".pair", has_text="line 3").locator(".fault ins").inner_text() == "2,500"
    assert beside.locator(".faults li").all_inner_texts() == ["left 1 repetition/word", "250 another number"]
    assert "1 segment is the same" in beside.inner_text()


def test_a_finding_of_the_comparison_is_opened_in_the_list(opened):
    page = opened(run_beside(MT, HUMAN))
    page.locator(".faults a").click()
    assert page.locator(".card.current .number").inner_text() == "1"


def test_a_hostile_reference_is_shown_and_never_run(opened):
    page = opened(run_beside(f"They {HOSTILE} left.", f"She {HOSTILE.swapcase()} went {HOSTILE}.", f"{HOSTILE}.txt"))
    assert HOSTILE in page.locator(".beside h3").inner_text()
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(run_beside(MT, HUMAN), color_scheme=theme)
    for width in (1400, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.locator(".beside").scroll_into_view_if_needed()
        found = Axe().run(page).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
