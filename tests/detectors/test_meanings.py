from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors import meanings
from mtaudit.detectors._meaning_evidence import EVIDENCE, Looks, is_other, may_be_sure, verdict, weighed
from mtaudit.detectors._meanings import places
from mtaudit.detectors._sense_reading import hidden, read
from mtaudit.detectors._source_words import Sources, is_form
from mtaudit.errors import EngineError
from mtaudit.senses import Foreign
from mtaudit.settings import Settings

COURT = [
    ("Das Gericht der Stadt ist alt.", "The court of the town is old."),
    ("Er kennt das Gericht.", "He knows the court."),
    ("Vor dem Gericht steht man allein.", "Before the court one stands alone."),
]
DISH = ("Das Gericht des Landes tagte hier.", "The dish of the country met here.")


def findings(pairs, **settings):
    rows = "".join(f"{source}\t{target}\n" for source, target in pairs)
    document = read_text(f"source\ttarget\n{rows}", "a.tsv")
    try:
        return document, list(meanings.detect(document, Settings(**settings)))
    except EngineError:
        pytest.importorskip("onnxruntime")
        raise


def found(pairs, from_="de"):
    document, all_ = findings(pairs, from_=from_, preview=True)
    return [(document.slice(each.span), each.suggestions[0].text, each.message) for each in all_]


def test_what_other_units_call_the_same_word_of_the_source():
    ((word, better, message),) = found([*COURT, DISH])
    assert (word, better) == ("dish", "court")
    assert message == (
        "The source has “Gericht” (German) here, which is both “dish” and “court”; “court” may fit better, and other "
        "units have “court”."
    )


#: The language, the source, the translation, the wrong word, and what was meant.
SURE = [
    ("de", "Das Gericht verurteilte den Dieb.", "The dish sentenced the thief to five years.", "dish", "court"),
    (
        "es",
        "El papel de la vitamina.",
        "The paper of the vitamin in the prevention of cancer is not known.",
        "paper",
        "role",
    ),
    ("fr", "Il est difficile de comprendre.", "It is difficult to comprise this sentence.", "comprise", "understand"),
    ("it", "Lo scopo dello studio era un altro.", "The aim of our studio was to evaluate it.", "studio", "study"),
]
FITTING = [
    ("de", "Das Gericht verurteilte den Dieb.", "The court sentenced the thief to five years."),
    ("de", "Das Gericht schmeckt heute sehr gut.", "The dish tastes very good today."),
    ("de", "Das Gericht tagt heute und verurteilt den Dieb.", "The court meets today and sentences the thief."),
    ("de", "Das Gericht tagt heute: das Gericht der Stadt.", "The dish meets today: the court of the town."),
    ("es", "El papel se fabrica con madera.", "Paper is made from wood."),
    ("es", "El estudio del pintor está en París.", "The studio of the painter is in Paris."),
    ("es", "El banco del parque es de madera.", "The bench in the park is made of wood."),
    ("it", "Il cortile della corte era pieno di fiori.", "The courtyard was full of flowers."),
    ("pt", "A taxa sobre o álcool aumentou.", "The tax on alcohol rose by ten per cent."),
    ("ru", "Суд приговорил вора к тюрьме.", "The court sentenced the thief to prison."),
]


@pytest.mark.parametrize(("language", "source", "target", "word", "meant"), SURE)
def test_a_word_that_all_evidence_speaks_against_is_wrong(language, source, target, word, meant):
    document, (finding,) = findings([(source, target)], from_=language, select=("meanings/wrong-word",))
    assert finding.rule is meanings.WRONG_WORD
    assert "may" not in finding.message
    assert document.slice(finding.span) == word
    assert f"is both “{word}” and “{meant}”; “{meant}” fits better." in finding.message


@pytest.mark.parametrize(("language", "target"), [(language, target) for language, _, target, *_ in SURE])
def test_another_word_of_the_source_is_no_reason(language, target):
    assert findings([("Ein Satz.", target)], from_=language, preview=True)[1] == []


@pytest.mark.parametrize(("language", "source", "target"), FITTING)
def test_a_word_that_fits_is_right(language, source, target):
    assert findings([(source, target)], from_=language, preview=True)[1] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("El gobierno aumentó los impuestos.", "The government augmented the taxes."),
        ("La enfermedad es grave.", "The illness is grave."),
        ("Un número muy grande.", "It was a very big number of operations."),
    ],
)
def test_between_near_synonyms_nothing_is_sure(source, target):
    assert findings([(source, target)], from_="es", select=("meanings/wrong-word",))[1] == []


@pytest.fixture(scope="module")
def dish():
    """The choices for a word of a page, with all that is known."""
    pytest.importorskip("onnxruntime")
    language, source, target, form, _ = SURE[0]
    document = read_text(f"source\ttarget\n{source}\t{target}\n", "a.tsv")
    page = read(document, bad=True)
    words = {word.span: (word, bad) for word, bad in zip(page.words, page.bad, strict=True)}
    (place,) = [each for each in places(document, document.pairs, language, words) if each.form == form]
    (wanted,) = hidden(page, [words[place.span][0]])
    found = weighed(form, place.choices, Looks(*words[place.span], wanted), unspaced=False)
    return {known.choice.rival.form: known for known in found}


def test_of_each_choice_all_is_known(dish):
    assert {len(known.evidence) for known in dish.values()} == {len(EVIDENCE)}
    assert all(isfinite(value) for known in dish.values() for value in (*known.evidence, known.score))


def test_the_choice_that_fits_scores_more_than_the_others(dish):
    assert len(dish) > 1
    assert max(dish.values(), key=lambda known: known.score) is dish["court"]
    assert is_other(dish["court"])


def test_a_near_synonym_is_no_other_sense(dish):
    known = dish["court"]
    rival = known.choice.rival
    for alike in (rival._replace(likeness=9.0), rival._replace(candidate=rival.candidate._replace(synonym=True))):
        assert not is_other(known._replace(choice=known.choice._replace(rival=alike)))


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_a_word_is_sure_only_where_it_is_suspicious_and_badly_put(sense, bad):
    assert may_be_sure(sense, bad) <= (min(sense, bad) > 0)
    assert may_be_sure(sense, bad) <= may_be_sure(sense + 1, bad + 1)


def test_what_is_surely_wrong_needs_more_than_what_is_suspected():
    assert verdict().sure > verdict().suspected


def test_what_is_only_suspected_is_not_reported_where_only_the_sure_is_wished():
    (finding,) = findings([*COURT, DISH], from_="de", preview=True)[1]
    assert finding.rule is meanings.SUSPECTED_WORD
    assert findings([*COURT, DISH], from_="de", select=("meanings/wrong-word",))[1] == []


def test_the_language_need_not_be_said():
    assert [each[:2] for each in found([*COURT, DISH], from_="")] == [("dish", "court")]


@pytest.mark.parametrize(
    "pairs",
    [
        [DISH],
        [*COURT[:1], DISH],
        [*COURT, DISH, DISH, DISH],
        [*COURT, ("Die Speise des Landes war alt.", "The dish of the country was old.")],
        [*COURT, ("Das Gericht des Landes tagte hier.", "The court of the country met here.")],
        [*COURT, ("", "The dish of the country met here.")],
        [*COURT, ("Das Gericht des Landes tagte hier.", "")],
        [],
    ],
)
def test_no_word_is_wrong_for_what_is_said_once_or_elsewhere(pairs):
    assert "other units" not in str(found(pairs))


def test_a_language_without_dictionaries_is_left_alone():
    assert found([*COURT, DISH], from_="ne") == []


def test_the_network_decides_where_nothing_else_does():
    pytest.importorskip("onnxruntime")
    fitting = found([("Istoria satului este lungă.", "The historic sites of the village were restored.")], "ro")
    assert fitting == []


@pytest.mark.parametrize(
    ("token", "word"),
    [("guvernarea", "guvernare"), ("istoria", "istorie"), ("управлением", "управление"), ("haus", "haus")],
)
def test_forms_of_a_word(token, word):
    assert is_form(token, word)


@pytest.mark.parametrize(
    ("token", "word"), [("basis", "base"), ("hausaufgaben", "haus"), ("stadt", "stand"), ("ja", "ja")]
)
def test_other_words(token, word):
    assert not is_form(token, word)


def test_without_spaces_the_longest_word_counts():
    sources = Sources(["他们离开了军事基地。"], "zh")
    words = [Foreign(1, "基地"), Foreign(2, "军事基地"), Foreign(3, "基"), Foreign(4, "地脚")]
    assert sources.held(0, words) == {2}
    assert sources.holding("基地") == {0}


def test_two_ways_to_write_a_letter_are_one():
    sources = Sources(["Oraşele lui", "Ещё ЁЛКИ"], "ro")
    assert sources.held(0, [Foreign(1, "orașe")]) == {1}
    assert sources.held(1, [Foreign(2, "ёлка")]) == frozenset()
    assert sources.holding("oraș") == {0}
