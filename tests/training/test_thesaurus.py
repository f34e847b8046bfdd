"""The makers of the thesaurus: Moby's entries, WordNet's relations, families, and the weights of the evidence."""

import numpy as np
import pytest
from _thesaurus_family import Families
from _thesaurus_moby import Moby
from _thesaurus_relations import Relations
from hypothesis import given
from hypothesis import strategies as st
from thesaurus import fitted

WORDS = ["base", "bottom", "foot", "ground", "sea", "shoe"]


@pytest.fixture
def moby(tmp_path):
    lines = ["base,bottom,ground,foot", "bottom,base,ground", "Foot,shoe", "unknown,base,sea"]
    (tmp_path / "words.txt").write_text("\n".join(lines), encoding="utf-8")
    return Moby(tmp_path / "words.txt", WORDS)


def test_words_that_share_more_entries_are_nearer(moby):
    shared = dict(zip(WORDS, moby.shared(WORDS.index("base")), strict=True))
    assert shared["base"] == pytest.approx(1)
    assert shared["ground"] > shared["foot"] > shared["shoe"] == 0


@pytest.mark.parametrize(
    ("word", "linked"), [("base", {"bottom", "foot", "ground"}), ("shoe", {"foot"}), ("sea", set())]
)
def test_words_are_linked_that_stand_in_an_entry_of_the_other(moby, word, linked):
    assert {WORDS[at] for at in moby.linked(WORDS.index(word))} - {word} == linked


def test_relations_by_their_steps(tmp_path):
    for part in ("verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text("", encoding="latin-1")
    rows = (
        "00000001 03 n 02 car 0 auto 0 001 @ 00000002 n 0000 | a car",
        "00000002 03 n 01 vehicle 0 002 ~ 00000001 n 0000 ~ 00000003 n 0000 | what carries",
        "00000003 03 n 01 sled 0 001 @ 00000002 n 0000 | on runners",
    )
    (tmp_path / "data.noun").write_text("\n".join(rows), encoding="latin-1")
    synonyms, following, after, derived = Relations(tmp_path).of("car", "NOUN")
    assert synonyms == {"car", "auto"}
    assert following == {"vehicle"}
    assert "sled" in after
    assert not derived
    assert Relations(tmp_path).of("car", "VERB") == (set(), set(), set(), set())


FAMILY = ["history", "historian", "historic", "hist", "histogram", "colour", "colours", "color", "cat"]


@given(st.sampled_from(FAMILY))
def test_a_family_is_mutual_but_for_what_is_too_short(word):
    families = Families([(each, "NOUN") for each in FAMILY])
    assert word not in families.of(word, "NOUN")
    assert families.of(word, "VERB") == []
    assert all(each[:4] == word[:4] for each in families.of(word, "NOUN"))


def test_the_family_shares_half_of_a_word_and_other_spellings_are_none():
    families = Families([(each, "NOUN") for each in FAMILY])
    assert set(families.of("history", "NOUN")) >= {"historian", "historic"}
    assert families.of("histamine", "NOUN") == []
    assert families.of("colour", "NOUN") == []


def test_the_evidence_that_tells_the_right_word_gets_the_weight():
    chance = np.random.default_rng(1)
    examples = []
    for _ in range(60):
        evidence = chance.normal(size=(20, 3))
        examples.append((evidence, np.arange(20) == evidence[:, 1].argmax()))
    weights = fitted(examples)
    assert weights[1] > 1
    assert max(abs(weights[0]), abs(weights[2])) < weights[1] / 3
