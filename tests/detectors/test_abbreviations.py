import pytest

ALARMS = [
    ("The US can wait; [[U S.]] troops cannot.", ("US",)),
    ("[[U S.]] troops left.", ("U.S.",)),
    ("[[U. S .A]] is far.", ("U.S.A.",)),
    ("the [[U .S.]] army", ("U.S.",)),
    ("the [[U.S]] government", ("U.S.",)),
    ("the [[U S]] troops", ("U.S.",)),
    ("The U.S. and the [[U. S.]] army", ("U.S.",)),
    ("US troops left the [[U S.]] The end.", ("US.",)),
    ("in the [[U. K]] and beyond", ("U.K.",)),
    ("at 10 [[p .m.]] on Friday", ("p.m.",)),
    ("some fruit, [[e .g.]] apples", ("e.g.",)),
    ("e.g. this and [[e. g.]] that", ("e.g.",)),
]


@pytest.fixture(scope="module")
def abbreviations(detector):
    return detector("abbreviations")


@pytest.mark.parametrize(("text", "cures"), ALARMS)
def test_alarm(abbreviations, text, cures):
    found = abbreviations.alarm(text, "abbreviations/broken", *cures)
    assert found[0].suggestions[0].safe


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(abbreviations, text):
    abbreviations.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. and the US, the U.K., the EU and the USA.",
        "The U. S. Army of old, by an old book.",
        "under 42 U. S. C. 1958",
        "He lives in the US. She does not.",
        "at 10 p.m. and 5 am, at 11 pm.",
        "e. g. this, i. e. that",
        "i.e. that, e.g. this, ie that",
        "Vitamin E. U. Smith and J. K. Rowling",
        "B. U. S. Army",
        "me and I, a man, a me i e",
        "from A to B. I knew that.",
        "US , tokenised",
        "the letters S U S E",
    ],
)
def test_silent(abbreviations, text):
    abbreviations.silent(text)
