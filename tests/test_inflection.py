import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.inflection import article, base_forms, is_plural, plural, plural_phrase, verb_forms, verb_phrases

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        *(("foundation", "foundations"), ("base", "bases"), ("basis", "bases"), ("city", "cities"), ("day", "days")),
        *(("box", "boxes"), ("church", "churches"), ("stomach", "stomachs"), ("bus", "buses"), ("quiz", "quizzes")),
        *(("hero", "heroes"), ("photo", "photos"), ("wolf", "wolves"), ("roof", "roofs"), ("child", "children")),
        *(("woman", "women"), ("policeman", "policemen"), ("German", "Germans"), ("human", "humans")),
        *(("spokesperson", "spokespeople"), ("thesis", "theses"), ("Person", "People"), ("species", "species")),
        *(("aircraft", "aircraft"), ("grandchild", "grandchildren"), ("virus", "viruses"), ("SVM", "SVMs")),
    ],
)
def test_plural(one, many):
    assert plural(one) == many
    assert is_plural(many)


@pytest.mark.parametrize("noun", ["class", "bus", "crisis", "status", "child", "man", "foundation"])
def test_a_singular_is_no_plural(noun):
    assert not is_plural(noun)


@pytest.mark.parametrize(
    ("phrase", "many"),
    [
        ("routing convention", "routing conventions"),
        ("point of view", "points of view"),
        ("passer-by", "passer-bies"),
        ("weighty metals", None),
        ("compact disc (CD)", None),
        ("first child", "first children"),
    ],
)
def test_plural_of_a_phrase(phrase, many):
    assert plural_phrase(phrase) == many


@pytest.mark.parametrize(
    "forms",
    [
        *(
            "assist assists assisted assisted assisting",
            "take takes took taken taking",
            "stop stops stopped stopped stopping",
        ),
        *(
            "visit visits visited visited visiting",
            "refer refers referred referred referring",
            "die dies died died dying",
        ),
        *("study studies studied studied studying", "go goes went gone going", "have has had had having"),
        *("be is was been being", "panic panics panicked panicked panicking", "see sees saw seen seeing"),
        *("fix fixes fixed fixed fixing", "play plays played played playing", "quit quits quit quit quitting"),
        *("undergo undergoes underwent undergone undergoing", "agree agrees agreed agreed agreeing"),
        *("develop develops developed developed developing", "pass passes passed passed passing"),
    ],
)
def test_verb_forms(forms):
    assert " ".join(verb_forms(forms.split()[0])) == forms


def test_a_verb_phrase_inflects_its_first_word():
    assert verb_phrases("take the floor").past == "took the floor"


@pytest.mark.parametrize(
    "phrase",
    [
        *("an emission", "a withdrawal", "an hour", "an honest man", "an heir", "a university", "a unit", "a European"),
        *("a user", "an unimportant thing", "an uninformed guess", "an umbrella", "a one-off", "a once great club"),
        *("an MP", "a UN envoy", "an EU law", "a US base", "an X-ray", "an SVM", "a NATO base", "an F-16", "a B-52"),
        *("an 8-year term", "an 18th century house", "an 11th hour", "an 80th birthday", "a 180 degree turn", "a 7th"),
        *("a Ukrainian town", "an onerous task", "a “base”", "an “apple”"),
    ],
)
def test_article(phrase):
    found, _, rest = phrase.partition(" ")
    assert article(rest) == found


@given(WORDS)
def test_any_word_has_all_forms(word):
    assert len(verb_forms(word)) == 5
    assert plural(word)
    assert article(word) in ("a", "an")


@pytest.mark.parametrize(
    ("form", "base", "pos", "place"),
    [
        ("foundations", "foundation", "NOUN", 1),
        ("bases", "basis", "NOUN", 1),
        ("bases", "base", "NOUN", 1),
        ("cities", "city", "NOUN", 1),
        ("wolves", "wolf", "NOUN", 1),
        ("children", "child", "NOUN", 1),
        ("emitted", "emit", "VERB", 2),
        ("emitted", "emit", "VERB", 3),
        ("issued", "issue", "VERB", 3),
        ("stopped", "stop", "VERB", 2),
        ("panicked", "panic", "VERB", 2),
        ("dying", "die", "VERB", 4),
        ("took", "take", "VERB", 2),
        ("taken", "take", "VERB", 3),
        ("overthrew", "overthrow", "VERB", 2),
        ("has", "have", "VERB", 1),
    ],
)
def test_base_forms(form, base, pos, place):
    assert (base, pos, place) in base_forms(form)


@pytest.mark.parametrize("word", ["foundation", "order", "a", "", "seizure", "quick"])
def test_a_base_form_has_none(word):
    assert base_forms(word) == ()


@given(WORDS)
def test_a_base_form_has_the_form(form):
    for base, pos, place in base_forms(form):
        assert form == (plural(base) if pos == "NOUN" else verb_forms(base)[place])
        assert base != form or place


@given(WORDS.filter(lambda word: len(word) > 2))
def test_every_form_leads_back(word):
    assert (word, "VERB", 4) in base_forms(verb_forms(word).present_participle)
