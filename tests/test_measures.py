"""The measures that the floors of the seeds and the tables of benchmarks/quality.py stand on."""

import pytest
from _measures import Hit, Words, correlation, is_right, share, words
from _records import Mark

TEXT = "about 2 5 Hundreds U S. troops and the ‘Nato’ men left"


def hit(start, end, *suggestions):
    return Hit("rule/id", "stable", start, end, suggestions)


@pytest.mark.parametrize(
    ("mark", "found", "expected"),
    [
        (Mark(6, 18, "", "2,500"), hit(6, 18, "2,500"), True),
        (Mark(6, 18, "", "2,500"), hit(6, 18, "25 hundred", "2,500"), True),
        (Mark(6, 18, "", "2,500"), hit(6, 18, "a", "b", "c", "2,500"), False),
        (Mark(6, 18, "", "2,500"), hit(6, 18, "25,00"), False),
        (Mark(6, 18, "", "2,500"), hit(6, 18), False),
        # The span of the finding is shorter or longer than the marked one.
        (Mark(19, 30, "", "US troops"), hit(19, 23, "U.S."), True),
        (Mark(19, 23, "", "US"), hit(19, 30, "U.S. troops"), True),
        (Mark(19, 30, "", "US troops"), hit(19, 23, "UK"), False),
        # Quotation marks and case do not count.
        (Mark(39, 45, "", '"NATO"'), hit(39, 45, "“Nato”"), True),
        (Mark(39, 45, "", "'NATO'"), hit(39, 45, "‘Nato’."), True),
        # What was to be removed is only right if it is removed.
        (Mark(31, 34, "", ""), hit(31, 34, ""), True),
        (Mark(31, 34, "", ""), hit(31, 34, "or"), False),
    ],
)
def test_a_suggestion_is_right_when_it_gives_the_right_text(mark, found, expected):
    assert is_right(TEXT, mark, found, 3) is expected


def test_a_share_comes_with_its_wilson_interval():
    assert share([]) == ""
    assert share([True] * 8 + [False] * 2) == "0.800 (0.490-0.943)"
    assert share([True]) == "1.000 (0.207-1.000)"
    assert share([False]) == "0.000 (0.000-0.793)"


def test_words_are_counted_by_what_touches_them():
    marks = [Mark(0, 3, ""), Mark(8, 9, "")]
    assert words("one two three four", marks, [hit(1, 2), hit(4, 7)]) == Words(1, 1, 1, 1)


def test_the_correlation_is_1_for_the_same_words_and_0_for_none():
    assert correlation(Words(5, 0, 0, 5)) == 1.0
    assert correlation(Words(0, 5, 5, 0)) == -1.0
    assert correlation(Words(0, 0, 5, 5)) == 0.0
