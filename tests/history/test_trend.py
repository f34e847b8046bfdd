import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.history import trend
from mtaudit.history.saved import SavedFile, SavedFinding, SavedRun
from mtaudit.model import SEVERITIES


def run(name, words, *severities):
    found = tuple(SavedFinding("a.txt", "x/y", severity, 1, 1, "x", "x") for severity in severities)
    return SavedRun(f"reports/{name}.json", "s", (SavedFile("a.txt", words, frozenset(), 0, found),))


POINTS = [
    trend.point(run("2026-01", 2000, "minor", "minor", "critical")),
    trend.point(run("2026-02", 1000, "minor", "major")),
    trend.point(run("2026-03", 0)),
]


def test_the_rates_are_of_a_thousand_words():
    assert trend.text(POINTS).splitlines() == [
        "report   words  critical /1000  major /1000  minor /1000",
        "2026-01   2000            0.50         0.00         1.00",
        "2026-02   1000            0.00         1.00         1.00",
        "2026-03      0            0.00         0.00         0.00",
    ]
    first, *_ = json.loads(trend.json(POINTS))["points"]
    assert first == {
        "report": "2026-01",
        "words": 2000,
        "counts": {"minor": 2, "major": 0, "critical": 1},
        "rates": {"minor": 1.0, "major": 0.0, "critical": 0.5},
    }


@given(st.lists(st.tuples(st.integers(0, 10**6), st.lists(st.sampled_from(SEVERITIES), max_size=9)), max_size=40))
def test_every_line_lies_on_the_drawing_and_higher_is_more(reports):
    points = [trend.point(run(str(number), words, *found)) for number, (words, found) in enumerate(reports)]
    chart = trend.chart(points)
    for severity, line in chart.lines:
        assert all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in line)
        assert [x for x, _ in line] == sorted({x for x, _ in line})
        for (_, y), point in zip(line, points, strict=True):
            assert (y == chart.height) or point.rate(severity) > 0
    assert len(chart.labels) <= 8


@pytest.mark.parametrize("rate", [0, 0.05, 0.3, 1, 7, 8.01, 99, 12345.6])
def test_the_scale_holds_the_highest_and_is_not_much_higher(rate):
    top = trend._round_up(rate)
    assert top >= rate
    assert top <= max(0.1, 2.5 * rate)


def test_the_chart_is_a_drawing_in_the_page_and_loads_nothing():
    page = trend.html([*POINTS, trend.point(run("<script>alert(1)</script>", 10, "major"))])
    svg = ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])
    lines = svg.findall("g")
    assert [line.get("class") for line in lines] == ["critical", "major", "minor"]
    for line in lines:
        assert len(line.find("polyline").get("points").split()) == 4
        assert len([each for each in line if each.get("class") == "mark"]) == 4
    assert "<script" not in page
    assert not any(each in page for each in ("http:", "https:", "src=", "@import", "url("))
