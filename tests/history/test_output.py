import json
from html.parser import HTMLParser

import pytest

from mtaudit.history import output
from mtaudit.history.comparison import compare
from mtaudit.history.saved import SavedFile, SavedFinding, SavedRun

HOSTILE = "<script>alert(1)</script>\x1b[31m\r\n{{ 7 * 7 }} \u202e"


def run(name, *findings, signature="s"):
    return SavedRun(name, signature, (SavedFile("a.txt", 100, frozenset(), 0, findings),))


def finding(text="16 Thousands", rule="numbers/scale-word"):
    return SavedFinding("a.txt", rule, "critical", 3, 7, text, f"A broken number: {text}")


@pytest.fixture
def comparison():
    old = run("old.json", finding(), finding("2 Hundreds"))
    return compare(old, run("new.json", finding(), finding("3 Millions"), finding("the the", "repetition/word")))


def test_the_text_reads_well(comparison):
    assert output.text(comparison).splitlines() == [
        "a.txt:3:7: new critical numbers/scale-word “3 Millions”",
        "    A broken number: 3 Millions",
        "a.txt:3:7: new critical repetition/word “the the”",
        "    A broken number: the the",
        "a.txt:3:7: fixed critical numbers/scale-word “2 Hundreds”",
        "    A broken number: 2 Hundreds",
        "",
        "rule                new  fixed  unchanged",
        "numbers/scale-word    1      1          1",
        "repetition/word       1      0          0",
        "",
        "",
        "file   new  fixed  unchanged",
        "a.txt    2      1          1",
        "",
        "2 new, 1 fixed, 1 unchanged",
    ]


def test_the_json_has_all_of_it(comparison):
    data = json.loads(output.json(comparison))
    assert data["totals"] == {"appeared": 2, "fixed": 1, "unchanged": 1, "uncompared": 0}
    assert [each["text"] for each in data["appeared"]] == ["3 Millions", "the the"]
    assert data["rules"][0] == {"name": "numbers/scale-word", "appeared": 1, "fixed": 1, "unchanged": 1}
    assert data["old"] == {"report": "old.json", "signature": "s", "words": 100}


class _Page(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_the_page_shows_all_of_it_and_loads_nothing(comparison):
    page = _Page(output.html(comparison))
    assert {"2 new, 1 fixed, 1 unchanged", "“3 Millions”", "“2 Hundreds”"} <= {
        line.strip() for line in page.text.split("\n")
    }
    assert not {"script", "link", "img", "iframe"} & set(page.tags)


@pytest.mark.parametrize("render", [output.text, output.json, output.html])
def test_hostile_text_stays_text(render):
    hostile = SavedFinding(HOSTILE, HOSTILE, "minor", 1, 1, HOSTILE, HOSTILE)
    new = SavedRun(HOSTILE, HOSTILE, (SavedFile(HOSTILE, 1, frozenset([HOSTILE]), 1, (hostile,)),))
    shown = render(compare(run("old.json"), new))
    if render is output.html:
        assert "script" not in _Page(shown).tags
        assert "49" not in shown
    else:
        assert not any(mark in shown for mark in "\x1b\r\u202e")
