from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit import registry
from mtaudit.audit import read_text
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def dates(detector):
    return detector("dates")


@pytest.mark.parametrize(
    ("text", "rule", "suggestions"),
    [
        ("block his investigation | [[14.02.2018]]", "dates/dotted", ["14 February 2018"]),
        ("on [[04.02.2018]] in Berlin", "dates/dotted", ["4 February 2018", "2 April 2018"]),
        ("on [[3. October]] in Berlin", "dates/ordinal-point", ["3 October"]),
        ("the [[10. Year]] Anthem", "dates/ordinal-point", ["10th Year"]),
        ("on [[31 June]] in Berlin", "dates/impossible", []),
        ("on [[February 30]], 2019", "dates/impossible", []),
        ("on [[29 February]] 2019", "dates/impossible", []),
        ("on [[Friday]], 4 September 2022,", "dates/weekday", ["Sunday"]),
        ("on [[Monday]], September 3rd, 2022,", "dates/weekday", ["Saturday"]),
        ("arrived in Narvik on [[12 arpids]].", "dates/month", ["12 April"]),
        ("took place on [[16 thin 1945]] near", "dates/month", []),
        ("In [[1647th]] the town burnt.", "dates/year-ordinal", ["1647"]),
        ("according to the [[1871st]] edition.", "dates/year-ordinal", ["1871"]),
        ("and remained until [[16660]].", "dates/year-digits", ["1660", "1666"]),
        ("applied in [[18444]] for the right", "dates/year-digits", ["1844", "1444"]),
        ("The attack at the end [[of 9]] did not change it.", "dates/clipped-year", []),
        ("In [[35-2]], the borders were invaded.", "dates/broken-year", ["352"]),
        ("in the late [[50th century]].", "dates/century", ["50s"]),
    ],
)
def test_alarm(dates, text, rule, suggestions):
    found = dates.alarm(text, rule)
    assert [each.text for each in found[0].suggestions] == suggestions


@pytest.mark.parametrize(
    "text",
    [
        "on 14 February 2018, on February 14, 2018 and on 2018-02-14",
        "on Saturday, 3 September 2022, and on Saturday, September 3, 2022",
        "on 29 February 2020 and on February 28, 2019",
        "release 10.4.2017.1 of 1.2.3",
        "the 2000th anniversary and the 1000th customer",
        "in 15000 homes, of 12500 people, from 20000 to 30000",
        "in the 21st century and the 19th century",
        "in 1990, in the 1990s, since 1844",
        "at the end of 12 months, at the end of 2019",
        "In 35-20 games he scored. In a 35-2 win, they led.",
        "at roughly 10 times 1960 earnings",
        "on 12 occasions. On 3 continents. On 5 in a row.",
        "He came 10. Then he left.",
        "See chapter 3. May we ask why?",
        "Monday 3 September and Tuesday in 2019",
    ],
)
def test_silent(dates, text):
    dates.silent(text)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 6), st.booleans())
def test_a_weekday_is_right_or_corrected(day, shift, american):
    named = (day + timedelta(days=shift)).strftime("%A")
    written = day.strftime(f"%B {day.day}, %Y") if american else day.strftime(f"{day.day} %B %Y")
    document = read_text(f"It was {named}, {written}, at noon.", "a.txt")
    found = list(registry.plugin("detectors", "dates").detect(document, Settings()))
    assert [each.suggestions[0].text for each in found] == ([day.strftime("%A")] if shift else [])
