from html.parser import HTMLParser

import pytest

from mtaudit.audit import audit, read_text
from mtaudit.model import Run, Unread
from mtaudit.reporters import html
from mtaudit.settings import Settings

TEXT = """\
Rebels <script>alert(1)</script> take the road

Rebels <script>alert(1)</script> take the road

They ate the the "food" & left — about 16 Thousands men of the 🙂 army.
"""


class _Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links, self.loads, self.article = [], [], [], [], ""
        self._stack = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.loads += [values[name] for name in ("src", "srcset", "data") if name in values]
        if tag not in ("meta", "br"):
            self._stack.append(tag)

    def handle_endtag(self, tag):
        while self._stack and self._stack.pop() != tag:
            pass

    def handle_data(self, data):
        if "article" in self._stack and "sup" not in self._stack:
            self.article += data


@pytest.fixture(scope="module")
def page():
    report = audit(read_text(TEXT, "a.txt"), Settings())
    parsed = _Page()
    parsed.feed(html.render(Run((report, report), (Unread("b.txt", "is empty"),))))
    return parsed, report


def test_the_text_is_shown_as_it_is_and_never_run(page):
    parsed, report = page
    assert "script" not in parsed.tags
    prose = [report.document.slice(block.span) for block in report.document.blocks]
    assert parsed.article.split("\n").count(prose[0]) == 4
    assert prose[2] in parsed.article


def test_every_finding_is_marked_and_linked_both_ways(page):
    parsed, report = page
    assert report.findings
    for file in (1, 2):
        for number in range(1, len(report.findings) + 1):
            assert {f"at-{file}-{number}", f"finding-{file}-{number}"} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))
    assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids)


def test_nothing_is_loaded(page):
    parsed, _ = page
    assert parsed.loads == []
    assert not {"link", "img", "iframe", "script"} & set(parsed.tags)
    assert all(link.startswith("#") for link in parsed.links)
