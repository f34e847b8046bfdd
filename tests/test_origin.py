"""The guess of the source language: what betrays it, and above all what must not."""

import re
import sys

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.languages import NAMES, SPINNER, canonical
from mtaudit.origin import KINDS, guess
from mtaudit.origin.traces import MOST, places, signatures, traces
from mtaudit.origin.translated import is_likely
from mtaudit.settings import Settings

BETRAYED = {
    "zh": "The reporter learned on the 16th, that my country has strengthened the prevention and control of the virus. "
    "According to the relevant person in charge, the epidemic situation is stable.",
    "tr": "Minister Kara, stating that the road will be put into service, used the following expressions. "
    "The 10. Year celebrations are within the scope of the project in Diyarbakır.",
    "fr": "« The reform will come », assured the minister this Tuesday, in Paris. Work ends at 18h30, he said ! "
    "Opponents left at 19h15.",
    "de": "The ﬁle, z. B. the second one, is stored bzw. deleted, usw. The Datei must be führen.",
    "ja": "The minister said: I showed the idea to continue. It was decided to ask Tokyo, and I received a report.",
    "ru": "In the framework of the agreement, the press service of the plant said, the APU left on 24.02.2022. "
    "In the framework of talks, Ivan Petrovich spoke of Moscow.",
    "en": "He had actually been struck. They had actually left and it has actually been a safety benefit.",
}
SILENT = [
    "China and the Chinese of Beijing, Shanghai and Wuhan. Xi Jinping spoke in Beijing. " * 8,
    "She moved from Paris to Lyon, and the French press wrote about Macron and France for a week. " * 8,
    "Kim Jong-in met Lee Jun-seok in Seoul, and South Korea watched. " * 8,
    "Moscow and the Kremlin said that Putin and Ivan Petrovich Sidorenko were in Siberia. " * 8,
    "The tao (道) and the qi (气) are ideas of old China; Laozi (老子) wrote of them.",
    "He ate a croissant in a café with his fiancée, and read Škvorecký, Łukasz and Çelik.",
    "We carried out the plan. At the same time, the team grew. It was a great deal of work, of course.",
    "The meeting is on 12 March 2020 at 6 p.m. in Berlin.",
    "",
]


@pytest.mark.parametrize("code", BETRAYED)
def test_what_betrays_a_language(code):
    found = guess(read_text(BETRAYED[code], "a.txt"))
    assert found.language == code
    assert not found.stated
    assert found.traces
    assert all(code in trace.languages for trace in found.traces)
    shares = [share for _, share in found.ranking]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.000001


@pytest.mark.parametrize("text", SILENT)
def test_names_of_a_country_and_good_english_are_no_evidence(text):
    assert guess(read_text(text, "a.txt")).ranking == ()


@given(st.lists(st.sampled_from([*BETRAYED.values(), *SILENT, "x 🙂", "\n\n", "«Да», said he"]), max_size=8))
def test_traces_lie_in_blocks_and_quote_what_stands_there(parts):
    document = read_text("\n".join(parts), "a.txt")
    for trace in traces(document):
        assert trace.kind in KINDS
        assert trace.text == " ".join(document.slice(trace.span).split())
        start, end = trace.span
        assert any(block.span.start <= start and end <= block.span.end for block in document.blocks)
        assert set(trace.languages) <= {*NAMES, SPINNER}


def test_only_the_first_pages_count():
    clean = "The council met again and spoke of the bridge. " * (MOST // 40)
    assert list(traces(read_text(f"{BETRAYED['zh']}\n\n{clean}", "a.txt")))
    assert not list(traces(read_text(f"{clean}\n\n{BETRAYED['zh']}", "a.txt")))
    assert not list(traces(read_text(clean + BETRAYED["zh"], "a.txt")))


def test_the_tables_name_languages_that_we_know():
    codes = {code for each in signatures() for code in each.languages}
    codes |= {code for each in places().values() for code in each}
    assert codes - {SPINNER} <= set(NAMES)
    assert {canonical(code) for code in codes} == codes
    assert {each.kind for each in signatures()} <= set(KINDS)


@pytest.mark.parametrize(("settings", "stated"), [(Settings(), False), (Settings(from_="zh"), True)])
def test_a_guessed_language_works_as_a_stated_one(settings, stated):
    text = f"{BETRAYED['zh']} In order to further grow, the firm hired. Their good-neighborly ties held."
    report = audit(read_text(text, "a.txt"), settings)
    assert (report.origin.language, report.origin.stated) == ("zh", stated)
    assert {each.rule.status for each in report.findings} == {"stable", "preview"}


def test_without_a_language_preview_rules_stay_off():
    text = "In order to further grow, the firm hired. Their good-neighborly ties held."
    report = audit(read_text(text, "a.txt"), Settings())
    assert report.origin.ranking == ()
    assert {each.rule.status for each in report.findings} <= {"stable"}


@given(st.lists(st.sampled_from([*sorted(places())[::9], " ", "-", "x", "’s", ". ", "_"]), max_size=12).map("".join))
def test_the_names_of_places_stand_alone_and_the_longest_counts(text):
    names = "|".join(sorted(map(re.escape, places()), key=len, reverse=True))
    if text.strip():
        document = read_text(text, "a.txt")
        found = [trace.text for trace in traces(document) if trace.what == "a name of the country"]
        assert found == re.findall(rf"(?<![\w-])(?:{names})(?![\w-])", document.flat)


@given(st.lists(st.sampled_from([*BETRAYED.values(), *SILENT, "etc. are done", "My country has"]), max_size=8))
def test_traces_are_the_same_whether_or_not_one_pass_looks_ahead(parts):
    document = read_text("\n".join(parts), "a.txt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "re2", re2)
        ahead = tuple(traces(document))
        patch.delitem(sys.modules, "re2")
        assert tuple(traces(document)) == ahead


def test_a_translation_needs_less_evidence_of_its_language():
    text = "The relevant departments met. " + "The council met again and spoke of the bridge. " * 40
    document = read_text(text, "a.txt")
    assert guess(document).ranking == guess(document, (), lambda: 0.5).ranking == ()
    assert guess(document, (), lambda: 0.98).language == "zh"


@pytest.mark.parametrize("text", SILENT)
def test_reading_like_a_translation_is_no_evidence_of_a_language(text):
    assert guess(read_text(text, "a.txt"), (), lambda: 1.0).ranking == ()


@pytest.mark.parametrize("code", BETRAYED)
def test_a_sure_guess_asks_for_no_reading(code):
    document = read_text(BETRAYED[code], "a.txt")
    assert guess(document, (), lambda: pytest.fail("asked")) == guess(document)


@given(st.lists(st.sampled_from([*BETRAYED.values(), *SILENT]), max_size=5), st.none() | st.floats(0, 1))
def test_reading_well_takes_no_guess_away_and_reading_badly_may_add_one(parts, value):
    document = read_text("\n".join(parts), "a.txt")
    with_it, without = guess(document, (), lambda: value), guess(document)
    assert with_it == without or (not without.ranking and is_likely(value))
