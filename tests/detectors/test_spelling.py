import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.detectors import spelling
from mtaudit.errors import SettingsError
from mtaudit.fix import fix
from mtaudit.lexicons.english import commonness
from mtaudit.settings import Settings, load


@pytest.fixture(scope="module")
def check(detector):
    return detector("spelling")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("According to the [[goverment]], the talks failed.", "government"),
        ("He [[belives]] that the war is over.", "believes"),
        ("Many [[ocuntries]] have signed.", "countries"),
        ("The [[enviroment]] suffers.", "environment"),
        ("They [[tlaked]] for hours.", "talked"),
        ("She will come [[enxt]] week.", "next"),
    ],
)
def test_slip(check, text, suggestion):
    (found,) = check.alarm(text, "spelling/slip")
    assert found.suggestions[0].text == suggestion


@pytest.mark.parametrize(
    "text", ["The [[asylumina]] of the north are many.", "He was rewarded for [[grangrandeers]] in the village."]
)
def test_unknown_word(check, text):
    (found,) = check.alarm(text, "spelling/unknown-word")
    assert not found.suggestions


@pytest.mark.parametrize(
    "text", ["A wave of [[vyclalism]] swept the country.", "They were [[kgbshnik]] at the time.", "A [[dvdi]] fell."]
)
def test_pieces_that_follow_each_other_in_no_word(check, text):
    (found,) = check.alarm(text, "spelling/garbled-word")
    assert not found.suggestions


@pytest.mark.parametrize("word", ["tokenizer", "interoperates", "syllabicity", "mealynose", "brandathon", "unservile"])
def test_a_rare_word_of_english_pieces_is_not_garbled(word):
    document = read_text(f"Then {word} was what they spoke of.", "a.txt")
    assert not [each for each in spelling.detect(document, Settings()) if each.rule is spelling.GARBLED]


@pytest.mark.parametrize(
    "text",
    [
        "The government has talked to many countries.",
        "Mullah Goverment spoke. The goverment was his.",
        "The goverment and the goverment and another goverment: a term.",
        "He wrote “goverment” on the board.",
        "Call `goverment` first, or goverment() or goverment.py, or --goverment, or goverment_id.",
        "See https://example.org/goverment or mail goverment@example.org.",
        "The unmaintainable codebase was restructurable and re-releasable.",
        "The happiness of shoppers was unstoppable, nontransferable and childlike.",
        "A fishmarket stood near the riverbank.",
        "The colour of the theatre was honoured in the centre.",
        "He was runnin' and jumpin' all day.",
        "Don't you can't won't shouldn't.",
        "The caf\u00e9 na\u00efvet\u00e9 fa\u00e7ade.",
        "Zxqj HTTP TLS.",
        "",
        "\ufffc\ufffc\ufffc",
    ],
)
def test_silent(check, text):
    check.silent(text)


def test_correction_that_is_sure_is_safe():
    fixed = fix(read_text("The goverment met. They tlaked.\n", "a.txt"), Settings(select=("spelling",)))
    assert fixed.document.raw == "The government met. They tlaked.\n"


def test_word_of_the_vocabulary(tmp_path):
    (tmp_path / "words.txt").write_text("# ours\nGoverment\n", encoding="utf-8")
    (tmp_path / "mtaudit.toml").write_text('vocabulary = ["words.txt"]\n', encoding="utf-8")
    settings = load(tmp_path / "mtaudit.toml")
    assert [*spelling.detect(read_text("The goverment and the enviroment.", "a.txt"), settings)] == [
        *spelling.detect(read_text("The xxxxxxxxx and the enviroment.".replace("x", "\ufffc"), "a.txt"), Settings())
    ]


def test_vocabulary_that_is_not_there(tmp_path):
    settings = Settings(select=("spelling",), vocabulary=(tmp_path / "nowhere.txt",))
    with pytest.raises(SettingsError, match=r"nowhere\.txt cannot be read"):
        audit(read_text("The goverment.", "a.txt"), settings)


@pytest.mark.parametrize(
    ("word", "least", "most"), [("the", 7, 8), ("government", 5, 6), ("zebra", 3, 5), ("goverment", 0, 0), ("", 0, 0)]
)
def test_commonness(word, least, most):
    assert least <= commonness(word) <= most


@given(st.text(alphabet="abcxyzqu '’-.@\u00e9\ufffc\n", max_size=80))
def test_findings_are_whole_words_and_corrections_are_words(text):
    document = read_text(text, "a.txt")
    for found in spelling.detect(document, Settings(preview=True)):
        word = document.slice(found.span)
        assert word.isalpha() and word.islower()
        assert not commonness(word)
        assert all(commonness(each.text) for each in found.suggestions)
