import pytest


@pytest.fixture(scope="module")
def check(translated):
    return translated("entities")


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Die Lage in Kandahar ist ernst.", "The situation in Kandhar is serious.", ("name", "Kandhar", "Kandahar")),
        ("Hier sprach Gorbatschow.", "Here spoke Gorbatshow.", ("name", "Gorbatshow", "Gorbatschow")),
        ("Die WHO und die NATO warnen.", "The WHO and the NTAO warn.", ("acronym", "NTAO", "NATO")),
    ],
)
def test_a_name_that_is_nearly_that_of_the_source(check, source, target, found):
    assert check((source, target)) == [found]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Die Lage in Kandahar", "The situation in Kandahar"),
        ("Estul URSS și SUA", "The east of the USSR and the USA"),
        ("Orașul Constanța, în România", "The city of Constanta, in Romania"),
        ("Kandahari olukord", "The situation in Kandahar"),
        ("Der Minister sprach.", "The Ministry spoke."),
        ("В Кандагаре", "In Kandahar"),
        ("Anna kam.", "Anne came."),
    ],
)
def test_other_forms_of_a_name_are_none(check, source, target):
    assert check((source, target)) == []
