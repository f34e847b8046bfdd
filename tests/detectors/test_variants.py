import pytest


@pytest.fixture(scope="module")
def check(translated):
    return translated("variants")


def test_one_source_with_two_translations(check):
    pairs = [("Speichern", "Save"), ("Speichern", "Store"), ("speichern", "Save")]
    assert check(*pairs) == [("translations", "Store", "Save")]


def test_two_sources_with_one_translation(check):
    assert check(("Speichern", "Save"), ("Sichern", "save")) == [("sources", "save")]


def test_what_is_the_same_on_both_sides_is_no_fault(check):
    assert check(("Ja", "Yes"), ("ja", "Yes"), ("Nein", "No")) == []
