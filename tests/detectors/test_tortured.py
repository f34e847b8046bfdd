import json
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors import tortured
from mtaudit.detectors._spun_windows import windows, words
from mtaudit.detectors._spun_words import (
    Table,
    count_level,
    form,
    key,
    load,
    pack,
    probability_level,
    stem,
    unpack,
)
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def terms(detector):
    return detector("tortured")


def stable(text):
    document = read_text(text, "a.txt")
    return [(document.slice(each.span), each) for each in tortured.detect(document, Settings())]


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("They used a [[profound acknowledgment]] model.", "deep recognition"),
        ("We use [[colossal information]] every day.", "big data"),
        ("The [[insect settlement streamlining]] took an hour.", "ant colony optimization"),
        ("A [[fleecy rationale]] was built in.", "fuzzy logic"),
        ("Their [[Movement Acknowledgment]] is slow.", "Motion Recognition"),
        ("The [[counterfeit consciousness]] answered.", "artificial intelligence"),
        ("It needs less [[vitality utilization]] than before.", "energy consumption"),
    ],
)
def test_alarm(terms, text, proposal):
    finding = terms.alarm(text, "tortured/spun-term")[0]
    assert proposal in [each.text for each in finding.suggestions]
    assert not any(each.safe for each in finding.suggestions)


@pytest.mark.parametrize(
    "text",
    [
        "They used a deep recognition model.",
        "We use big data every day.",
        "The ant colony optimization took an hour.",
        "Deep learning and neural networks need energy.",
        "She has profound respect for his work.",
        "The acknowledgment of receipt came late.",
        "The government's recognition of the state was a surprise.",
        "Her vitality amazed everyone at the party.",
        "Insects settle on the leaves in summer.",
        "The colossal statue stood at the harbour.",
        "The framework agreement was signed on Monday.",
        "He lit the fire. Profound silence. Acknowledgment followed.",
        "Profound\n\nAcknowledgment",
        "",
    ],
)
def test_silent(text):
    assert stable(text) == []


def test_message_names_the_phrase_and_a_proposal():
    (_, finding), *_ = stable("We use colossal information every day.")
    assert finding.message == "“colossal information” looks like a synonym-spun term; perhaps “big data”."


def test_phrase_may_be_wrapped():
    assert [text for text, _ in stable("We use colossal\ninformation every day.")] == ["colossal\ninformation"]


def test_acronym_that_fits_only_the_proposal_supports():
    weak = "It was a standard mistake"
    assert stable(f"{weak}.") == []
    assert [text for text, _ in stable(f"{weak} (SE).")] == ["standard mistake"]
    assert stable(f"{weak} (SM).") == []


def test_proposal_that_stands_elsewhere_supports():
    weak = "It was a standard mistake."
    assert [text for text, _ in stable(f"{weak}\n\nThe standard error is small.")] == ["standard mistake"]


def test_suspected_terms_are_a_preview():
    text = "The Joule warming was small."
    found = [each.rule.id for each in tortured.detect(read_text(text, "a.txt"), Settings(preview=True))]
    assert found == ["tortured/suspected-term"]
    assert stable(text) == []


def test_sure_terms_make_others_credible():
    sure = "We use colossal information. They used profound acknowledgment."
    doubtful = "The liquid stream was seen."
    assert stable(doubtful) == []
    assert [text for text, _ in stable(f"{sure} {doubtful}")][2:] == ["liquid stream"]


@given(
    st.text(
        alphabet=st.sampled_from("profound acknowledgment colossal-information of the (ACO) .\n’İß\ufffc"), max_size=200
    )
)
def test_any_text_is_read(text):
    document = read_text(text, "a.txt")
    for finding in tortured.detect(document, Settings(preview=True)):
        assert document.slice(finding.span).strip() == document.slice(finding.span) != ""
        assert all(each.text != document.flat[finding.span.start : finding.span.end] for each in finding.suggestions)


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text):
    for word in words(text, 7):
        assert text[word.start - 7 : word.end - 7] == word.text


def test_links():
    assert [word.link for word in words("area of the curve, deep-sea fish and so on")] == [None, "of", None, "", ""]


def test_windows_hold_an_anchor_and_only_linked_words():
    found = words("big deep data. deep end of the road")
    assert [[word.text for word in found[i:j]] for i, j in windows(found, {"deep"})] == [
        ["big", "deep"],
        ["deep", "data"],
        ["deep", "end"],
    ]


@pytest.mark.parametrize(
    ("word", "root", "kind"),
    [
        ("networks", "network", "s"),
        ("classes", "class", "s"),
        ("recognition", "recognition", ""),
        ("learning", "learn", "ing"),
        ("learned", "learn", "ed"),
        ("class", "clas", ""),
        ("gas", "gas", ""),
        ("deeply", "deep", "ly"),
    ],
)
def test_stem_and_form(word, root, kind):
    assert stem(word) == root
    assert form(word) == kind


@given(st.dictionaries(st.integers(0, 2**32 - 1), st.integers(1, 255), max_size=50), st.integers(0, 2**32 - 1))
def test_a_packed_table_gives_back_what_it_was_given(values, other):
    table = unpack(pack(values))
    assert {hashed: table.get(hashed) for hashed in values} == values
    assert table.get(other) == values.get(other, 0)


def test_an_empty_table():
    assert Table(array("I"), b"").get(key("deep", "", "learn")) == 0


@given(st.floats(0.5, 1e6), st.floats(0.5, 1e6))
def test_levels_keep_the_order(some, other):
    low, high = sorted((some, other))
    assert count_level(low) <= count_level(high) <= 15
    assert 1 <= probability_level(low / 1e9) <= probability_level(high / 1e9) <= 255


def test_the_shipped_lexicon_is_whole():
    lexicon = load()
    folder = Path(tortured.__file__).parent / "data"
    assert json.loads((folder / "tortured.json").read_text(encoding="utf-8"))["weights"] == list(lexicon.weights)
    assert set(lexicon.telling) <= set(lexicon.spun)
    assert lexicon.thresholds["sure"] > lexicon.thresholds["company"] > lexicon.thresholds["suspected"]
    assert {original for word in lexicon.telling for original, _ in lexicon.spun[word].originals} <= set(lexicon.forms)
