"""What a reviewer decides in a real browser, and what ``mtaudit apply`` makes of it."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema

from mtaudit.audit import read_text
from mtaudit.decisions import corrected, read
from mtaudit.model import Finding, Report, Rule, Run, Span, Suggestion

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "taliban-border" / "article.txt"
SCHEMA = json.loads((ROOT / "docs" / "decisions.schema.json").read_text(encoding="utf-8"))
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }});"
PIECES = [
    *("the the ", "🙂 ", "👩‍👩‍👧", "e\u0301", "\r\n", "\n\n", "16 Thousands men ", "<b>on on</b> ", "&amp; ", "\u200f"),
    *("`x x` ", "> and and ", "[food food](http://a.b/the/the) ", "<i>the</i> the ", "They left left. ", "שלום "),
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


def mtaudit(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", "mtaudit", *arguments], cwd=cwd, capture_output=True, text=True)


def mixtures():
    """Files of every format with all that makes positions differ, always the same ones."""
    chance = random.Random(9)
    for at, suffix in enumerate(("txt", "html", "md") * 4):
        yield f"{at}.{suffix}", "They ate ate 🙂 " + "".join(chance.choices(PIECES, k=20))
    for suffix, raw in ESCAPING.items():
        yield f"a.{suffix}", raw


def test_a_reviewer_walks_the_seed_by_keyboard_and_apply_writes_what_was_decided(opened, tmp_path, saved, saved_text):
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
    jsonschema.validate(json.loads((tmp_path / "decisions.json").read_text(encoding="utf-8")), SCHEMA)

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


def test_the_text_that_the_page_saves_is_the_one_that_apply_writes(opened, run_of):
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


def test_decisions_survive_a_reload_and_can_be_loaded_again(opened, tmp_path, ready, run_of, saved):
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


def test_decisions_on_another_text_are_left_out(opened, tmp_path, ready, run_of, saved):
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


def test_of_overlapping_corrections_one_holds(opened, saved_text):
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


def test_a_correction_written_late_does_not_overlap_another(opened, saved_text):
    document = read_text("one two three", "a.txt")
    rule = Rule("x/y", "style/awkward", "minor", "Awkward")
    bare = Finding(rule, Span(0, 13), "Bare.")
    known = Finding(rule, Span(4, 7), "Known.", (Suggestion("2"),))
    page = opened(Run((Report(document, (bare, known), (), "sig"),)))
    for key in ("j", "a", "j", "a", "k", "e", "x"):
        page.keyboard.press(key)
    assert saved_text(page) == "one 2 three"
    assert page.locator(".card.current .verdict").inner_text() == "accepted, by hand"


def test_a_correction_for_a_fault_without_one_can_be_written(opened, saved_text):
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
