import pytest

from mtaudit.errors import SettingsError
from mtaudit.languages import NAMES, canonical


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "de"), ("pt-BR", "pt"), ("zh_Hans-CN", "zh"), ("ZH", "zh"), ("nb", "no"), ("nn-NO", "no"), ("haw", "haw")],
)
def test_a_code_is_that_of_the_language_whatever_the_country(code, name):
    assert canonical(code) == name


@pytest.mark.parametrize("code", NAMES)
def test_the_codes_we_name_are_canonical(code):
    assert canonical(code) == code


@pytest.mark.parametrize(
    ("code", "message"),
    [("german", "'german' is 'de'"), ("Klingonish", "'Klingonish' is none"), ("d", "'d' is none"), ("", "'' is none")],
)
def test_what_is_no_code_is_an_error(code, message):
    with pytest.raises(SettingsError, match=f"a language is a code such as de; {message}"):
        canonical(code)
