import pytest

ALARMS = [
    ("General secretary Xi [[Jinpings]] important speech", "apostrophes/possessive", ("Jinping’s", "Jinpings’")),
    ("Obama spoke. [[Obamas]] new plan", "apostrophes/possessive", ("Obama’s",)),
    ("The US. President [[Bidens]] latest plan isn't ready.", "apostrophes/possessive", ("Biden's", "Bidens'")),
    ("to fight a [[peoples]] war", "apostrophes/possessive", ("people’s",)),
    ("the [[childrens]] books", "apostrophes/possessive", ("children’s",)),
    ("the [[countrys]] army", "apostrophes/possessive", ("country’s", "countries")),
    ("[[todays]] meeting", "apostrophes/possessive", None),
    ("at [[todays]] meeting", "apostrophes/possessive", ("today’s",)),
    ("He [[doesnt]] know.", "apostrophes/contraction", ("doesn’t",)),
    ("[[Dont]] go.", "apostrophes/contraction", ("Don’t",)),
    ("[[theyre]] here", "apostrophes/contraction", ("they’re",)),
]


@pytest.fixture(scope="module")
def apostrophes(detector):
    return detector("apostrophes")


@pytest.mark.parametrize(("text", "rule", "cures"), ALARMS)
def test_alarm(apostrophes, text, rule, cures):
    apostrophes.alarm(text, rule, *(cures or ()))


@pytest.mark.parametrize("text", [case[0] for case in ALARMS])
def test_a_correction_silences_its_rule(apostrophes, text):
    apostrophes.settles(text)


@pytest.mark.parametrize(
    "text",
    [
        "Xi Jinping’s important speech",
        "the Obamas new home, for Obama likes it",
        "the United States military and the Nation",
        "Hillary Williams important speech",
        "President Moses and the new book",
        "indigenous peoples of the world",
        "Ten thousand zlotys and many keys, days and boys.",
        "no more todays, no yesterdays.",
        "mens rea",
        "He doesn't, don’t and can't.",
        "as programmers are wont to do, cant and all",
        "the Child Welfare Services new system",
        "Adams said. The service is new.",
        "important government consent, the agent went",
    ],
)
def test_silent(apostrophes, text):
    apostrophes.silent(text)
