import pytest

from mtaudit.audit import read_text
from mtaudit.detectors import polarity
from mtaudit.settings import Settings

GERMAN = [("Die Frau ist in der Stadt und das Kind auch.", "The woman is in the city and so is the child.")] * 3


@pytest.fixture(scope="module")
def check(translated):
    return translated("polarity")


def test_the_sources_own_words_say_which_language_it_is(check):
    found = check(*GERMAN, ("Er hat den Vertrag nicht unterschrieben.", "He signed the treaty."))
    assert found == [("lost", "He signed the treaty.")]


@pytest.mark.parametrize(
    ("language", "source", "target", "rules"),
    [
        ("fr", "Il ne viendra pas demain.", "He will come tomorrow.", ["lost"]),
        ("ru", "Он не подписал договор.", "He signed the treaty.", ["lost"]),
        ("zh", "他没有签署条约。", "He signed the treaty.", ["lost"]),
        ("es", "Firmó el tratado.", "He did not sign the treaty.", ["added"]),
        ("de", "Er kam nicht.", "He did not come.", []),
        ("de", "Er kam ohne Geld.", "He came without money.", []),
        ("fr", "Il n'est pas petit.", "He is unusually tall.", []),
        ("fr", "Il ne voit que la mer.", "He sees only the sea.", []),
        ("tr", "Gelmedi.", "He came.", []),
    ],
)
def test_what_only_one_side_denies(language, source, target, rules):
    document = read_text(f"source\ttarget\n{source}\t{target}\n", "a.tsv")
    assert [each.rule.id.split("/")[1] for each in polarity.detect(document, Settings(from_=language))] == rules
