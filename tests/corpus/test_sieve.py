import pytest

from mtaudit.corpus.sieve import Sieve, Verdict

ROW = {"score": 80.0, "minor": 1, "major": 1, "critical": 0, "error": None}


@pytest.mark.parametrize(
    ("sieve", "verdict"),
    [
        (Sieve(), None),
        (Sieve(min_score=80), None),
        (Sieve(min_score=80.1), Verdict("score", "80")),
        (Sieve(max_score=80), None),
        (Sieve(max_score=79.9), Verdict("score", "80")),
        (Sieve(drop=("numbers",)), Verdict("rule", "numbers/scale-word")),
        (Sieve(drop=("number", "numbers/scale")), None),
        (Sieve(drop=("en", "repetition")), Verdict("rule", "repetition/word")),
        (Sieve(only=("repetition/word",)), None),
        (Sieve(only=("en", "spelling")), Verdict("without", "none of the rules wanted")),
        (Sieve(drop_severity="critical"), None),
        (Sieve(drop_severity="major"), Verdict("severity", "major")),
        (Sieve(drop_severity="minor"), Verdict("severity", "major")),
        (Sieve(deduplicate="exact"), None),
    ],
)
def test_what_goes_and_why(sieve, verdict):
    assert sieve.verdict(ROW, ["repetition/word", "numbers/scale-word"]) == verdict


def test_what_is_no_row_goes_for_that_alone():
    assert Sieve(drop=("en",)).verdict({**ROW, "error": "is empty"}, ()) == Verdict("error", "is empty")


@pytest.mark.parametrize("sieve", [Sieve(min_score=0), Sieve(max_score=100)])
def test_a_row_without_words_has_no_score_to_stay_for(sieve):
    assert sieve.verdict({**ROW, "score": None}, ()) == Verdict("score", "no words to judge")


def test_only_a_sieve_that_holds_something_back_is_one():
    assert not Sieve()
    assert Sieve(min_score=0)
    assert Sieve(deduplicate="exact")
