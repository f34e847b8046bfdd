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


def found(pairs, from_="de"):
    rows = "".join(f"{source}\t{target}\n" for source, target in pairs)
    document = read_text(f"source\ttarget\n{rows}", "a.tsv")
    findings = []
    try:
        findings.extend(meanings.detect(document, Settings(from_=from_, preview=True)))
    except EngineError:
        pytest.importorskip("onnxruntime")
        raise
    return [(document.slice(each.span), each.suggestions[0].text, each.message) for each in findings]


def test_what_other_units_call_the_same_word_of_the_source():
    ((word, better, message),) = found([*COURT, DISH])
    assert (word, better) == ("dish", "court")
    assert message == "The source has “Gericht” (German) here, which is “court” in other places."


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
    assert "in other places" not in str(found(pairs))


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
