"""The pivot table: what it holds, what it owes, what happens where it is missing or damaged."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit import languages
from mtaudit.errors import MtauditError, SettingsError
from mtaudit.lexicons.english import commonness
from mtaudit.senses import (
    candidates,
    common_forms,
    distant_candidates,
    entries,
    in_form,
    language_code,
    neighbours,
    read_word,
    unlisted,
)
from mtaudit.senses._shared import opened
from mtaudit.senses._table import LAYOUT, Table
from mtaudit.senses._thesaurus import Thesaurus

TABLE = Path(str(files("mtaudit.senses") / "table.bin"))
THESAURUS = TABLE.with_name("thesaurus.bin")
ENTRIES = sorted(entries())
SOME = st.sampled_from(ENTRIES)
#: Confusions that dictionaries of many languages have: the wrong word, its part of speech, the right one.
KNOWN = [
    ("foundation", "NOUN", "base"),
    ("command", "NOUN", "order"),
    ("width", "NOUN", "breadth"),
    ("bosom", "NOUN", "breast"),
    ("secret", "NOUN", "mystery"),
    ("skill", "NOUN", "ability"),
    ("emit", "VERB", "issue"),
    ("foreign", "ADJ", "strange"),
]


@pytest.mark.parametrize(("wrong", "pos", "right"), KNOWN)
def test_the_right_word_is_among_the_first_with_its_evidence(wrong, pos, right):
    found = {each.lemma: each for each in candidates(wrong, pos)[:15]}
    assert right in found
    assert len(found[right].languages) >= 3


def test_one_foreign_word_stands_for_both():
    base = next(each for each in candidates("foundation", "NOUN") if each.lemma == "base")
    assert set(base.languages) > {"de", "tr"}


@pytest.mark.parametrize("pos", ["NOUN", "VERB", "ADJ", "ADV", "PRON", ""])
def test_what_the_table_has_not_has_no_candidates(pos):
    assert candidates("xyzzy", pos) == ()
    assert candidates("", pos) == ()


def test_parts_of_speech_are_kept_apart():
    assert not candidates("foundation", "VERB")
    assert candidates("command", "VERB") != candidates("command", "NOUN")


@settings(max_examples=300)
@given(SOME)
def test_what_every_candidate_owes(entry):
    lemma, pos = entry
    found = candidates(lemma, pos)
    weights = [each.weight for each in found]
    assert 0 < len(found) <= 98
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert len({each.lemma for each in found}) == len(found)
    for each in found:
        assert each.lemma != lemma
        assert each.pos == pos
        assert each.lemma == each.lemma.lower()
        assert each.evidence or each.synonym
        assert len(set(each.evidence)) == len(each.evidence)
        assert all(said.word and said.language in languages.NAMES for said in each.evidence)


@settings(max_examples=100)
@given(SOME)
def test_what_stands_for_both_does_so_either_way(entry):
    lemma, pos = entry
    for each in candidates(lemma, pos):
        back = next((other for other in candidates(each.lemma, pos) if other.lemma == lemma), None)
        if back:
            assert set(back.languages) == set(each.languages)
            assert back.synonym == each.synonym


@settings(max_examples=100)
@given(SOME, st.sampled_from(["ro", "ru", "ja", "hr"]))
def test_the_language_of_the_source_only_reorders(entry, source):
    plain, told = candidates(*entry), candidates(*entry, source)
    assert sorted(each.lemma for each in plain) == sorted(each.lemma for each in told)
    weights = {each.lemma: each.weight for each in plain}
    code = language_code(source)
    for each in told:
        assert (each.weight > weights[each.lemma]) == (code in each.languages and weights[each.lemma] < 1)
    assert [each.weight for each in told] == sorted((each.weight for each in told), reverse=True)


def test_a_source_language_without_a_dictionary_changes_nothing():
    assert candidates("foundation", "NOUN", "tlh") == candidates("foundation", "NOUN")


def test_synonyms_are_marked_and_others_not():
    found = {each.lemma: each.synonym for each in candidates("foundation", "NOUN")}
    assert found["groundwork"]
    assert not found["ground"]


def test_many_languages():
    said = {each.language for entry in ENTRIES[::50] for found in candidates(*entry) for each in found.evidence}
    assert len(said) >= 40


@pytest.mark.parametrize(
    ("word", "candidate", "pos", "form"),
    [
        ("foundations", "base", "NOUN", "bases"),
        ("Foundation", "basis", "NOUN", "Basis"),
        ("FOUNDATIONS", "basis", "NOUN", "BASES"),
        ("emitted", "issue", "VERB", "issued"),
        ("emitting", "issue", "VERB", "issuing"),
        ("emits", "send", "VERB", "sends"),
        ("occupied", "take", "VERB", "took"),
        ("stopped", "finish", "VERB", "finished"),
        ("quicker", "fast", "ADJ", "faster"),
        ("biggest", "important", "ADJ", "most important"),
        ("skillfully", "well", "ADV", "well"),
    ],
)
def test_a_candidate_takes_the_form_of_the_word(word, candidate, pos, form):
    reading = next(each for each in read_word(word) if each.pos == pos)
    found = candidates(reading.lemma, pos)[0]._replace(lemma=candidate)
    assert in_form(found, reading, word) == form


@pytest.mark.parametrize("word", ["", "xyzzyed", "the", "42", "’s", "Bagram"])
def test_what_is_no_word_of_the_table_has_no_reading(word):
    assert read_word(word) == ()


@given(SOME)
def test_a_lemma_reads_as_itself(entry):
    assert entry in {(each.lemma, each.pos) for each in read_word(entry[0]) if each.form == 0}


@pytest.mark.parametrize("name", ["xx", "Klingon", "tlh"])
def test_a_language_without_a_dictionary_is_an_error(name):
    with pytest.raises(SettingsError):
        language_code(name)


@pytest.mark.parametrize(("name", "code"), [("ro", "ro"), ("pt-BR", "pt"), ("hr", "sh"), ("nb", "no"), ("cmn", "zh")])
def test_a_language_by_its_codes(name, code):
    assert language_code(name) == code


@pytest.mark.parametrize("length", [0, 10, LAYOUT.header.size, 100_000])
def test_a_damaged_table_is_one_clear_sentence(tmp_path, length):
    (tmp_path / "table.bin").write_bytes(TABLE.read_bytes()[:length])
    with pytest.raises(MtauditError, match=r"table\.bin"):
        Table(tmp_path / "table.bin")


def test_a_missing_or_foreign_table_is_one_clear_sentence(tmp_path):
    with pytest.raises(MtauditError, match="cannot be read"):
        Table(tmp_path / "table.bin")
    (tmp_path / "table.bin").write_bytes(b"SQLite format 3\0" * 100)
    with pytest.raises(MtauditError, match="no pivot table"):
        Table(tmp_path / "table.bin")


def test_a_copy_reads_the_same(tmp_path):
    shutil.copy(TABLE, tmp_path)
    copy, own = Table(tmp_path / "table.bin"), opened()
    assert [copy.rows(number) for number in range(0, len(copy), 997)] == [
        own.rows(number) for number in range(0, len(own), 997)
    ]


def test_the_table_is_small():
    assert TABLE.stat().st_size <= 15_000_000


def test_a_common_word_has_more_candidates_for_those_who_ask():
    few, many = candidates("command", "NOUN"), candidates("command", "NOUN", most=90)
    assert few[:40] == many[:40]
    assert len(many) > len(few)
    assert all(each.synonym for each in few[40:])


@pytest.mark.parametrize("word", ["tool", "chicken", "rooster", "tap", "donkey", "rod"])
def test_no_vulgar_word_is_proposed(word):
    proposed = {each.lemma for pos in ("NOUN", "VERB") for each in candidates(word, pos, most=90)}
    assert proposed
    assert proposed.isdisjoint({"cock", "cunt", "dick", "fuck", "pecker", "peter", "prick", "putz", "shit"})


def test_every_foreign_word_is_read_whole_and_in_order():
    table = Table(TABLE)
    for language in table.languages:
        first, end = table.range(language)
        words = [table.word(number) for number in range(first, min(first + 64, end))]
        said = [word for code, word in words if code == language]
        assert said == sorted(set(said))
        assert all(said)


@settings(max_examples=60)
@given(SOME, st.integers(1, 30), st.data())
def test_distant_candidates_are_the_wanted_ones_of_the_best(entry, steps, data):
    lemma, pos = entry
    weights = {}
    for first in candidates(lemma, pos)[:steps]:
        for second in candidates(first.lemma, pos):
            weights.setdefault(second.lemma, []).append(first.weight * second.weight)
    wanted = {
        "xyzzy",
        *data.draw(st.sets(st.sampled_from(sorted(weights) or ["xyzzy"]), max_size=5)),
        data.draw(SOME)[0],
    }
    found = distant_candidates(lemma, pos, wanted, steps)
    assert {each: found[each].weight for each in found} == {
        each: max(weights[each]) for each in wanted & weights.keys()
    }
    assert all(each.lemma == other and each.pos == pos for other, each in found.items())


@pytest.mark.parametrize(
    ("word", "pos", "near"),
    [
        ("car", "NOUN", "automobile"),
        ("reduce", "VERB", "shorten"),
        ("humble", "ADJ", "modest"),
        ("fast", "ADV", "quickly"),
    ],
)
def test_synonyms_are_near(word, pos, near):
    assert near in [each.candidate.lemma for each in neighbours(word, pos)][:25]


@pytest.mark.parametrize(
    ("word", "other"), [("history", "historian"), ("university", "universe"), ("physician", "physicist")]
)
def test_words_of_one_family_are_marked(word, other):
    found = {each.candidate.lemma: each for each in neighbours(word, "NOUN")}
    assert found[other].kin


@pytest.mark.parametrize(("word", "other"), [("organise", "organize"), ("colour", "color"), ("car", "automobile")])
def test_other_spellings_and_mere_synonyms_are_no_family(word, other):
    found = [each for pos in ("NOUN", "VERB") for each in neighbours(word, pos)]
    assert not any(each.kin for each in found if each.candidate.lemma == other)


@settings(max_examples=200)
@given(SOME)
def test_what_every_neighbour_owes(entry):
    lemma, pos = entry
    found = neighbours(lemma, pos)
    likeness = [each.likeness for each in found]
    assert likeness == sorted(likeness, reverse=True)
    assert len({each.candidate.lemma for each in found} | {lemma}) == len(found) + 1
    for each in found:
        assert each.likeness or each.kin
        assert each.candidate.pos == pos
        assert each.candidate.weight == 0
        assert (each.candidate.lemma, pos) in {(other.lemma, other.pos) for other in read_word(each.candidate.lemma)}


def test_what_the_table_has_not_has_no_neighbours():
    assert neighbours("xyzzy", "NOUN") == neighbours("car", "PRON") == ()


def test_any_word_can_be_a_candidate_without_weight():
    known, unknown = unlisted("foundation", "NOUN", "base"), unlisted("foundation", "NOUN", "xyzzy")
    assert known.evidence
    assert unknown.weight == 0
    assert unknown.evidence == ()


def test_common_forms_are_common_words():
    found = dict(common_forms())
    assert len(found) > 8_000
    assert set(found["bases"]) >= {"s"}
    assert all(3.5 <= commonness(form) < 6 for form in list(found)[::50])


@pytest.mark.parametrize("length", [0, 10, 100_000])
def test_a_damaged_thesaurus_is_one_clear_sentence(tmp_path, length):
    (tmp_path / "thesaurus.bin").write_bytes(THESAURUS.read_bytes()[:length])
    with pytest.raises(MtauditError, match=r"thesaurus\.bin"):
        Thesaurus(tmp_path / "thesaurus.bin", Table(TABLE).sign)


def test_the_thesaurus_of_another_table_is_refused():
    with pytest.raises(MtauditError, match="another pivot table"):
        Thesaurus(THESAURUS, Table(TABLE).sign ^ 1)


def test_the_thesaurus_is_small():
    assert THESAURUS.stat().st_size <= 6_000_000


def test_near_synonyms_share_more_foreign_words_than_senses_of_one_word():
    assert _candidate("studio", "NOUN", "study").overlap < _candidate("big", "ADJ", "large").overlap


@given(SOME)
def test_what_a_candidate_shares_is_a_share(entry):
    for candidate in candidates(*entry):
        assert 0 <= candidate.overlap <= 1
        assert (candidate.overlap > 0) == bool(candidate.evidence)


def test_a_word_that_the_table_has_not_shares_nothing():
    assert unlisted("studio", "NOUN", "no such word").overlap == 0


def _candidate(lemma, pos, other):
    return next(each for each in candidates(lemma, pos, most=90) if each.lemma == other)
