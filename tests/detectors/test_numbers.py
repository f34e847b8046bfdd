import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def numbers(detector):
    return detector("numbers")


@pytest.mark.parametrize(
    ("text", "rule", "suggestions"),
    [
        ("about [[2 5 Hundreds]] U S. troops", "numbers/scale-word", ["2,500"]),
        ("and [[16 Thousands]] contractors", "numbers/scale-word", ["16,000"]),
        ("and [[16 thousands]] contractors", "numbers/scale-word", ["16,000"]),
        ("some [[3 Millions]] people", "numbers/scale-word", ["3 million"]),
        ("some [[1 2 Thousands]] people", "numbers/scale-word", ["12,000", "1,200"]),
        ("some [[2 5 million]] people", "numbers/split", ["2.5 million", "25 million"]),
        ("by [[9.392]] soldiers of the force", "numbers/point-thousands", ["9,392"]),
        ("rose by 21% to [[239.000]].", "numbers/point-thousands", ["239,000"]),
        ("a budget of [[1.234.567]] in all", "numbers/point-thousands", ["1,234,567"]),
        ("a price of [[1.234,56]] in all", "numbers/point-thousands", ["1,234.56"]),
        ("died out [[30.000]] years ago", "numbers/point-thousands", ["30,000"]),
        ("about [[2 500]] troops and [[16 000]] contractors", "numbers/space-thousands", ["2,500"]),
        ("it could reach [[60 000]].", "numbers/space-thousands", ["60,000"]),
        ("literacy was [[99,6]]%.", "numbers/decimal-comma", ["99.6"]),
        ("a speed of [[50,4]] km / h", "numbers/decimal-comma", ["50.4"]),
        ("a disk of [[1,2]] MB", "numbers/decimal-comma", ["1.2"]),
        ("it cost EUR [[25,1]].", "numbers/decimal-comma", ["25.1"]),
        ("a rate of [[2,1]].", "numbers/decimal-comma", ["2.1"]),
        ("a total of [[2,200,12]] people", "numbers/grouping", []),
        ("up to [[1,40,000]] acres", "numbers/indian-grouping", ["140,000"]),
        ("the [[72rd]] convention", "numbers/ordinal-ending", ["72nd"]),
        ("the [[11st]] of May", "numbers/ordinal-ending", ["11th"]),
        ("about [[2 million fifty thousand]] people", "numbers/two-scales", []),
        ("[[Lakhs]] of people", "numbers/lakh", ["Hundreds of thousands"]),
        ("worth [[2.5 crore]] rupees", "numbers/lakh", ["25 million"]),
        ("about [[٢٥٠٠]] soldiers", "numbers/script", ["2500"]),
        ("about [[२५]] soldiers", "numbers/script", ["25"]),
        ("[[120%]] of the voters", "numbers/share", []),
    ],
)
def test_alarm(numbers, text, rule, suggestions):
    found = numbers.alarm(text, rule)
    assert [each.text for each in found[0].suggestions] == suggestions


@pytest.mark.parametrize(
    "text",
    [
        "about 2,500 US troops and 16,000 contractors",
        "The Top 1 Million sites cost $3 Million to run.",
        "hundreds of thousands, 3 million people, 2.5 billion dollars",
        "a latency of 6.173 ms, a factor of 2.512, stock at $13.625",
        "Python 3.11.7 and version 1.2.3 at 192.168.100.200",
        "see [13,14] and (1,2), steps 1,2 and 3",
        "call 1 800 555 0199 or 1 201 944-3737 today",
        "at 54º 55,7' N 10º 30,0' E",
        "1,234,567 people and $1,250.75",
        "the 1st, 2nd, 3rd, 11th, 12th, 13th, 21st and 112th time",
        "a 150% increase and 300 percent growth",
        "Lake Lacroix and the Crores family",
        "He scored 6.0 points in 10.000 s.",
        "In 2016, 2017 and 2018, 300 people came.",
        "From 2000 to 2010 1,000 people came.",
        "The results were 25 000-30 000.",
        "He was 9 Million was a film.",
        "$600 millions in Federal construction",
    ],
)
def test_silent(numbers, text):
    numbers.silent(text)


def test_a_safe_fix_is_offered_for_one_reading_only(numbers):
    assert numbers.alarm("some [[16 Thousands]] people", "numbers/scale-word")[0].suggestions[0].safe
    assert not any(s.safe for s in numbers.alarm("some [[1 2 Thousands]] people", "numbers/scale-word")[0].suggestions)


def test_a_wrapped_line_hides_nothing(numbers):
    text = """\
There were in the whole of the country at that time about [[2 5
Hundreds]] troops and a few other men, most of whom had come
only in the spring of the year before and who did not know the
country well enough to find their way.
"""
    numbers.alarm(text, "numbers/scale-word", "2,500")


@given(st.text(alphabet="0123456789., %thsndrMillioncores-", max_size=200))
def test_corrections_silence_their_rule(text):
    detector = registry.plugin("detectors", "numbers")
    for finding in detector.detect(read_text(f"x {text} y", "a.txt"), Settings()):
        for suggestion in finding.suggestions:
            again = detector.detect(read_text(f"x {suggestion.text} y", "a.txt"), Settings())
            assert finding.rule not in [each.rule for each in again]
