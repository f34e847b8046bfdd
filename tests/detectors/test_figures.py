import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors.figures import detect
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def figures(detector):
    return detector("figures")


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        ("They sank [[seven]] of the five ships.", "figures/part", None),
        ("They hold [[400]] of the 370 districts.", "figures/part", None),
        ("Only [[24,490]] people came, of whom 167625 fought.", "figures/part", None),
        ("Some 45% voted yes, 30% voted no, and the remaining [[50%|]] abstained.", "figures/shares", None),
        ("About [[120]] percent of the population is poor.", "figures/percent", None),
        ("Between [[50]] and 20 people came.", "figures/range", None),
        ("It takes [[7]]-3 days.", "figures/range", None),
        ("The painter ([[1950]]–1890) lived there.", "figures/life", None),
        ("He reigned from [[1985]] to 1977.", "figures/life", None),
        (
            "It cost [[450 million pounds]]. It reached 450 million lira.",
            "figures/currency",
            "450 million lira",
        ),
        ("It cost [[450 million pounds]]. The road costs 150 million lira.", "figures/currency", "450 million lira"),
        ("La Plata is 60 kilometers ([[25 miles]]) away.", "figures/conversion", None),
        (
            "They walked 125 miles to the coast and then they slept for a week or so. It was [[125 km]], they said.",
            "figures/unit",
            None,
        ),
        (
            "They found 3.9 million barrels of oil. All 3.9 [[billion]] barrels are sold.",
            "figures/magnitude",
            "million",
        ),
        (
            "Storm leaves [[12]] dead in the north\n\nA storm killed 21 people on Monday, the police said.",
            "figures/tellings",
            None,
        ),
    ],
)
def test_alarm(figures, text, rule, first):
    text = text.replace("%|]]", "]]%")
    found = figures.alarm(text, rule)
    assert found[0].related or rule == "figures/percent"
    assert (found[0].suggestions[0].text if found[0].suggestions else None) == first


@pytest.mark.parametrize(
    "text",
    [
        "They sank five of the seven ships, and five of the 1990 class.",
        "Of 24,490 people, 2,000 fought; 24,490 people came, of whom 2,000 fought.",
        "Some 45% voted yes, 30% voted no, and the remaining 25% abstained.",
        "Its share rose from 44% to 48%; the top 1% own more than the other 99%.",
        "Output reached 120 percent of the plan.",
        "It fell from 50 to 20 people. They won 3-2 in days.",
        "The emperor (63 BC–14) ruled. He ruled from 1977 to 1985.",
        "The battle ran from 1985 to 1977 BC.",
        "It costs $9.99, or 9.99 euros. Prices: 100 dollars, 100 euros.",
        "It cost 450 million pounds in London; in Ankara it costs 150 million lira.",
        "He is 5 feet 10 inches (1.78 m) tall. It is 40 kilometers (25 miles) away.",
        "It weighs 100 kg (220 pounds).",
        "They sold 3.9 million barrels and 4.1 billion barrels.",
        "Storm kills 12 in the north\n\nA storm killed 12 people. Another 21 people were injured.",
        "Storm kills 12 in the north\n\nA storm killed at least 11 people on Monday, the police said.",
        "It ended between 120,000 and 11,500 years ago. They pushed the date back from 1910 to 1890.",
        "No figures at all.",
    ],
)
def test_silent(figures, text):
    figures.silent(text)


PIECES = (
    "seven|of the|five ships|30%|the other|450 million|pounds|lira|.|(|)|25 miles|60 km|between|and|1990|-|,|of which"
)


@given(st.lists(st.sampled_from(PIECES.split("|"))))
def test_a_finding_shows_the_other_figure_and_never_itself(pieces):
    document = read_text(" ".join(["Start", *pieces]), "a.txt")
    for finding in detect(document, Settings()):
        assert finding.span not in finding.related
        assert any(map(str.isalnum, document.slice(finding.span)))
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("She was born in Kabul in 1950 and died in 2001 at the age of [[15]].", ("51", "50")),
        ("Born in 1969, he won the prize in 1999, aged [[40]].", ("30", "29")),
    ],
)
def test_an_age_that_the_years_contradict(detector, text, suggestions):
    detector("figures").alarm(text, "figures/age", *suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "She was born in Kabul in 1950 and died in 2001 at the age of 51.",
        "Born in 1969, he won the prize in 1999, aged 29.",
        "Born in 1969, he moved in 1980 and won the prize in 1999, aged 30.",
        "Born in 1969, he saw his son win in 1999, aged 4.",
        "He was born in 1969. The house was sold in 1999, when she was 12.",
        "Born in 1850, he wrote it between 1870 and 1870, aged 99.",
    ],
)
def test_an_age_that_may_be_right(detector, text):
    detector("figures").silent(text)
