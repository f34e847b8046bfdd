import pytest

from mtaudit.audit import read_text
from mtaudit.beside import beside
from mtaudit.detectors import coverage
from mtaudit.settings import Settings


@pytest.fixture(scope="module")
def check(translated):
    return translated("coverage")


def test_an_empty_translation(check):
    assert [rule for rule, *_ in check(("Die Datei wurde gelöscht", ""))] == ["empty"]


def test_an_english_source_may_stay_empty(check):
    assert check(("The file was deleted", "")) == []


def test_a_copy_of_the_source(check):
    assert [rule for rule, *_ in check(("Datei wirklich löschen", "Datei wirklich löschen"))] == ["copied"]
    assert check(("Open Source", "Open Source"), ("the file", "the file"), ("OK", "OK")) == []


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("Vanaema keetis moosi ja vanaisa magas.", "Grandmother made jam and vanaisa slept.", ["vanaisa"]),
        ("Die Art Elephas sumatranus lebt hier.", "The species Elephas sumatranus lives here.", []),
        ("Das Buch „vyglu frem“ erschien.", "The book “vyglu frem” appeared.", []),
        ("Der film ist gut.", "The film is good.", []),
        ("Он сказал endothelins.", "He said endothelins.", []),
    ],
)
def test_a_word_of_the_source(check, source, target, words):
    assert [text for rule, text, *_ in check((source, target)) if rule == "word"] == words


def test_a_translation_out_of_proportion():
    usual = [
        (f"Der Satz mit der Nummer {n} ist von üblicher Länge.", f"The sentence number {n} is of usual length.")
        for n in range(12)
    ]
    rows = [*usual, ("Dieser Satz ist ein langer Satz, der sehr viel zu sagen hat und es auch sagt.", "This.")]
    raw = "source\ttarget\n" + "".join(f"{source}\t{target}\n" for source, target in rows)
    document = read_text(raw, "a.tsv")
    found = [each for each in coverage.detect(document, Settings()) if each.rule is coverage.LENGTH]
    assert [document.slice(each.span) for each in found] == ["This."]


def test_sentences_that_only_one_side_has():
    both = [(f"Die Nummer {n} blieb in Herat.", f"The number {n} stayed in Herat.") for n in range(100, 130)]
    german = "\n\n".join([*(source for source, _ in both), "Die Regierung zahlte dafür viele Millionen Euro an alle."])
    english = "\n\n".join(
        [both[0][1], "Nobody knows who said this or why they did so.", *(text for _, text in both[1:])]
    )
    document = beside(read_text(english, "a.txt"), read_text(german, "de.txt"))
    found = {each.rule.id: each for each in coverage.detect(document, Settings())}
    assert document.slice(found["coverage/added"].span).startswith("Nobody knows")
    assert "Die Regierung zahlte" in found["coverage/missing"].message


def test_without_a_source_nothing_is_said():
    assert list(coverage.detect(read_text("They left the base.", "a.txt"), Settings())) == []
