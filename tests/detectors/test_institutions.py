"""Names of organisations, mapped word by word and right."""

from pathlib import Path

import pytest

from mtaudit.detectors import institutions

TABLE = Path(institutions.__file__).with_name("institutions.tsv")
NAMES = [line.partition("\t")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]

ALARMS = [
    ("The [[National Health and Health Commission]] met.", "National Health Commission"),
    ("A fund of the [[World Organization of Health]].", "World Health Organization"),
    ("The [[Organization for World Trade]] agreed.", "World Trade Organization"),
    ("The [[Fund Monetary International]] lent money.", "International Monetary Fund"),
    ("The [[Bank European Central]] cut rates.", "European Central Bank"),
    ("The [[International Agency of Nuclear Energy]] sent men.", "International Atomic Energy Agency"),
    ("The [[Tribunal Penal International]] sat.", "International Criminal Court"),
    ("The [[World Weather Organization]] warns.", "World Meteorological Organization"),
    ("The [[International Work Organization]] counted them.", "International Labour Organization"),
    ("The [[Council of Security of the United Nations]] met.", "United Nations Security Council"),
    ("The [[Commission National of Development and Reform]] said so.", "National Development and Reform Commission"),
    ("Officers of the [[Committee International of the Red Cross]] came.", "International Committee of the Red Cross"),
]

SILENT = [
    "The World Health Organisation and the World Trade Organization met.",
    "The European Human Rights Court ruled.",
    "The Human Rights Council of the United Nations met.",
    "The United Nations Security Council and the UN General Assembly met.",
    "The European Court for Human Rights is in Strasbourg.",
    "The Permanent Court of International Justice sat in The Hague.",
    "The International Criminal Tribunal for Rwanda closed.",
    "The National Institutes of Health, the National Science Foundation and others paid.",
    "The European Central Bank, the Bank of England and the Fed cut rates.",
    "The organisation of world health is a hard task.",
    "Health and the National Commission were named.",
    "The National Health Service Commission of Inquiry reported.",
]


@pytest.fixture(scope="module")
def names(detector):
    return detector("institutions")


@pytest.mark.parametrize(("text", "right"), ALARMS, ids=[right for _, right in ALARMS])
def test_a_name_mapped_word_by_word_is_found_and_named(names, text, right):
    findings = names.alarm(text, "institutions/word-by-word")
    assert [each.suggestions[0].text for each in findings] == [right]


@pytest.mark.parametrize("text", SILENT)
def test_a_right_name_or_another_is_left_alone(names, text):
    names.silent(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_table_is_right(names, name):
    names.silent(f"The {name} met.")


def test_every_name_says_where_it_comes_from():
    sources = {line.partition("\t")[2] for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]}
    assert sources == {"SupraVerden", "by hand"}
