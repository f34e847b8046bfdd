import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.detectors._values import numbers


@pytest.fixture(scope="module")
def check(translated):
    return translated("amounts")


@pytest.mark.parametrize(
    ("source", "target", "wrong", "right"),
    [
        ("19 millones de barriles", "19 billion barrels", "19 billion", "19 million"),
        ("人口为5万", "It has 5 million people.", "5 million", "50,000"),
        ("1900 Fässer", "19 billion barrels", "19", "1900"),
        ("Nad sündis 1669. aastal.", "They were born in 2009.", "2009", "1669"),
        ("Din 35,5 % rămân 4.", "Of 5.5% remain 4.", "5.5", "35.5"),
        ("२६ जना आए", "25 people came", "25", "26"),
        ("約392万人", "some 392 people", "392", "3.92 million"),
        ("Es kostet 1.250 Euro", "It costs 1,520 euros", "1,520", "1,250"),
        ("Es starben 12.500 Menschen", "Some 125 people died", "125", "12,500"),
    ],
)
def test_a_number_that_stands_for_another(check, source, target, wrong, right):
    assert check((source, target)) == [("number", wrong, right)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("19 millones de barriles", "19 million barrels"),
        ("mil millones, 1.000 millones", "one billion, 1 billion"),
        ("392万人", "3.92 million people"),
        ("5億円", "500 million yen"),
        ("3 crore rupees", "30 million rupees"),
        ("anii '20", "the 1920s"),
        ("Um 3,5 Prozent", "By 3.5 percent"),
        ("1.234,5 km", "1,234.5 km"),
        ("१२ जनवरी २०१७", "12 January 2017"),
        ("В XIX веке", "In the 19th century"),
        ("Am 3.10.1998", "On 3 October 1998"),
        ("2 Hunde", "two dogs"),
        ("zwei Hunde", "2 dogs"),
        ("12 Stück", "a dozen"),
        ("Keine Zahl", "No number in 2020"),
        ("٣٥ رجلا", "35 men"),
        ("2 млн рублей", "2 million roubles"),
        ("12:30 Uhr", "12.30 pm"),
    ],
)
def test_the_same_number_in_another_form(check, source, target):
    assert check((source, target)) == []


@given(st.text(max_size=40))
def test_numbers_stand_where_they_are_said_to(text):
    end = 0
    for number in numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        assert any(char.isdecimal() for char in text[slice(*number.span)])
        assert number.likeliest in number.values
        end = number.span.end
