import sys
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors.headlines import detect
from mtaudit.settings import Settings

BODY = "U.S. troops could reduce their withdrawal from the country, a Pentagon spokesman said. It will last."
STORM = "A storm hit the northern coast on Monday. Some 12 ships sank in the harbour. Nobody was hurt there."


@pytest.fixture(scope="module")
def headlines(detector):
    return detector("headlines")


@pytest.mark.parametrize(
    ("text", "rule", "first"),
    [
        (f"US can reduce [[emissions]]: Pentagon\n\n{BODY}", "headlines/object", "withdrawal"),
        (f"Storm on northern coast sinks [[21]] ships\n\n{STORM}", "headlines/number", "12"),
        (f"Storm hits the [[highway]] of the northern coast\n\n{STORM}", "headlines/word", None),
        (
            f"Deborah [[Lyonel]] speaks of the storm\n\n{STORM}\n\nDeborah Lyons spoke of it on Monday.",
            "headlines/name",
            "Lyons",
        ),
        (f"Storm did [[not]] hit northern coast on Monday\n\n{STORM}", "headlines/polarity", None),
    ],
)
def test_alarm(headlines, text, rule, first):
    found = headlines.alarm(text, rule)
    assert (found[0].suggestions[0].text if found[0].suggestions else None) == first
    assert found[0].related or rule == "headlines/word"


@pytest.mark.parametrize(
    "text",
    [
        f"US can reduce withdrawal: Pentagon\n\n{BODY}",
        f"US to slow withdrawal: Pentagon\n\n{BODY}",
        f"US can reduce emissions: Pentagon\n\n{BODY}\n\nBoth speak of emissions.",
        f"Storm on northern coast sinks 12 ships\n\n{STORM}",
        f"Storm on northern coast sinks twelve ships\n\n{STORM}",
        f"Storm on northern coast sinks 21 ships\n\n{STORM} A further 21 were damaged.",
        f"Storm hits northern coast on Monday\n\n{STORM}",
        f"Weather report\n\n{STORM}",
        f"Deborah Lyons speaks of the storm\n\n{STORM}\n\nDeborah Lyons and Deborah Norris spoke.",
        f"{STORM}\n\n{BODY}",
        "US can reduce emissions: Pentagon",
    ],
)
def test_silent(headlines, text):
    headlines.silent(text)


def test_a_headline_printed_twice_is_judged_once(headlines):
    text = f"US can reduce [[emissions]]: Pentagon\n\nUS can reduce emissions: Pentagon\n\n{BODY}"
    headlines.alarm(text, "headlines/object", "withdrawal")


def test_a_cross_head_is_compared_with_the_text_under_it(headlines):
    text = f"Northern coast counts its dead\n\n{STORM}\n\nUS can reduce [[emissions]]: Pentagon\n\n{BODY}"
    headlines.alarm(text, "headlines/object", "withdrawal")


PIECES = (
    "Storm sinks 21 ships|US can reduce emissions|Deborah Lyons left|not|\n\n|The storm sank 12 ships.|They reduce aid."
)


@given(st.lists(st.sampled_from(PIECES.split("|"))))
def test_every_finding_lies_in_a_headline(pieces):
    document = read_text("\n\n".join(["Storm sinks 21 ships", *pieces]), "a.txt")
    headlines = [block.span for block in document.blocks if block.kind == "headline"]
    for finding in detect(document, Settings()):
        assert any(span.start <= finding.span.start and finding.span.end <= span.end for span in headlines)
        assert all(each.text != document.slice(finding.span) for each in finding.suggestions)


def test_the_pivot_table_adds_what_shares_a_translation(headlines, monkeypatch):
    table = ModuleType("mtaudit.senses")
    table.__spec__ = ModuleSpec("mtaudit.senses", None)
    words = {"road": ("highway", "crossing", "coast"), "gale": ("storm",)}
    table.candidates = lambda lemma, pos: [
        SimpleNamespace(lemma=each, synonym=lemma == "gale") for each in words.get(lemma, ())
    ]
    monkeypatch.setitem(sys.modules, "mtaudit.senses", table)
    headlines.silent(f"Gale hits the northern coast on Monday\n\n{STORM}")
    headlines.silent(f"Monday: northern coast hit by gale\n\n{STORM}")
    headlines.alarm(f"Storm hits the [[road]] of the northern coast\n\n{STORM}", "headlines/word", "coast")
