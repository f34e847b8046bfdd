from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from mtaudit.audit import read_text
from mtaudit.detectors import _sense_reading, sense
from mtaudit.detectors._sense_choices import Whole
from mtaudit.detectors._sense_evidence import Limits, again, lead, score, sure, suspects
from mtaudit.detectors._sense_usage import lemmas, usage
from mtaudit.detectors._sense_verdict import verdict
from mtaudit.detectors._sense_vocabulary import called_for
from mtaudit.detectors._sense_words import forms, readings, rivals, unlisted_rivals
from mtaudit.engines.sense import network
from mtaudit.languages import NAMES
from mtaudit.model import Span
from mtaudit.settings import Settings

ARTICLE = (Path(__file__).parents[2] / "seeds/taliban-border/article.txt").read_text(encoding="utf-8")


def found(text, **settings):
    document = read_text(text, "a.txt")
    return {document.slice(each.span): each for each in sense.detect(document, Settings(**settings))}


@pytest.fixture(scope="module")
def seed():
    return found(ARTICLE, preview=True)


@pytest.mark.parametrize(
    ("form", "lemma", "pos"),
    [
        ("foundations", "foundation", "NOUN"),
        ("withdrew", "withdraw", "VERB"),
        ("children", "child", "NOUN"),
        ("carries", "carry", "VERB"),
        ("stopped", "stop", "VERB"),
        ("lying", "lie", "VERB"),
        ("analyses", "analysis", "NOUN"),
        ("time", "time", "NOUN"),
        ("years", "year", "NOUN"),
    ],
)
def test_a_form_has_its_lemma(form, lemma, pos):
    assert any((reading.lemma, reading.pos) == (lemma, pos) for reading in readings(form))


@pytest.mark.parametrize("form", ["the", "was", "with", "xqzzt", "Kunduz", ""])
def test_words_without_sense_have_no_reading(form):
    assert readings(form) == ()


@pytest.mark.parametrize("form", ["foundations", "command", "emitted", "turning", "quickly", "secret"])
def test_rivals_have_the_form_of_the_word_and_are_never_forms_of_it(form):
    own = {reading.lemma for reading in readings(form)}
    for rival in rivals(form, ""):
        formed = forms(rival.candidate.lemma, rival.reading.pos)[rival.reading.number]
        assert rival.form in (formed, rival.candidate.lemma)
        assert rival.form != form
        assert rival.candidate.lemma not in own


def test_the_page_says_where_it_uses_a_word_and_in_which_company():
    page = _sense_reading.read(read_text("They slow the withdrawal.\n\nTroops slowed their withdrawals.", "a.txt"))
    uses = usage(page.words)
    assert uses.count("withdrawal") == uses.count("withdrawals") == 2
    assert uses.company("withdrawal", {"slow"}) > 0
    assert uses.company("withdrawal", {"reduce"}) == uses.company("emission", {"slow"}) == 0


def test_a_page_speaks_for_the_words_that_it_uses_oftener_than_english():
    text = "The withdrawal began in May. No withdrawal is easy, and this withdrawal took time, as it takes time to go."
    uses = usage(_sense_reading.read(read_text(text, "a.txt")).words)
    assert uses.burst("withdrawals") > uses.burst("easy") > 0
    assert uses.burst("retreat") == 0


@given(
    st.lists(st.sampled_from("leaves left lay lying data axes withdrew better quickly bases".split()), min_size=1),
    st.data(),
)
def test_what_is_no_form_of_any_word_of_a_page_is_not_used_there(words, data):
    uses = usage([_sense_reading.Word(Span(at, at + 1), word, 0, 0, 0.0, 0.0, None) for at, word in enumerate(words)])
    form = data.draw(
        st.sampled_from("leave leaf leaving lie lays datum axis axe ax withdraw good quick base basis".split() + words)
    )
    assert form in uses.forms or not lemmas(form) & uses.places.keys()


@given(st.integers(1, 6))
def test_the_oftener_a_page_uses_a_word_the_more_it_speaks_for_it(count):
    few, more = (
        usage(_sense_reading.read(read_text("The village slept. " * 9 + "A comet fell. " * times, "a.txt")).words)
        for times in (count, count + 1)
    )
    assert few.burst("comet") < more.burst("comet")


def test_company_with_common_words_says_nothing():
    page = _sense_reading.read(read_text("They had the time.\n\nThey had the flag.", "a.txt"))
    assert usage(page.words).company("flag", {"they", "had"}) < 0.5


def test_words_stand_where_the_page_has_them():
    text = "KUNDUZ: It’s the\nport.\n\n" + "They held it, and then they left it again. " * 30 + "\n\n- an item"
    document = read_text(text, "a.md")
    words = _sense_reading.read(document).words
    assert [document.slice(word.span) for word in words] == _sense_reading.WORD.findall(text)


def test_more_is_found_with_the_preview_rule():
    stable, all_ = found(ARTICLE), found(ARTICLE, preview=True)
    assert stable.keys() <= all_.keys()
    assert {each.rule.id for each in stable.values()} <= {"sense/wrong-word"}


def test_hiding_only_words_that_may_be_marked_marks_the_same_words():
    page, numbers = _sense_reading.read(read_text(ARTICLE, "a.txt")), verdict()
    uses = usage(page.words)

    def marked(limits):
        found = suspects(page, uses, numbers.floor, "", numbers.weights, limits)
        scores = {each.word.span: (score(each, numbers.weights), sure(each, numbers.weights)) for each in found}
        return {span for span, (one, other) in scores.items() if one >= numbers.preview or other >= numbers.stable}

    everything, quick = marked(None), marked(Limits(numbers.preview, numbers.stable))
    assert len(quick ^ everything) <= len(everything) / 4 > 0


def test_no_word_is_hidden_where_none_can_be_marked(monkeypatch):
    page, numbers = _sense_reading.read(read_text(ARTICLE, "a.txt")), verdict()
    assert suspects(page, usage(page.words), numbers.floor, "", numbers.weights)
    monkeypatch.setattr(_sense_reading.sense.Network, "_run", lambda *_: pytest.fail("asked again"))
    assert suspects(page, usage(page.words), numbers.floor, "", numbers.weights, Limits(inf, inf)) == []


def test_the_article_before_a_correction_is_part_of_it():
    for text in (ARTICLE, ARTICLE.replace("the command", "a command")):
        document = read_text(text, "a.txt")
        for each in sense.detect(document, Settings(preview=True)):
            article = document.slice(each.span).lower().startswith(("a ", "an "))
            assert all(s.text.lower().startswith(("a ", "an ")) == article for s in each.suggestions)


def test_a_reason_names_languages_as_people_do(seed):
    for each in seed.values():
        assert "one word says both" not in each.message or any(name in each.message for name in NAMES.values())


def test_findings_are_suspicions_that_are_never_safe(seed):
    assert seed
    for each in seed.values():
        assert each.rule.evidence == "source"
        assert 1 <= len(each.suggestions) <= 3
        assert not any(suggestion.safe for suggestion in each.suggestions)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from("The base; a foundation's «of» army .\n 5".split(" "))).map(" ".join)
)
@hypothesis_settings(max_examples=40)
def test_any_text_gives_findings_inside_its_blocks(text):
    document = read_text(text or " ", "a.txt")
    for each in sense.detect(document, Settings(preview=True)):
        assert any(block.span.start <= each.span.start < each.span.end <= block.span.end for block in document.blocks)
        assert all(suggestion.text != document.slice(each.span) for suggestion in each.suggestions)


@pytest.mark.parametrize("form", ["history", "foundations", "emitted", "quickly", "modest"])
def test_unlisted_rivals_are_no_listed_ones_and_no_forms_of_the_word(form):
    listed, others = rivals(form, ""), unlisted_rivals(form)
    own = {reading.lemma for reading in readings(form)}
    assert others
    assert all(rival.listed for rival in listed)
    assert not any(rival.listed for rival in others)
    assert all(rival.likeness or rival.kin for rival in others)
    assert {form, *(rival.form for rival in listed)}.isdisjoint(rival.form for rival in others)
    assert own.isdisjoint(rival.candidate.lemma for rival in others)


def test_family_and_thesaurus_come_in_the_form_of_the_word():
    others = {rival.form: rival for rival in unlisted_rivals("histories")}
    assert others["historians"].kin
    assert others["profiles"].likeness > 0


@pytest.mark.parametrize("form", ["tunnel", "tunnels", "carried", "modest"])
def test_what_a_sentence_calls_for_is_new_and_of_the_same_kind(form):
    wanted = network().vectors([form])[0]
    known = {form, "tube", "tubes"}
    called = called_for(form, wanted, known)
    kinds = {(reading.pos, reading.number) for reading in readings(form)}
    assert 1 <= len(called) <= 8
    assert known.isdisjoint(rival.form for rival in called)
    assert len({rival.form for rival in called}) == len(called)
    for rival in called:
        assert kinds & {(reading.pos, reading.number) for reading in readings(rival.form)}
        assert not rival.listed
        assert rival.candidate.lemma not in lemmas(form)


def test_nothing_is_called_for_in_the_place_of_what_carries_no_sense():
    assert called_for("the", network().vectors(["the"])[0], frozenset()) == []


def test_unlisted_rivals_are_proposed_but_no_evidence():
    document = read_text(ARTICLE, "a.txt")
    page = _sense_reading.read(document)
    numbers = verdict()
    held = suspects(page, usage(page.words), numbers.floor, "", numbers.weights)
    assert any(not choice.rival.listed for suspect in held for choice in suspect.choices)
    for suspect in held:
        listed = tuple(choice for choice in suspect.choices if choice.rival.listed)
        without = again(suspect._replace(choices=listed), numbers.weights.rival)
        assert score(without, numbers.weights) == score(suspect, numbers.weights)


def test_to_be_wrong_and_to_have_the_right_word_first_is_less_likely_than_to_be_wrong():
    page, numbers = _sense_reading.read(read_text(ARTICLE, "a.txt")), verdict()
    found = suspects(page, usage(page.words), numbers.floor, "", numbers.weights)
    assert found
    assert all(sure(each, numbers.weights) <= score(each, numbers.weights) for each in found)
    clear = max(found, key=lambda each: lead(each)[1])
    others = clear._replace(choices=(clear.choices[0], *clear.choices))
    assert sure(others, numbers.weights) < sure(clear, numbers.weights)


def test_a_page_that_reads_as_translated_is_searched_more_closely():
    good = "She closed the door, sat down by the window and opened the letter. The committee met on Tuesday. " * 9
    pages = [_sense_reading.read(read_text(text, "a.txt")) for text in (ARTICLE, ARTICLE[:200], good)]
    whole, part, clean = (Whole(page, usage(page.words)).translated for page in pages)
    assert whole > 0 > clean
    assert abs(part) < whole


@pytest.mark.parametrize(("word", "other"), [("catalogue", "catalog"), ("programme", "program"), ("labor", "labour")])
def test_no_other_spelling_of_the_word_is_proposed(word, other):
    wanted = network().vectors([other])[0]
    found = [*rivals(word, ""), *unlisted_rivals(word), *called_for(word, wanted, frozenset())]
    assert found
    assert other not in {rival.form for rival in found}
