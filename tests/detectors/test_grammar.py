from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtaudit.audit import audit, read_text
from mtaudit.detectors import _asking, _engine_rules, grammar
from mtaudit.detectors._chunks import LONGEST, chunks
from mtaudit.detectors._trim import trim
from mtaudit.engines import Hit, harper, languagetool
from mtaudit.errors import EngineError
from mtaudit.model import MASK
from mtaudit.settings import Settings

HARPER = Settings(select=("grammar",), grammar="harper")
LANGUAGETOOL = Settings(select=("grammar",), grammar="languagetool")


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def server(languagetool_home):
    """The real LanguageTool, one server for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(languagetool_home))
        languagetool._shared.cache_clear()
        yield languagetool.shared("")
        languagetool.shared("").close()
        languagetool._shared.cache_clear()


@pytest.fixture
def fake(monkeypatch):
    """``fake(answers)``: a LanguageTool that gives these answers, or raises the one error; it counts the questions."""

    def build(*answers):
        asked = []

        def ask(texts, mother_tongue=""):
            for text, answer in zip(texts, answers, strict=False):
                asked.append(text)
                yield answer

        def shared(*_):
            if isinstance(answers[0], EngineError) and len(answers) == 1:
                raise answers[0]
            return SimpleNamespace(ask=ask)

        monkeypatch.setattr(_asking.languagetool, "shared", shared)
        return asked

    return build


@pytest.fixture
def no_harper(monkeypatch):
    monkeypatch.setattr(harper, "installed", lambda: "")


def found(text, settings, name="article.txt"):
    document = read_text(text, name)
    report = audit(document, settings)
    assert report.skipped == ()
    return [(each.rule.id, document.slice(each.span)) for each in report.findings]


def hit(rule, start, end, *replacements, category="GRAMMAR"):
    return Hit(rule, category, start, end, "A “message”..", replacements)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("They [[goes]] home every evening.", "grammar/agreement"),
        ("Many [[number]] of the tickets were seen.", "grammar/agreement"),
        ("She stayed in [[an]] house.", "grammar/article"),
        ("He bought [[a]] umbrella for the trip.", "grammar/article"),
        ("She said that [[i]] was late.", "grammar/capitalization"),
        ("\U0001f600 \U0001f600 They [[goes]] home every evening.", "grammar/agreement"),
        ("Cafe\u0301, \u05e9\u05dc\u05d5\u05dd. They [[goes]] home every evening.", "grammar/agreement"),
        ("In the evening, after work, they\n[[goes]] home every day.", "grammar/agreement"),
    ],
)
def test_languagetool_finds(server, marked, text, rule):
    document, spans = marked(text)
    report = audit(document, LANGUAGETOOL)
    assert [(each.rule.id, each.span) for each in report.findings] == [(rule, span) for span in spans]
    assert all("(LanguageTool: " in each.message for each in report.findings)


SILENT = [
    "",
    "The talks began on Sunday.",
    "Gen. Austin Miller said on Sunday that U.S. troops had left the base.",
    "Kunduz, Faryab and Balkh fell, Khaliddin Hakmi told Pajhwok.",
    "The colour of the theatre was honoured; the organisation realised it.",
    "“Ich bin ein Berliner,” he said.",
    "He said that that was the case.",
    "Whilst the US government is divided, the Cabinet has agreed.",
    "| a | an hour |\n| --- | --- |\n| they goes | he have |\n",
    "Run `they goes` or `a apple` first.",
    "They `goes` home, and a `apple` is an `banana`.",
    "\ufffc \ufffc\ufffc",
]


@pytest.mark.parametrize("text", SILENT)
def test_languagetool_is_silent(server, text):
    assert found(text, LANGUAGETOOL, "page.md") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("She said that [[i]] was late.", "grammar/capitalization"),
        ("\U0001f600 She said that [[i]] was late.", "grammar/capitalization"),
        ("In the evening, she said\nthat [[i]] was late.", "grammar/capitalization"),
        ("He was more [[taller]] than his brother.", "grammar/confused-word"),
    ],
)
def test_harper_finds(marked, text, rule):
    document, spans = marked(text)
    report = audit(document, HARPER)
    kept = [each for each in report.findings if each.rule.id == rule]
    assert [document.slice(each.span) for each in kept if spans[0].start >= each.span.start]
    assert all("(Harper: " in each.message for each in report.findings)


@pytest.mark.parametrize("text", SILENT)
def test_harper_is_silent(text):
    assert found(text, HARPER, "page.md") == []


def test_off_is_silent_and_not_skipped():
    assert found("They goes home.", Settings(select=("grammar",), grammar="off")) == []


def test_safe_correction_and_message(fake):
    fake((hit("HE_VERB_AGR", 3, 7, "has", "had"),))
    document = read_text("He have a dog.", "a.txt")
    (finding,) = audit(document, LANGUAGETOOL).findings
    assert [each.text for each in finding.suggestions] == ["has", "had"]
    assert not any(each.safe for each in finding.suggestions)
    assert finding.message == "A “message”. (LanguageTool: HE_VERB_AGR)"


def test_what_borders_on_a_mask_is_left_out(fake):
    fake((hit("EN_A_VS_AN", 4, 5, "an", category="MISC"), hit("EN_A_VS_AN", 20, 21, "an", category="MISC")))
    document = read_text("Run a `apple` and so a orange.", "a.md")
    text = next(chunks(document)).text
    at = text.index(" a orange") + 1
    fake((hit("EN_A_VS_AN", 4, 5, "an", category="MISC"), hit("EN_A_VS_AN", at, at + 1, "an", category="MISC")))
    assert [each.span.start for each in audit(document, LANGUAGETOOL).findings] == [
        document.text.index(" a orange") + 1
    ]


@pytest.mark.parametrize(
    ("word", "language", "counts"),
    [
        ("adept", "pt", True),
        ("adept", "ca", True),
        ("adept", "", False),
        ("adept", "zh", False),
        ("mayor", "pt", False),
    ],
)
def test_a_false_friend_counts_with_its_language_if_english_seldom_needs_the_word(fake, word, language, counts):
    fake((hit("SOME", 4, 9, "fan", category="FALSE_FRIENDS"),))
    rules = [rule for rule, _ in found(f"The {word} left.", replace(LANGUAGETOOL, from_=language))]
    assert rules == ["grammar/false-friend"] * counts


def test_style_and_unknown_rules_are_left_out(fake):
    fake((hit("TOO_LONG_SENTENCE", 0, 4, category="STYLE"), hit("ANYTHING", 0, 4, "x", category="NO_SUCH")))
    assert found("They go.", LANGUAGETOOL) == []


def test_answers_are_remembered(fake):
    text = "He have a dog.\n\nHe have a cat.\n\nHe have a dog."
    asked = fake((hit("HE_VERB_AGR", 3, 7, "has"),), ())
    first = found(text, LANGUAGETOOL)
    assert asked == ["He have a dog.", "He have a cat."]
    assert len(first) == 2
    assert found(text, LANGUAGETOOL) == first
    assert len(asked) == 2


def test_a_foreign_server_is_asked_each_time(fake):
    settings = Settings(select=("grammar",), grammar="auto", languagetool_url="http://127.0.0.1:1")
    asked = fake((hit("HE_VERB_AGR", 3, 7, "has"),))
    assert found("He have a dog.", settings) == found("He have a dog.", settings)
    assert len(asked) == 2


def test_one_complaint_about_one_place_with_the_better_suggestion(fake):
    fake((hit("HE_VERB_AGR", 4, 13, category="GRAMMAR"),))
    settings = Settings(select=("grammar", "spelling"), grammar="languagetool")
    (finding,) = audit(read_text("The goverment met.", "a.txt"), settings).findings
    assert finding.rule.id == "grammar/agreement"
    fake((hit("I_LOWERCASE", 4, 13, category="TYPOS"),))
    (finding,) = audit(read_text("So, goverment met.", "a.txt"), settings).findings
    assert [each.text for each in finding.suggestions] == ["government"]


def test_one_chunk_without_an_answer_is_named(fake, no_harper):
    fake((hit("HE_VERB_AGR", 3, 7, "has"),), EngineError("it took too long"))
    report = audit(read_text("He have a dog.\n\nHe have a cat.", "a.txt"), LANGUAGETOOL)
    assert len(report.findings) == 1
    assert [each.reason for each in report.skipped] == [
        "LanguageTool did not check 1 of 2 paragraphs: it took too long"
    ]


def test_harper_takes_over_what_languagetool_leaves(fake):
    fake(EngineError("there is no Java"))
    report = audit(read_text("She said that i was late.", "a.txt"), LANGUAGETOOL)
    assert ["(Harper: " in each.message for each in report.findings] == [True]
    (skipped,) = report.skipped
    assert skipped.reason == ("LanguageTool did not check any paragraph: there is no Java; Harper checked them instead")


def test_required_grammar_is_fatal(fake):
    fake(EngineError("there is no Java"))
    with pytest.raises(EngineError, match="there is no Java"):
        audit(
            read_text("She said so.", "a.txt"),
            Settings(select=("grammar",), grammar="languagetool", require=("grammar",)),
        )


def test_no_engine_at_all_is_named_with_its_remedy(no_harper, monkeypatch, tmp_path):
    monkeypatch.setenv("MTAUDIT_LANGUAGETOOL_DIR", str(tmp_path / "nowhere"))
    (skipped,) = audit(read_text("She said so.", "a.txt"), Settings(select=("grammar",), grammar="auto")).skipped
    assert "no grammar checker is installed" in skipped.reason
    assert "pip install mtaudit[grammar]" in skipped.reason


def test_no_rule_of_a_category_that_the_server_leaves_out_would_count():
    for category in languagetool._IDLE:
        assert _engine_rules.verdict("LanguageTool", category, "SOME_NEW_RULE") is None


def test_every_fault_of_the_table_is_a_rule_and_the_reverse():
    faults = {verdict.fault for verdict in _engine_rules.lines().values() if verdict}
    assert {f"grammar/{fault}" for fault in faults} == {rule.id for rule in grammar.RULES}
    assert {engine for engine, _ in _engine_rules.lines()} == {"LanguageTool", "Harper"}


@pytest.mark.parametrize(
    ("text", "start", "end", "replacements", "expected"),
    [
        ("He have a dog", 3, 7, ["has"], (3, 7, ("has",))),
        ("these kind of", 0, 10, ["this kind", "these kinds"], (0, 10, ("this kind", "these kinds"))),
        ("these kind of", 0, 10, ["these kinds"], (6, 10, ("kinds",))),
        ("He go home", 0, 10, ["He goes home"], (3, 5, ("goes",))),
        ("In hotel", 0, 8, ["In the hotel"], (3, 8, ("the hotel",))),
        ("the the end", 0, 7, ["the"], (3, 7, ("",))),
        ("a b", 0, 3, ["a b"], (0, 3, ())),
        ("a b", 0, 3, [], (0, 3, ())),
    ],
)
def test_trim(text, start, end, replacements, expected):
    assert trim(text, start, end, replacements) == expected


WORDS = st.text(alphabet="ab ,.'", min_size=1, max_size=12)


@given(WORDS, WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_trimming_changes_nothing_of_the_result(before, old, after, new):
    text = before + old + after
    start, end, texts = trim(text, len(before), len(before) + len(old), new)
    assert len(before) <= start < end <= len(before) + len(old) or old == ""
    assert [text[:start] + each + text[end:] for each in texts] == [
        before + each + after for each in dict.fromkeys(new) if each != old
    ]


@given(st.text(alphabet=f"ab .\n{MASK}\U0001f600", max_size=200), st.integers(0, 60))
def test_chunks_stand_where_they_say(text, repeats):
    document = read_text(text + "word. " * repeats * 20, "a.txt")
    for part in chunks(document):
        assert len(part.text) <= LONGEST
        under = document.flat[part.start : part.start + len(part.text)]
        assert [a for a, b in zip(part.text, under, strict=True) if b != MASK] == [b for b in under if b != MASK]
        assert MASK not in part.text


def test_chunks_cover_all_prose():
    text = "A word and another. " * 1000 + "\n\n" + "x" * 10_000
    document = read_text(text, "a.txt")
    assert (
        "".join(part.text for part in chunks(document)).split()
        == "".join(document.flat[part.start : part.start + len(part.text)] for part in chunks(document)).split()
    )
    assert sum(len(part.text) for part in chunks(document)) == sum(len(document.slice(b.span)) for b in document.blocks)
