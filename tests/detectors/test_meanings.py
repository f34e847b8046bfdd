import pytest

from mtaudit.audit import read_text
from mtaudit.detectors import meanings
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


SURE = [
    ("it", "La corte ha condannato il ladro.", "The courtyard sentenced the thief to five years in prison."),
    ("es", "El banco concedió un préstamo.", "The bench granted a loan to the company."),
]


@pytest.mark.parametrize(("language", "source", "target"), SURE)
def test_a_word_that_all_evidence_speaks_against_is_wrong(language, source, target):
    (finding,) = findings([(source, target)], from_=language, select=("meanings/wrong-word",))[1]
    assert finding.rule is meanings.WRONG_WORD
    assert "may" not in finding.message
    assert f"is both “{target.split()[1]}” and “{finding.suggestions[0].text}”" in finding.message


@pytest.mark.parametrize(("language", "source", "target"), SURE)
def test_another_word_of_the_source_is_no_reason(language, source, target):
    assert findings([("Ein Satz.", target)], from_=language, preview=True)[1] == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Das Gericht schmeckt heute sehr gut.", "The dish tastes very good today."),
        ("Das Gericht tagt heute und verurteilt den Dieb.", "The court meets today and sentences the thief."),
        ("Das Gericht tagt heute: das Gericht der Stadt.", "The dish meets today: the court of the town."),
    ],
)
def test_a_word_that_fits_is_right(source, target):
    assert findings([(source, target)], from_="de", preview=True)[1] == []


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
