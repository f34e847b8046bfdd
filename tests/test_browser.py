"""The HTML report in a real browser: what a reviewer does, and what ``mtaudit apply`` makes of it."""

import json
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.decisions import corrected, read
from mtaudit.model import Finding, Report, Rule, Run, Skipped, Span, Suggestion, Unread
from mtaudit.reporters import html
from mtaudit.settings import Settings

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "taliban-border" / "article.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
OUTSIDE = re.compile("(?!file:|blob:)")
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }});"


@pytest.fixture(scope="module")
def browser():
    """One Chromium for all tests; without one they are skipped."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.skip("there is no Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, tmp_path):
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


def ready(page):
    """Waits for the script; the page's policy forbids to evaluate an expression until it holds."""
    page.locator("html[data-ready]").wait_for(state="attached")


def run_of(*texts, select=("repetition", "numbers")):
    """The run over texts that are called a.txt, b.txt ...; a pair names its own."""
    named = [text if isinstance(text, tuple) else (f"{chr(97 + at)}.txt", text) for at, text in enumerate(texts)]
    return Run(tuple(audit(read_text(raw, name), Settings(select=select)) for name, raw in named))


def saved(page, key="s"):
    with page.expect_download() as download:
        page.keyboard.press(key)
    return Path(download.value.path()).read_text(encoding="utf-8")


def saved_text(page, file=0):
    with page.expect_download() as download:
        page.locator("[data-do=save-text]").nth(file).click()
    return Path(download.value.path()).read_bytes().decode()


def mtaudit(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", "mtaudit", *arguments], cwd=cwd, capture_output=True, text=True)


def test_a_reviewer_walks_the_seed_by_keyboard_and_apply_writes_what_was_decided(opened, tmp_path):
    shutil.copy(SEED, tmp_path / "article.txt")
    check = ("check", "article.txt", "--output-format")
    assert mtaudit(*check, "html", "--output-file", "seed.html", cwd=tmp_path).returncode == 1
    findings = json.loads(mtaudit(*check, "json", cwd=tmp_path).stdout)["files"][0]["findings"]
    known = [each for each in findings if each["suggestions"]]
    rejected, edited = known[0], known[-1]
    page = opened((tmp_path / "seed.html").read_text(encoding="utf-8"))
    for number, finding in enumerate(findings, 1):
        page.keyboard.press("j")
        assert page.locator(".card.current .number").inner_text() == str(number)
        if finding is edited:
            for key in ("e", "Control+a"):
                page.keyboard.press(key)
            page.keyboard.type("words of my own")
            page.keyboard.press("Control+Enter")
        else:
            page.keyboard.press("r" if finding is rejected else "a")
    (tmp_path / "decisions.json").write_text(saved(page), encoding="utf-8")

    expected, end = "", 0
    raw = SEED.read_text(encoding="utf-8")
    for finding in known:
        if finding is rejected or finding["start"] < end:
            continue
        new = "words of my own" if finding is edited else finding["suggestions"][0]["text"]
        expected += raw[end : finding["start"]] + new
        end = finding["end"]
    expected += raw[end:]
    assert saved_text(page) == expected
    done = mtaudit("apply", "decisions.json", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert (tmp_path / "article.txt").read_text(encoding="utf-8") == expected
    assert "words of my own" in expected


PIECES = [
    "the the ",
    "🙂 ",
    "👩‍👩‍👧",
    "e\u0301",
    "\r\n",
    "\n\n",
    "16 Thousands men ",
    "<b>on on</b> ",
    "&amp; ",
    "\u200f",
    "`x x` ",
]
PIECES += [
    "\u200f",
    "`x x` ",
    "> and and ",
    "[food food](http://a.b/the/the) ",
    "<i>the</i> the ",
    "They left left. ",
    "שלום ",
]


#: A browser asks before it lets a page save a dozen files; this keeps what the page would save.
KEEP_SAVED = """window.kept = [];
const make = URL.createObjectURL;
URL.createObjectURL = (blob) => (window.kept.push(blob.text()), make.call(URL, blob));
HTMLAnchorElement.prototype.click = () => {};"""


#: Formats that write some characters in another way.
ESCAPING = {
    "json": '{"one": "They ate the the food 🙂.", "two": "He left left."}',
    "po": 'msgid "Essen"\nmsgstr "They ate the the food 🙂."\n',
    "properties": "one=They ate the the food and left left.\n",
    "strings": '"one" = "They ate the the food 🙂.";\n',
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nThey ate the the food 🙂.\n",
    "xml": '<resources><string name="one">They ate the the food 🙂.</string></resources>',
    "xlf": '<xliff version="1.2"><file target-language="en"><body><trans-unit id="1"><source>Essen</source>'
    "<target>They ate the the food.</target></trans-unit></body></file></xliff>",
}
OWN = """<i>my</i> & "own" words\\n 'é🙂'"""


def mixtures():
    """Files of every format with all that makes positions differ, always the same ones."""
    chance = random.Random(9)
    for at, suffix in enumerate(("txt", "html", "md") * 4):
        yield f"{at}.{suffix}", "They ate ate 🙂 " + "".join(chance.choices(PIECES, k=20))
    for suffix, raw in ESCAPING.items():
        yield f"a.{suffix}", raw


def test_the_text_that_the_page_saves_is_the_one_that_apply_writes(opened):
    raws = dict(mixtures())
    page = opened(run_of(*raws.items()), init=KEEP_SAVED)
    for number in page.locator(".card .number").all_text_contents():
        page.keyboard.press("j")
        page.keyboard.press("a")
        if number == "1":
            page.locator("#correction").fill(OWN)
            page.keyboard.press("Escape")
    page.keyboard.press("s")
    for button in page.locator("[data-do=save-text]").all():
        button.click()
    decisions, *texts = page.evaluate("Promise.all(window.kept)")
    decided = {each.path: each for each in read(decisions)}
    for (name, raw), text in zip(raws.items(), texts, strict=True):
        assert text == corrected(raw, decided[name]) != raw
    written = [each.replacement for file in decided.values() for each in file.decisions]
    assert written.count(OWN) == len(raws)
    assert {"16,000", None} <= set(written)


def test_everything_can_be_read_without_script(opened):
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


HOSTILE = """</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">"'<!--"""


def test_hostile_text_is_shown_and_never_run(opened):
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


def violations(result):
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in result.response["violations"]]


def test_decisions_survive_a_reload_and_can_be_loaded_again(opened, tmp_path):
    run = run_of("They ate the the food and 16 Thousands men men left.")
    page = opened(run)
    for key in ("j", "a", "j", "r", "c"):
        page.keyboard.press(key)
    page.keyboard.type("why?")
    for key in ("Escape", "j", "e"):
        page.keyboard.press(key)
    page.keyboard.type(" and women")
    page.keyboard.press("Escape")
    first = saved(page)
    page.reload()
    ready(page)
    page.keyboard.press("k")
    assert page.locator("#correction").input_value() == "men and women"
    assert page.locator("#progress").inner_text() == "2 of 3 decided"
    assert saved(page) == first

    (tmp_path / "decisions.json").write_text(first, encoding="utf-8")
    other = opened(run, init=NO_STORAGE)
    assert other.locator("#progress").inner_text() == "0 of 3 decided"
    other.locator("#load").set_input_files(tmp_path / "decisions.json")
    other.get_by_text("2 of 3 decided").wait_for()
    assert saved(other) == first


def test_decisions_on_another_text_are_left_out(opened, tmp_path):
    page = opened(run_of("They ate the the food."))
    page.keyboard.press("j")
    page.keyboard.press("a")
    (tmp_path / "decisions.json").write_text(saved(page), encoding="utf-8")
    other = opened(run_of("They ate the the foot."))
    other.locator("#load").set_input_files(tmp_path / "decisions.json")
    other.locator("#status", has_text="1 are about another text").wait_for()
    assert other.locator("#progress").inner_text() == "0 of 1 decided"
    for nonsense in ("nonsense", "[]", '{"files": [{"decisions": 7}]}'):
        (tmp_path / "nonsense.json").write_text(nonsense, encoding="utf-8")
        other.locator("#load").set_input_files(tmp_path / "nonsense.json")
        other.locator("#status", has_text="nonsense.json is no file of decisions").wait_for()
        other.reload()
        ready(other)


def test_of_overlapping_corrections_one_holds(opened):
    document = read_text("one two three four", "a.txt")
    rule = Rule("x/y", "style/awkward", "minor", "Awkward")
    outer = Finding(rule, Span(0, 13), "Outer.", (Suggestion("1"),))
    inner = Finding(rule, Span(4, 7), "Inner.", (Suggestion("2"),))
    later = Finding(rule, Span(8, 18), "Later.", (Suggestion("3"),))
    page = opened(Run((Report(document, (outer, inner, later), (), "sig"),)))
    for key in ("j", "a", "j", "a"):
        page.keyboard.press(key)
    assert "Finding 1 has changed these words already" in page.locator("#status.toast").inner_text()
    assert page.locator("#decided").inner_text() == "1"
    for key in ("k", "r", "j", "a", "j", "a"):
        page.keyboard.press(key)
    assert saved_text(page) == "one 2 3"


def test_a_correction_written_late_does_not_overlap_another(opened):
    document = read_text("one two three", "a.txt")
    rule = Rule("x/y", "style/awkward", "minor", "Awkward")
    bare = Finding(rule, Span(0, 13), "Bare.")
    known = Finding(rule, Span(4, 7), "Known.", (Suggestion("2"),))
    page = opened(Run((Report(document, (bare, known), (), "sig"),)))
    for key in ("j", "a", "j", "a", "k", "e", "x"):
        page.keyboard.press(key)
    assert saved_text(page) == "one 2 three"
    assert page.locator(".card.current .verdict").inner_text() == "accepted, by hand"


def test_filter_and_search_leave_the_others_out_of_the_walk(opened):
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


def test_the_text_reads_marked_corrected_and_original(opened):
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
def test_no_page_scrolls_sideways(opened, width):
    long = "x" * 300
    page = opened(
        run_of((f"{long}.txt", f"{long} the the {long}\n\nשלום the the שלום"), ("b.md", f"`{long}` on on\n")),
        viewport={"width": width, "height": 740},
    )
    page.keyboard.press("j")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_buttons_do_what_keys_do_and_shortcuts_can_be_off(opened):
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


def test_a_correction_for_a_fault_without_one_can_be_written(opened):
    rule = Rule("x/y", "style/awkward", "minor", "Awkward")
    document = read_text("They did it so.", "a.txt")
    page = opened(Run((Report(document, (Finding(rule, Span(5, 11), "Awkward."),), (), "sig"),)))
    for key in ("j", "a"):
        page.keyboard.press(key)
    assert page.locator(".verdict").inner_text() == "accepted, by hand"
    assert saved_text(page) == document.raw
    page.locator("#correction").fill("managed it")
    assert page.locator(".verdict").inner_text() == "accepted"
    assert page.locator(".card del").all_inner_texts() == ["did"]
    assert page.locator(".card ins").all_inner_texts() == ["managed"]
    assert saved_text(page) == "They managed it so."
